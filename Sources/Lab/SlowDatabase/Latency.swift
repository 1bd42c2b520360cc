/// How long an operation of a ``SlowDatabase`` takes.
public struct Latency: Hashable, Sendable {
  /// The least that every operation takes.
  public var perOperation: Duration
  /// What each row of a bulk operation adds.
  public var perRow: Duration
  /// The mean of an exponentially distributed extra time: mostly short, sometimes long.
  public var jitter: Duration

  public init(perOperation: Duration, perRow: Duration = .zero, jitter: Duration = .zero) {
    precondition(
      perOperation >= .zero && perRow >= .zero && jitter >= .zero,
      "no part of a latency can be negative"
    )
    self.perOperation = perOperation
    self.perRow = perRow
    self.jitter = jitter
  }

  /// No time at all.
  public static let none = Latency(perOperation: .zero)

  /// Always the same, and `perRow` more for each row of a bulk operation.
  public static func fixed(_ perOperation: Duration, perRow: Duration = .zero) -> Latency {
    Latency(perOperation: perOperation, perRow: perRow)
  }

  /// What an operation on `bulkRows` rows takes; none for an operation on a single key.
  func draw(bulkRows: Int, using random: inout SplitMix64) -> Duration {
    let certain = perOperation + perRow * bulkRows
    return jitter == .zero ? certain : certain + random.exponential(mean: jitter)
  }
}
