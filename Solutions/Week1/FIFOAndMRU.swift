/// A cache with room for a number of entries, and a rule that says which one goes when it is full.
///
/// This protocol is given. What it promises holds for every rule; a conforming type adds its own.
public protocol EvictingCache<Key, Value> {
  associatedtype Key: Hashable
  associatedtype Value

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing and evicts nothing.
  init(capacity: Int)

  /// How many entries there is room for.
  var capacity: Int { get }

  /// How many entries there are.
  var count: Int { get }

  /// Whether there is an entry for `key`.
  ///
  /// A look, not a use: no rule takes notice of it.
  func contains(_ key: Key) -> Bool

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  mutating func value(for key: Key) -> Value?

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  @discardableResult
  mutating func insert(_ value: Value, for key: Key) -> Key?

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  @discardableResult
  mutating func remove(_ key: Key) -> Value?

  /// Removes every entry.
  mutating func removeAll()
}

extension EvictingCache {
  /// Reads `keys` in turn, loads and inserts what is missing, and returns how often that happened.
  ///
  /// Given, and written once for every rule: this is what the protocol is good for.
  public mutating func misses(reading keys: some Sequence<Key>, load: (Key) -> Value) -> Int {
    var misses = 0
    for key in keys where value(for: key) == nil {
      misses += 1
      insert(load(key), for: key)
    }
    return misses
  }
}

/// A cache that evicts the entry that came in first.
///
///     var cache = FIFOCache<String, Int>(capacity: 2)
///     cache.insert(1, for: "a")
///     cache.insert(2, for: "b")
///     cache.value(for: "a")      // 1, and "a" is still the first to go
///     cache.insert(3, for: "c")  // "a", which had to go
///
/// The entries wait in a queue, and nothing that happens to an entry later changes its place. It is
/// not LRU: being read does not save an entry.
///
/// A copy is independent of its original. The cache keeps no reference to a key or a value that
/// left it.
///
/// - Complexity: O(1) on average for every operation, removal included, except `removeAll`.
public struct FIFOCache<Key: Hashable, Value>: EvictingCache {
  public let capacity: Int

  private struct Node {
    /// `nil` at node 0, and where an entry was removed.
    var entry: (key: Key, value: Value)?
    var newer = 0
    var older = 0
  }

  private var places: [Key: Int] = [:]

  /// The queue is a ring of links that starts and ends at node 0, which holds no entry.
  ///
  /// So every entry has a neighbour on either side, and the ends need no special case.
  private var nodes = [Node()]
  private var vacant: [Int] = []

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing and evicts nothing.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, never more than `capacity`.
  public var count: Int { places.count }

  /// Whether there is an entry for `key`.
  public func contains(_ key: Key) -> Bool {
    places[key] != nil
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// The entry keeps its place in the queue.
  public mutating func value(for key: Key) -> Value? {
    places[key].flatMap { nodes[$0].entry?.value }
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// A new key goes to the end of the queue. When the cache is full, the key at the front goes
  /// first. A key that is in the cache already gets the new value and keeps its place; nothing has
  /// to go for it. A key that was removed or evicted is new when it comes back.
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
    checkInvariants()
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let place = places.removeValue(forKey: key) else { return nil }
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    nodes[newer].older = older
    nodes[older].newer = newer
    vacant.append(place)
    return nodes[place].entry.take()?.value
  }

  /// Removes every entry.
  public mutating func removeAll() {
    self = FIFOCache(capacity: capacity)
  }

  /// Links a node in as the newest, in a vacant place if there is one.
  private mutating func append(_ node: Node) {
    let place = vacant.popLast() ?? nodes.count
    if place < nodes.count { nodes[place] = node } else { nodes.append(node) }
    nodes[node.older].newer = place
    nodes[0].older = place
  }

  private func checkInvariants() {
    assert(count <= capacity, "\(count) entries where there is room for \(capacity)")
    assert(nodes.count == 1 + count + vacant.count, "every node is in use or vacant")
    assert(nodes[nodes[0].older].newer == 0, "nothing is newer than the newest entry")
    assert(nodes[nodes[0].newer].older == 0, "nothing is older than the oldest entry")
  }
}

/// A cache that evicts the entry that was used last, and lets every newcomer in.
///
///     var cache = MRUCache<String, Int>(capacity: 2)
///     cache.insert(1, for: "a")
///     cache.insert(2, for: "b")
///     cache.value(for: "a")      // 1, and "a" is now the most recently used
///     cache.insert(3, for: "c")  // "a", which had to go
///
/// Reading an entry, inserting it and giving it a new value are uses of it. It is not for traffic
/// with favourites: what is popular is what it throws out. It is for loops and scans, where the
/// entry that was used last is the one whose next use is farthest away.
///
/// A copy is independent of its original. The cache keeps no reference to a key or a value that
/// left it.
///
/// - Complexity: O(1) on average for every operation, removal included, except `removeAll`.
public struct MRUCache<Key: Hashable, Value>: EvictingCache {
  public let capacity: Int

  private var entries: [Key: Value] = [:]

  /// All that is ever needed of the order of use.
  ///
  /// In a full cache this key is always present: were it removed, there would be room, and the
  /// newcomer that takes the room would be the last used instead.
  private var lastUsed: Key?

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing and evicts nothing.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, never more than `capacity`.
  public var count: Int { entries.count }

  /// Whether there is an entry for `key`.
  ///
  /// A look, not a use.
  public func contains(_ key: Key) -> Bool {
    entries[key] != nil
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// Makes it the most recently used entry. A read that finds nothing changes nothing.
  public mutating func value(for key: Key) -> Value? {
    guard let value = entries[key] else { return nil }
    lastUsed = key
    return value
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// A new key always gets in, and is the most recently used from then on. When the cache is full,
  /// the key that was the most recently used until now goes first. A key that is in the cache
  /// already gets the new value, which is a use; nothing has to go for it.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    let evicted = count == capacity && !contains(key) ? lastUsed : nil
    if let evicted { remove(evicted) }
    entries[key] = value
    lastUsed = key
    assert(count <= capacity, "\(count) entries where there is room for \(capacity)")
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    if key == lastUsed { lastUsed = nil }
    return entries.removeValue(forKey: key)
  }

  /// Removes every entry.
  public mutating func removeAll() {
    self = MRUCache(capacity: capacity)
  }
}
