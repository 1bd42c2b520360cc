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

  private struct Entry {
    let key: Key
    var value: Value
  }

  private var slots: [Key: Int] = [:]

  /// The entries in the order of arrival, which `slots` finds by their keys.
  private var list = LinkedList<Entry>()

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing and evicts nothing.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, never more than `capacity`.
  public var count: Int { slots.count }

  /// Whether there is an entry for `key`.
  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// The entry keeps its place in the queue.
  public mutating func value(for key: Key) -> Value? {
    slots[key].flatMap { list.nodes[$0].element?.value }
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// A new key goes to the end of the queue. When the cache is full, the key at the front goes
  /// first. A key that is in the cache already gets the new value and keeps its place; nothing has
  /// to go for it. A key that was removed or evicted is new when it comes back.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    if let slot = slots[key] {
      list.nodes[slot].element?.value = value
      return nil
    }
    guard capacity > 0 else { return nil }
    let evicted = count == capacity ? list.nodes[list.oldest].element?.key : nil
    if let evicted { remove(evicted) }
    slots[key] = list.append(Entry(key: key, value: value))
    checkInvariants()
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    return list.remove(slot)?.value
  }

  /// Removes every entry.
  public mutating func removeAll() {
    self = FIFOCache(capacity: capacity)
  }

  private func checkInvariants() {
    assert(count <= capacity, "\(count) entries where there is room for \(capacity)")
    assert(count == list.count, "every entry is in the dictionary and in the list")
  }
}

/// A linked list whose nodes lie in one array: its links are indices and not references.
///
/// An element keeps its slot, the index of its node, until it is removed. Slot 0 never holds one: it
/// stands between the newest and the oldest, so that the list is a ring and its ends no special case.
private struct LinkedList<Element> {
  struct Node {
    /// `nil` in slot 0 and in free slots.
    var element: Element?
    var newer = 0
    var older = 0
  }

  /// The elements are for everybody to change, the links for the list alone.
  var nodes = [Node()]
  private var free: [Int] = []

  var count: Int { nodes.count - 1 - free.count }

  /// The slots of the ends; 0 when the list is empty.
  var newest: Int { nodes[0].older }
  var oldest: Int { nodes[0].newer }

  /// Adds an element as the newest and returns its slot.
  mutating func append(_ element: Element) -> Int {
    let slot = free.popLast() ?? nodes.count
    if slot == nodes.count { nodes.append(Node()) }
    nodes[slot].element = element
    linkAsNewest(slot)
    return slot
  }

  @discardableResult
  mutating func remove(_ slot: Int) -> Element? {
    unlink(slot)
    free.append(slot)
    return nodes[slot].element.take()
  }

  private mutating func linkAsNewest(_ slot: Int) {
    let second = newest
    nodes[slot].older = second
    nodes[slot].newer = 0
    nodes[second].newer = slot
    nodes[0].older = slot
  }

  private mutating func unlink(_ slot: Int) {
    let (older, newer) = (nodes[slot].older, nodes[slot].newer)
    assert(nodes[older].newer == slot && nodes[newer].older == slot, "its neighbours link back")
    nodes[older].newer = newer
    nodes[newer].older = older
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
