import Dispatch
import Synchronization

/// Runs all tasks on one thread, in an order that a seed decides, and lets time pass by itself.
///
///     let ending = await Schedule(seed: 7).run { schedule in
///       let database = SlowDatabase(rows: ["apple": 3], clock: schedule.clock)
///       let readers = (0..<10).map { _ in Task { try await database.read("apple") } }
///       await schedule.settle()            // all ten wait, and no time has passed
///       for reader in readers { print(try await reader.value ?? 0) }
///       print(schedule.clock.now)          // 150 ms
///     }
///
/// Of the tasks that are ready one is chosen by the seed, so each seed is one way in which a real
/// machine might interleave them, and the same on every run. When no task is ready, all of them
/// wait: then whoever called ``settle()`` goes on, and if nobody did, the clock moves to the next
/// moment at which somebody wakes. A day of sleep takes no time, and the body may simply
/// `await` what needs time.
///
/// It sees tasks, actors and continuations, and while it runs there is no other way for tasks of
/// this process to run. Threads and dispatch queues are beyond its sight, and so is a sleep on
/// another clock.
public final class Schedule: TaskExecutor {
  /// Shows ``LabInstant/start`` at first; moves on when everybody waits.
  public let clock = ManualClock()

  private let state: Mutex<State>
  private let news = DispatchSemaphore(value: 0)

  /// - Parameter seed: `nil` runs tasks in the order in which they became ready.
  public init(seed: UInt64?) {
    state = Mutex(State(random: seed.map(SplitMix64.init)))
  }

  /// Returns when everybody else waits: for time to pass, for each other or for this task.
  public func settle() async {
    await withCheckedContinuation { settler in
      add { $0.settlers.append(settler) }
    }
  }

  /// Lets `duration` pass, with all that happens in it, and settles.
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

  /// Runs what is ready until ``end()``, or until everybody waits for something that nobody will do.
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
    // Only something beyond our sight can still go on. It gets a second of real time.
    return news.wait(timeout: .now() + .seconds(1)) == .success
  }

  private func add(_ change: (inout State) -> Void) {
    let isAwaited = state.withLock { state in
      change(&state)
      defer { state.isWaitingForNews = false }
      return state.isWaitingForNews
    }
    if isAwaited { news.signal() }
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
    var isWaitingForNews = false

    mutating func nextStep() -> Step {
      if !ready.isEmpty { return .run(takeReady()) }
      if isEnding { return .end }
      if !settlers.isEmpty { return .resume(settlers.removeFirst()) }
      isWaitingForNews = true
      return .letTimePass
    }

    private mutating func takeReady() -> UnownedJob {
      let index = random?.next(upperBound: UInt64(ready.count)) ?? 0
      return ready.remove(at: Int(index))
    }
  }
}
