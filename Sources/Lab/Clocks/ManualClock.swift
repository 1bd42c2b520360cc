import Synchronization

/// A clock that stands still until a test moves it.
///
///     let clock = ManualClock()
///     let alarm = Task { try await clock.sleep(for: .seconds(60)) }
///     await clock.sleepers(atLeast: 1)  // the task has parked
///     clock.advance(by: .seconds(60))   // and wakes
///     try await alarm.value
///
/// Nothing here waits in real time, so a check of a one-day lifetime takes microseconds and gives
/// the same result on every run. A test that ends while a task still sleeps has lost that task;
/// call ``abandonSleepers()`` at the end to find out.
public final class ManualClock: Clock, Sendable {
  public typealias Instant = LabInstant

  private let state = Mutex(State())

  /// Makes a clock that shows ``LabInstant/start``.
  public init() {}

  /// The moment that the clock shows.
  public var now: Instant { state.withLock { $0.now } }

  public var minimumResolution: Duration { Duration(secondsComponent: 0, attosecondsComponent: 1) }

  /// How many tasks are asleep on this clock.
  public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

  /// The moment at which the next sleeper wakes, or `nil` if none sleeps.
  public var nextDeadline: Instant? { state.withLock { $0.sleepers.first?.deadline } }

  /// Parks the calling task until the clock has been moved to `deadline`.
  ///
  /// A deadline that is not in the future returns at once. A cancelled task gets `CancellationError`
  /// at once, whatever its deadline.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    let id = state.withLock { $0.makeID() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let sleeper = Sleeper(id: id, deadline: deadline, continuation: continuation)
        state.withLock { $0.admit(sleeper) }.run()
      }
    } onCancel: {
      state.withLock { $0.removeSleeper(id) }?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Moves the clock forward by `duration` and wakes the tasks whose deadline has come.
  public func advance(by duration: Duration) {
    precondition(
      duration >= .zero,
      "a clock only moves forward, and \(duration.readable) is backward"
    )
    wake { $0.advance(to: $0.now.advanced(by: duration)) }
  }

  /// Moves the clock forward to `instant` and wakes the tasks whose deadline has come.
  ///
  /// Sleepers are woken in the order of their deadlines, and in order of arrival where deadlines are
  /// equal. The clock shows `instant` before the first of them runs: one that sleeps again counts
  /// from there, not from its old deadline.
  public func advance(to instant: Instant) {
    wake { $0.advance(to: instant) }
  }

  /// Waits until at least `n` tasks are asleep: the meeting point before a test moves the clock.
  ///
  /// Returns early if the waiting task is cancelled.
  public func sleepers(atLeast n: Int) async {
    let id = state.withLock { $0.makeID() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let observer = Observer(id: id, threshold: n, continuation: continuation)
        state.withLock { $0.admit(observer) }?.continuation.resume()
      }
    } onCancel: {
      state.withLock { $0.removeObserver(id) }?.continuation.resume()
    }
  }

  /// Ends every sleep with `CancellationError` and returns how many there were.
  ///
  /// A test calls this at its end. Any number but 0 means tasks that it forgot.
  @discardableResult
  public func abandonSleepers() -> Int {
    let abandoned = state.withLock { $0.removeAllSleepers() }
    for sleeper in abandoned { sleeper.continuation.resume(throwing: CancellationError()) }
    return abandoned.count
  }

  private func wake(_ move: (inout State) -> [Sleeper]) {
    for sleeper in state.withLock({ move(&$0) }) { sleeper.continuation.resume() }
  }
}

extension ManualClock: CustomStringConvertible {
  public var description: String { "a manual clock at \(now)" }
}
