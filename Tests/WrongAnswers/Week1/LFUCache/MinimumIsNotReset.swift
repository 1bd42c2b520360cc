// Caught by: testANewcomerIsTheNextToGoWhenTheOthersWereUsedMore
// The mistake: an insert leaves the minimum frequency as it was; the newcomer has frequency 1.

public struct LFUCache<Key: Hashable, Value> {
  public let capacity: Int

  private struct Entry {
    var value: Value
    var frequency: Int
  }

  private struct Bucket {
    var newer: [Key: Key] = [:]
    var older: [Key: Key] = [:]
    var oldest: Key?
    var newest: Key?

    mutating func append(_ key: Key) {
      if let newest {
        newer[newest] = key
        older[key] = newest
      } else {
        oldest = key
      }
      newest = key
    }

    mutating func remove(_ key: Key) {
      let after = newer.removeValue(forKey: key)
      let before = older.removeValue(forKey: key)
      if let before { newer[before] = after } else { oldest = after }
      if let after { older[after] = before } else { newest = before }
    }
  }

  private var entries: [Key: Entry] = [:]
  private var buckets: [Int: Bucket] = [:]
  private var minimum = 1

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
    use(key, entry.frequency)
    return entry.value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    if let entry = entries[key] {
      entries[key]?.value = value
      use(key, entry.frequency)
      return nil
    }
    var evicted: Key?
    if entries.count == capacity, let oldest = buckets[minimum]?.oldest {
      remove(oldest)
      evicted = oldest
    }
    entries[key] = Entry(value: value, frequency: 1)
    buckets[1, default: Bucket()].append(key)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    leaveBucket(key, entry.frequency)
    return entry.value
  }

  public mutating func removeAll() {
    self = LFUCache(capacity: capacity)
  }

  private mutating func use(_ key: Key, _ frequency: Int) {
    leaveBucket(key, frequency)
    if buckets[frequency] == nil, minimum == frequency { minimum += 1 }
    entries[key]?.frequency = frequency + 1
    buckets[frequency + 1, default: Bucket()].append(key)
  }

  private mutating func leaveBucket(_ key: Key, _ frequency: Int) {
    buckets[frequency]?.remove(key)
    if buckets[frequency]?.oldest == nil { buckets[frequency] = nil }
  }
}
