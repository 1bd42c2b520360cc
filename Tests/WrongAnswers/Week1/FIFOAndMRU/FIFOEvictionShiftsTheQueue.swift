// Caught by: testEvictingDoesNotShiftTheQueue
// The mistake: whenever the first key of the array goes, all others move up by one: O(n).

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

  private struct Place {
    let key: Key
    let ticket: Int
  }

  private var entries: [Key: (value: Value, ticket: Int)] = [:]
  private var queue: [Place] = []
  private var lastTicket = 0

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { entries.count }

  public func contains(_ key: Key) -> Bool {
    entries[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    entries[key]?.value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard entries[key] == nil else {
      entries[key]?.value = value
      return nil
    }
    guard capacity > 0 else { return nil }
    let evicted = count == capacity ? queue.first?.key : nil
    if let evicted { remove(evicted) }
    lastTicket += 1
    entries[key] = (value, lastTicket)
    queue.append(Place(key: key, ticket: lastTicket))
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    var (low, high) = (0, queue.count)
    while low < high {
      let middle = (low + high) / 2
      if queue[middle].ticket < entry.ticket { low = middle + 1 } else { high = middle }
    }
    queue.remove(at: low)
    return entry.value
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
