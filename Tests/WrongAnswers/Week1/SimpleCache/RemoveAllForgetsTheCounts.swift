// Caught by: testRemovingAllKeepsTheCounts
// The mistake: emptying the cache rewrites history: the reads of the past did happen.

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
    hits = 0
    misses = 0
  }

  public var count: Int { entries.count }

  public func contains(_ key: Key) -> Bool {
    entries.keys.contains(key)
  }

  public var hitRatio: Double {
    let reads = hits + misses
    return reads == 0 ? 0 : Double(hits) / Double(reads)
  }
}
