// Caught by: testOnlyReadsCountAsAccesses
// The mistake: `contains` shares its look-up with `value(for:)`, and the look-up counts.

public struct SimpleCache<Key: Hashable, Value> {
  private final class Tally {
    var hits = 0
    var misses = 0
  }

  private let tally = Tally()
  private var entries: [Key: Value] = [:]

  public init() {}

  public var hits: Int { tally.hits }
  public var misses: Int { tally.misses }

  private func find(_ key: Key) -> Value? {
    let value = entries[key]
    if value == nil { tally.misses += 1 } else { tally.hits += 1 }
    return value
  }

  public mutating func value(for key: Key) -> Value? {
    find(key)
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
    find(key) != nil
  }

  public var hitRatio: Double {
    let reads = hits + misses
    return reads == 0 ? 0 : Double(hits) / Double(reads)
  }
}
