import Dispatch
import Synchronization

/// Runs all tasks on one thread, in an order that a seed decides, on a clock that moves by itself.
///
///     let ending = await Schedule(seed: 7).run { schedule in
///       let database = SlowDatabase(rows: ["apple": 3], clock: schedule.clock)
///       let readers = (0..<10).map { _ in Task { try await database.read("apple") } }
///       await schedule.settle()            // all ten wait, and no time has passed
///       for reader in readers { print(try await reader.value ?? 0) }
///       print(schedule.clock.now)          // 150 ms
///     }
///
/// The seed chooses the next of the tasks that are ready, so each seed is one way in which a real
/// machine might interleave them, the same on every run. When no task is ready, all of them wait.
/// Then a task that called ``settle()`` goes on; if there is none, the clock moves to the next
/// moment at which a task wakes. A day of sleep takes no time, and the body may simply `await` what
/// takes time.
///
/// It controls tasks, actors and continuations: while it runs, every task of this process runs
/// here. It does not control threads, dispatch queues or sleeps on other clocks.
public final class Schedule: TaskExecutor {
  /// Shows ``LabInstant/start`` at first, and moves when all tasks wait.
  public let clock = ManualClock()

  private let state: Mutex<State>
  private let taskAdded = DispatchSemaphore(value: 0)

  /// - Parameter seed: `nil` runs tasks in the order in which they became ready.
  public init(seed: UInt64?) {
    state = Mutex(State(random: seed.map(SplitMix64.init)))
  }

  /// Returns when all other tasks wait: for time to pass, for each other or for this task.
  public func settle() async {
    await withCheckedContinuation { settler in
      add { $0.settlers.append(settler) }
    }
  }

  /// Lets `duration` pass, runs all that happens in it, and settles.
  public func pass(_ duration: Duration) async {
    try? await clock.sleep(for: duration)
    await settle()
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    enqueue(UnownedJob(job))
  }

  public func enqueue(_ job: UnownedJob) {
    add { $0.ready.append(job) }
  }

  /// Makes ``run()`` return when no task is ready any more.
  func end() {
    add { $0.isEnding = true }
  }

  /// Runs what is ready until ``end()``, or until all tasks wait for what will never happen.
  func run() {
    while true {
      switch state.withLock({ $0.nextStep() }) {
      case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
      case .resume(let settler): settler.resume()
      case .letTimePass: guard letTimePass() else { return }
      case .end: return
      }
    }
  }

  private func letTimePass() -> Bool {
    if let next = clock.nextDeadline {
      clock.advance(to: next)
      return true
    }
    // Only threads that this does not control can still wake a task. They get a second.
    return taskAdded.wait(timeout: .now() + .seconds(1)) == .success
  }

  private func add(_ change: (inout State) -> Void) {
    let isAwaited = state.withLock { state in
      change(&state)
      defer { state.isWaitingForTasks = false }
      return state.isWaitingForTasks
    }
    if isAwaited { taskAdded.signal() }
  }
}

extension Schedule {
  private enum Step {
    case run(UnownedJob)
    case resume(CheckedContinuation<Void, Never>)
    case letTimePass
    case end
  }

  private struct State {
    var ready: [UnownedJob] = []
    var settlers: [CheckedContinuation<Void, Never>] = []
    var random: SplitMix64?
    var isEnding = false
    var isWaitingForTasks = false

    mutating func nextStep() -> Step {
      if !ready.isEmpty { return .run(takeReady()) }
      if isEnding { return .end }
      if !settlers.isEmpty { return .resume(settlers.removeFirst()) }
      isWaitingForTasks = true
      return .letTimePass
    }

    private mutating func takeReady() -> UnownedJob {
      let index = random?.next(upperBound: UInt64(ready.count)) ?? 0
      return ready.remove(at: Int(index))
    }
  }
}
