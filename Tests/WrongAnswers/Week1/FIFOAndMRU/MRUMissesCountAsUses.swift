// Caught by: testMostRecentlyUsedCountsReadsAndUpdatesAsUses
// The mistake: a read that finds nothing is remembered as the last use, and nothing can be evicted.

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

  private struct Node {
    var entry: (key: Key, value: Value)?
    var newer = 0
    var older = 0
  }

  private var places: [Key: Int] = [:]

  private var nodes = [Node()]
  private var vacant: [Int] = []

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { places.count }

  public func contains(_ key: Key) -> Bool {
    places[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    places[key].flatMap { nodes[$0].entry?.value }
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    if let place = places[key] {
      nodes[place].entry?.value = value
      return nil
    }
    guard capacity > 0 else { return nil }
    let oldest = nodes[0].newer
    let evicted = count == capacity ? nodes[oldest].entry?.key : nil
    if let evicted { remove(evicted) }
    append(Node(entry: (key, value), older: nodes[0].older))
    places[key] = nodes[0].older
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let place = places.removeValue(forKey: key) else { return nil }
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    nodes[newer].older = older
    nodes[older].newer = newer
    vacant.append(place)
    return nodes[place].entry.take()?.value
  }

  public mutating func removeAll() {
    self = FIFOCache(capacity: capacity)
  }

  private mutating func append(_ node: Node) {
    let place = vacant.popLast() ?? nodes.count
    if place < nodes.count { nodes[place] = node } else { nodes.append(node) }
    nodes[node.older].newer = place
    nodes[0].older = place
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
    lastUsed = key
    return entries[key]
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
