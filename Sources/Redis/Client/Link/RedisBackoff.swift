import Lab

/// How long a server that could not be reached is left alone.
///
/// The pause doubles with every failure up to a cap, and is shortened at random so that clients that
/// lost their server together do not come back together.
public struct RedisBackoff: Hashable, Sendable {
  /// The pause after the first failure.
  public var first: Duration
  /// The longest pause.
  public var longest: Duration
  /// The largest part of a pause, from 0 to 1, that chance may take away.
  public var jitter: Double

  public init(
    first: Duration = .milliseconds(50),
    longest: Duration = .seconds(5),
    jitter: Double = 0.5
  ) {
    precondition((0...1).contains(jitter), "jitter is a part from 0 to 1, not \(jitter)")
    precondition(
      first >= .zero && first <= longest,
      "the first pause, \(first.readable), is at most the longest, \(longest.readable)"
    )
    self.first = first
    self.longest = longest
    self.jitter = jitter
  }

  /// The pause after a number of failures in a row, which is at least 1.
  public func pause(afterFailures failures: Int, using random: inout SplitMix64) -> Duration {
    let doublings = min(max(failures, 1) - 1, 40)
    let whole = min(longest.seconds, first.seconds * Double(1 << doublings))
    return .seconds(whole * (1 - jitter * random.unit()))
  }
}
