/// A cache that sifts: entries that were read since the hand last passed them stay, the rest go.
///
///     var cache = SieveCache<String, Int>(capacity: 2)
///     cache.insert(1, for: "a")
///     cache.insert(2, for: "b")
///     cache.value(for: "a")      // 1, and "a" is marked as visited
///     cache.insert(3, for: "c")  // "b": the hand passes "a", which loses its mark
///     cache.keys                 // ["c", "a"]
///
/// The entries stand in a queue from the newest to the oldest, each with one bit that says whether
/// it was visited. A hand walks along the queue from old to new, and on from the newest to the
/// oldest again. It is not LRU, for a hit moves nothing, and not CLOCK, for what the hand spares
/// keeps its place in the queue instead of becoming new again.
///
/// A copy is independent of its original. The cache keeps no reference to a key or a value that
/// left it.
///
/// The paper: Zhang, Yang, Yue, Vigfusson and Rashmi, "SIEVE is Simpler than LRU: an Efficient
/// Turn-Key Eviction Algorithm for Web Caches" (NSDI 2024).
///
/// - Complexity: O(1) on average for every operation except `keys` and `removeAll`. One insertion
///   may pass every entry, but the hand clears a bit wherever it passes, and each bit was a hit.
public struct SieveCache<Key: Hashable, Value> {
  /// How many entries there is room for.
  public let capacity: Int

  private struct Entry {
    let key: Key
    var value: Value
  }

  private var slots: [Key: Int] = [:]

  /// The queue, whose entries `slots` finds by their keys.
  private var list = LinkedList<Entry>()

  /// Where the next search starts; at slot 0 it has gone past the newest entry, or not yet begun.
  private var handSlot = 0

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
  ///
  /// A look, not a visit: it leaves no mark.
  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  /// The keys in the order of the queue, from the newest to the oldest.
  ///
  /// - Complexity: O(*n*), where *n* is the count.
  public var keys: [Key] {
    var keys: [Key] = []
    var slot = list.newest
    while let key = list.nodes[slot].element?.key {
      keys.append(key)
      slot = list.nodes[slot].older
    }
    return keys
  }

  /// Whether the entry of `key` is marked as visited; `false` when there is no entry.
  public func isVisited(_ key: Key) -> Bool {
    slots[key].map { list.nodes[$0].isVisited } ?? false
  }

  /// The key that the next search for a victim looks at first, or `nil` when the cache is empty.
  ///
  /// The first search of all starts at the oldest entry.
  public var hand: Key? {
    list.nodes[handSlot].element?.key ?? list.nodes[list.oldest].element?.key
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// A hit marks the entry as visited and does nothing else: no entry moves, nor does the hand. A
  /// miss changes nothing.
  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key] else { return nil }
    list.nodes[slot].isVisited = true
    return list.nodes[slot].element?.value
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// A new key becomes the newest in the queue, not visited. When the cache is full, the hand first
  /// looks for a victim among the entries that are there: it starts where it stands, unmarks every
  /// visited entry that it meets, and passes on to the next newer one, or from the newest to the
  /// oldest. The first entry without a mark goes. The hand then stands at the next newer entry, or
  /// at the oldest when the victim was the newest; so it never stands at the newcomer unless that
  /// is alone.
  ///
  /// A key that is in the cache already gets the new value and is marked as visited, as on a hit;
  /// it keeps its place, and nothing has to go for it.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    if let slot = slots[key] {
      list.nodes[slot].element?.value = value
      list.nodes[slot].isVisited = true
      return nil
    }
    guard capacity > 0 else { return nil }
    let evicted = count == capacity ? nextVictim() : nil
    if let evicted { remove(evicted) }
    slots[key] = list.append(Entry(key: key, value: value))
    checkInvariants()
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// If the hand stands at the entry, it moves to the next newer one, or to the oldest when the
  /// entry was the newest. Marks stay as they are.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    if handSlot == slot { handSlot = list.nodes[slot].newer }
    return list.remove(slot)?.value
  }

  /// Removes every entry; the cache is then as good as new.
  public mutating func removeAll() {
    self = SieveCache(capacity: capacity)
  }

  /// Walks the hand to the first entry without a mark and takes the marks of those before it.
  private mutating func nextVictim() -> Key? {
    if handSlot == 0 { handSlot = list.oldest }
    while list.nodes[handSlot].isVisited {
      list.nodes[handSlot].isVisited = false
      handSlot = list.nodes[handSlot].newer
      if handSlot == 0 { handSlot = list.oldest }
    }
    return list.nodes[handSlot].element?.key
  }

  private func checkInvariants() {
    assert(count <= capacity, "\(count) entries where there is room for \(capacity)")
    assert(count == list.count, "every entry is in the dictionary and in the list")
    assert(!list.nodes[0].isVisited, "the hand never stops at a slot without an entry")
    assert(handSlot == 0 || list.nodes[handSlot].element != nil, "the hand stands at an entry")
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
    var isVisited = false
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
    nodes[slot].isVisited = false
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
