import Synchronization

/// A clock on which sleeping takes no time: a sleep moves the clock to its deadline and returns.
///
/// For simulations and demos that do one thing after another. An hour of traffic with a slow
/// database passes as fast as it can be computed, and the clock tells how long it would have taken.
/// Tasks that sleep at the same time would each move the clock; for those use ``ManualClock``.
public final class VirtualClock: Clock, Sendable {
  public typealias Instant = LabInstant

  private let current: Mutex<Instant>

  /// Makes a clock that shows `now`.
  public init(now: Instant = .start) {
    current = Mutex(now)
  }

  /// The moment that the clock shows.
  public var now: Instant { current.withLock { $0 } }

  public var minimumResolution: Duration { Duration(secondsComponent: 0, attosecondsComponent: 1) }

  /// Moves the clock to `deadline`, unless it is already later, and returns.
  ///
  /// In a cancelled task the clock stays where it is.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    try Task.checkCancellation()
    current.withLock { $0 = max($0, deadline) }
  }

  /// Moves the clock forward by `duration`, for code that does not await.
  public func advance(by duration: Duration) {
    precondition(
      duration >= .zero,
      "a clock only moves forward, and \(duration.readable) is backward"
    )
    current.withLock { $0 = $0.advanced(by: duration) }
  }
}

extension VirtualClock: CustomStringConvertible {
  public var description: String { "a virtual clock at \(now)" }
}
