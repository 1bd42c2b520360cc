// Caught by: testEvictingDoesNotSearchTheEntries
// The mistake: entries know the time of their last use, and an eviction looks through all.

public struct LRUCache<Key: Hashable, Value> {
  public let capacity: Int

  private var entries: [Key: (value: Value, lastUse: Int)] = [:]
  private var now = 0

  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { entries.count }

  public var keys: [Key] {
    entries.sorted { $0.value.lastUse > $1.value.lastUse }.map(\.key)
  }

  public func contains(_ key: Key) -> Bool {
    entries[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    guard let entry = entries[key] else { return nil }
    now += 1
    entries[key] = (entry.value, now)
    return entry.value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    now += 1
    var evicted: Key?
    if entries.count == capacity, entries[key] == nil {
      evicted = entries.min { $0.value.lastUse < $1.value.lastUse }?.key
      if let evicted { entries[evicted] = nil }
    }
    entries[key] = (value, now)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    entries.removeValue(forKey: key)?.value
  }

  public mutating func removeAll() {
    entries.removeAll()
  }
}
