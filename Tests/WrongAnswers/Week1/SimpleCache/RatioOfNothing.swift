// Caught by: testTheHitRatioIsZeroBeforeTheFirstRead
// The mistake: before the first read the ratio is 0 / 0, which is not a number.

public struct SimpleCache<Key: Hashable, Value> {
  public private(set) var hits = 0
  public private(set) var misses = 0

  private var entries: [Key: Value] = [:]

  public init() {}

  public mutating func value(for key: Key) -> Value? {
    guard let value = entries[key] else {
      misses += 1
      return nil
    }
    hits += 1
    return value
  }

  public mutating func insert(_ value: Value, for key: Key) {
    entries[key] = value
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    entries.removeValue(forKey: key)
  }

  public mutating func removeAll() {
    entries.removeAll()
  }

  public var count: Int { entries.count }

  public func contains(_ key: Key) -> Bool {
    entries.keys.contains(key)
  }

  public var hitRatio: Double {
    Double(hits) / Double(hits + misses)
  }
}
