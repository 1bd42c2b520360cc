// Caught by: testEvictingDoesNotSearchTheEntries
// The mistake: entries know their frequency and last use, and an eviction looks through all.

public struct LFUCache<Key: Hashable, Value> {
  public let capacity: Int

  private struct Entry {
    var value: Value
    var frequency: Int
    var lastUse: Int
  }

  private var entries: [Key: Entry] = [:]
  private var now = 0

  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { entries.count }

  public func contains(_ key: Key) -> Bool {
    entries[key] != nil
  }

  public func frequency(of key: Key) -> Int {
    entries[key]?.frequency ?? 0
  }

  public mutating func value(for key: Key) -> Value? {
    guard let entry = entries[key] else { return nil }
    use(key)
    return entry.value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    if contains(key) {
      entries[key]?.value = value
      use(key)
      return nil
    }
    var evicted: Key?
    if entries.count == capacity {
      let coldest = entries.min {
        ($0.value.frequency, $0.value.lastUse) < ($1.value.frequency, $1.value.lastUse)
      }
      evicted = coldest?.key
    }
    if let evicted { remove(evicted) }
    now += 1
    entries[key] = Entry(value: value, frequency: 1, lastUse: now)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    entries.removeValue(forKey: key)?.value
  }

  public mutating func removeAll() {
    entries.removeAll()
  }

  private mutating func use(_ key: Key) {
    now += 1
    entries[key]?.frequency += 1
    entries[key]?.lastUse = now
  }
}
