import Synchronization

/// Makes keys and counts how often they are hashed and compared.
///
///     let keys = KeyCounter()
///     let cost = keys.measure { cache.value(for: keys.key(7)) }
///     // cost.comparisons stays small as the cache grows, if the lookup is O(1)
///
/// A growing `Dictionary` hashes all of its keys again. Measure when the cache is full, or average
/// over many operations.
public final class KeyCounter: Sendable {
  private let hashCount = Atomic(0)
  private let comparisonCount = Atomic(0)

  public init() {}

  /// A key that counts here.
  public func key(_ value: Int) -> CountingKey {
    CountingKey(value, counter: self)
  }

  /// How often keys were hashed since the start or the last reset.
  public var hashes: Int { hashCount.load(ordering: .relaxed) }

  /// How often two keys were compared since the start or the last reset.
  public var comparisons: Int { comparisonCount.load(ordering: .relaxed) }

  /// Both counts so far.
  public var cost: KeyCost { KeyCost(hashes: hashes, comparisons: comparisons) }

  /// Starts both counts again at 0.
  public func reset() {
    hashCount.store(0, ordering: .relaxed)
    comparisonCount.store(0, ordering: .relaxed)
  }

  /// Counts what `operation` does with the keys; the totals go on, too.
  ///
  /// Uses of keys by other tasks meanwhile count as well.
  public func measure<Result, Failure: Error>(
    _ operation: () throws(Failure) -> Result
  ) throws(Failure) -> KeyCost {
    let before = cost
    _ = try operation()
    return cost - before
  }

  func countHash() { hashCount.add(1, ordering: .relaxed) }
  func countComparison() { comparisonCount.add(1, ordering: .relaxed) }
}

/// How often an operation hashed and compared keys.
public struct KeyCost: Hashable, Sendable {
  public var hashes: Int
  public var comparisons: Int

  public init(hashes: Int, comparisons: Int) {
    self.hashes = hashes
    self.comparisons = comparisons
  }

  public static func - (a: KeyCost, b: KeyCost) -> KeyCost {
    KeyCost(hashes: a.hashes - b.hashes, comparisons: a.comparisons - b.comparisons)
  }
}

extension KeyCost: CustomStringConvertible {
  public var description: String {
    let hashed = hashes == 1 ? "1 hash" : "\(grouped(hashes)) hashes"
    let compared = comparisons == 1 ? "1 comparison" : "\(grouped(comparisons)) comparisons"
    return "\(hashed), \(compared)"
  }
}
