// Caught by: testFirstInFirstOutTakesAReturningKeyForANewOne
// The mistake: a removed key leaves its place in the queue, and has it again when it returns.

public protocol EvictingCache<Key, Value> {
  associatedtype Key: Hashable
  associatedtype Value

  init(capacity: Int)

  var capacity: Int { get }

  var count: Int { get }

  func contains(_ key: Key) -> Bool

  mutating func value(for key: Key) -> Value?

  @discardableResult
  mutating func insert(_ value: Value, for key: Key) -> Key?

  @discardableResult
  mutating func remove(_ key: Key) -> Value?

  mutating func removeAll()
}

extension EvictingCache {
  public mutating func misses(reading keys: some Sequence<Key>, load: (Key) -> Value) -> Int {
    var misses = 0
    for key in keys where value(for: key) == nil {
      misses += 1
      insert(load(key), for: key)
    }
    return misses
  }
}

public struct FIFOCache<Key: Hashable, Value>: EvictingCache {
  public let capacity: Int

  private var entries: [Key: Value] = [:]
  private var queue: [Key?] = []
  private var front = 0

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { entries.count }

  public func contains(_ key: Key) -> Bool {
    entries[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    entries[key]
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard !contains(key) else {
      entries[key] = value
      return nil
    }
    guard capacity > 0 else { return nil }
    var evicted: Key?
    while count == capacity, let first = queue[front] {
      queue[front] = nil
      front += 1
      if remove(first) != nil { evicted = first }
    }
    entries[key] = value
    queue.append(key)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    entries.removeValue(forKey: key)
  }

  public mutating func removeAll() {
    self = FIFOCache(capacity: capacity)
  }
}

public struct MRUCache<Key: Hashable, Value>: EvictingCache {
  public let capacity: Int

  private var entries: [Key: Value] = [:]

  private var lastUsed: Key?

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { entries.count }

  public func contains(_ key: Key) -> Bool {
    entries[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    guard let value = entries[key] else { return nil }
    lastUsed = key
    return value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    let evicted = count == capacity && !contains(key) ? lastUsed : nil
    if let evicted { remove(evicted) }
    entries[key] = value
    lastUsed = key
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    if key == lastUsed { lastUsed = nil }
    return entries.removeValue(forKey: key)
  }

  public mutating func removeAll() {
    self = MRUCache(capacity: capacity)
  }
}
