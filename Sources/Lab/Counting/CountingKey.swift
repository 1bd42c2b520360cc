/// A key that reports to its ``KeyCounter`` whenever it is hashed or compared.
///
/// An operation that is O(1) hashes and compares a handful of keys however large the cache is; one
/// that searches its entries compares many. A check can tell the two apart without a stopwatch.
public struct CountingKey: Hashable, Sendable {
  public let value: Int
  private let counter: KeyCounter

  public init(_ value: Int, counter: KeyCounter) {
    self.value = value
    self.counter = counter
  }

  public static func == (a: CountingKey, b: CountingKey) -> Bool {
    a.counter.countComparison()
    return a.value == b.value
  }

  public func hash(into hasher: inout Hasher) {
    counter.countHash()
    hasher.combine(value)
  }
}

extension CountingKey: CustomStringConvertible {
  public var description: String { "\(value)" }
}
