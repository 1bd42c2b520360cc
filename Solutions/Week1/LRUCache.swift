/// A cache of limited size that forgets the entry whose last use is the longest ago.
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

  private struct Node {
    var key: Key
    var value: Value
    /// The slot of the entry used next after this one; of the newest, the slot of the oldest.
    var newer: Int
    /// The slot of the entry used last before this one; of the oldest, the slot of the newest.
    var older: Int
  }

  /// The entries without gaps; their links join them to a ring, so that no link is ever missing.
  private var nodes: [Node] = []
  private var slots: [Key: Int] = [:]

  /// The slot of the most recently used entry; 0 when there is none.
  private var newest = 0

  /// Makes an empty cache.
  ///
  /// - Parameter capacity: At least 0. With 0 the cache stores nothing, so nothing is evicted.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, at most ``capacity``.
  public var count: Int { nodes.count }

  /// The keys from the most to the least recently used.
  ///
  /// A look, not a use.
  ///
  /// - Complexity: O(`count`).
  public var keys: [Key] {
    var slot = newest
    return nodes.indices.map { _ in
      defer { slot = nodes[slot].older }
      return nodes[slot].key
    }
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
    makeNewest(slot)
    return nodes[slot].value
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
      nodes[slot].value = value
      makeNewest(slot)
      return nil
    }
    guard nodes.count == capacity else {
      let slot = nodes.count
      nodes.append(Node(key: key, value: value, newer: slot, older: slot))
      slots[key] = slot
      linkAsNewest(slot)
      return nil
    }
    guard capacity > 0 else { return nil }
    // The newcomer moves into the oldest entry's slot, and the ring turns by one: no link changes.
    let oldest = nodes[newest].newer
    let evicted = nodes[oldest].key
    slots[evicted] = nil
    slots[key] = oldest
    nodes[oldest].key = key
    nodes[oldest].value = value
    newest = oldest
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// The order of the others stays as it was.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    defer { checkInvariants() }
    if slot == newest { newest = nodes[slot].older }
    unlink(slot)
    fillGap(at: slot)
    return nodes.removeLast().value
  }

  /// Removes every entry; the capacity stays.
  public mutating func removeAll() {
    nodes.removeAll()
    slots.removeAll()
    newest = 0
  }
}

extension LRUCache {
  private mutating func makeNewest(_ slot: Int) {
    guard slot != newest else { return }
    unlink(slot)
    linkAsNewest(slot)
  }

  private mutating func unlink(_ slot: Int) {
    let (newer, older) = (nodes[slot].newer, nodes[slot].older)
    nodes[newer].older = older
    nodes[older].newer = newer
  }

  /// Links a node that is in no ring, or is a ring of its own, between the oldest and the newest.
  private mutating func linkAsNewest(_ slot: Int) {
    let oldest = nodes[newest].newer
    nodes[slot].newer = oldest
    nodes[slot].older = newest
    nodes[oldest].older = slot
    nodes[newest].newer = slot
    newest = slot
  }

  /// Moves the last node to `slot` and the unlinked one that was there to the end.
  private mutating func fillGap(at slot: Int) {
    let last = nodes.count - 1
    guard slot != last else { return }
    let (newer, older) = (nodes[last].newer, nodes[last].older)
    nodes[newer].older = slot
    nodes[older].newer = slot
    nodes.swapAt(slot, last)
    slots[nodes[slot].key] = slot
    if newest == last { newest = slot }
  }

  private func checkInvariants() {
    assert(nodes.count == slots.count, "every entry has one slot")
    assert(nodes.count <= capacity, "there are never more entries than the capacity")
    assert(nodes.isEmpty ? newest == 0 : nodes.indices.contains(newest), "the newest is a slot")
    assert(nodes.isEmpty || nodes[nodes[newest].newer].older == newest, "the ring is closed")
  }
}
