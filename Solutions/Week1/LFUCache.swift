/// A cache of limited size that forgets the entry that was used least often.
///
///     var pages = LFUCache<String, Int>(capacity: 2)
///     pages.insert(1, for: "home")
///     pages.insert(2, for: "cart")
///     pages.value(for: "home")         // 1
///     pages.frequency(of: "home")      // 2: inserted and read
///     pages.insert(3, for: "help")     // "cart", the key that had to go
///
/// Reading an entry uses it, and so does inserting it, whether it is new or known. Among entries
/// that were used equally often, the one whose last use is the longest ago goes first.
///
/// The idea of buckets in a list: Shah, Mitra and Matani, "An O(1) algorithm for implementing the
/// LFU cache eviction scheme" (2010). As there, frequencies do not age: what was popular once stays
/// until others were used more often.
///
/// It is not safe to share between threads, and its entries have no lifetimes.
///
/// A copy is independent of its original. The cache takes room as entries come, not in advance, and
/// uses the room of entries that went: it never holds more than there were entries at one time,
/// however many came and went and however often they were read. It keeps no reference to a key or
/// a value that left it.
///
/// - Complexity: Every operation but `removeAll()` is O(1) on average: what it costs depends
///   neither on how many entries there are nor on how often they were used.
public struct LFUCache<Key: Hashable, Value> {
  /// The most entries that the cache holds at one time.
  public let capacity: Int

  private struct Node {
    let key: Key
    var value: Value
    var frequency = 0
    /// The slot of the entry that would go before this one; of the coldest, that of the hottest.
    var colder: Int
    /// The slot of the entry that would go after this one; of the hottest, that of the coldest.
    var hotter: Int
  }

  /// The entries without gaps, linked to a ring in the order in which they would go.
  ///
  /// Entries of one frequency are neighbours in that order: they are the paper's bucket.
  private var nodes: [Node] = []
  private var slots: [Key: Int] = [:]

  /// The slot of the entry that would go next; 0 when there is none.
  private var coldest = 0

  /// For each frequency that some entry has, the slot of the one that was used last.
  private var bucketEnds: [Int: Int] = [:]

  /// Makes an empty cache.
  ///
  /// - Parameter capacity: At least 0. With 0 the cache stores nothing, so nothing is evicted.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, at most ``capacity``.
  public var count: Int { nodes.count }

  /// Whether there is an entry for `key`; a look, not a use.
  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  /// How often the entry of `key` was used since it came, or 0 when there is none.
  ///
  /// A look, not a use. The insert that brought the entry is its first use.
  public func frequency(of key: Key) -> Int {
    slots[key].map { nodes[$0].frequency } ?? 0
  }

  /// Reads the value of `key`, which adds one to the frequency of its entry.
  ///
  /// Returns `nil`, and changes nothing, when there is no entry.
  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key] else { return nil }
    use(slot)
    return nodes[slot].value
  }

  /// Stores `value` for `key`.
  ///
  /// An entry that `key` has already gets the new value and one more use, and nothing is evicted. A
  /// new entry starts at frequency 1, whatever became of earlier entries for the same key. When the
  /// cache is full, the entry used least often, and of several the least recently used, makes room
  /// for it; the newcomer itself never goes.
  ///
  /// - Returns: The key that was evicted, or `nil` when none was.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    if let slot = slots[key] {
      nodes[slot].value = value
      use(slot)
      return nil
    }
    guard capacity > 0 else { return nil }
    var evicted: Key?
    if nodes.count == capacity {
      let key = nodes[coldest].key
      remove(key)
      evicted = key
    }
    // It comes in unused, as the coldest of all and in no bucket; this insert is its first use.
    let slot = nodes.count
    nodes.append(Node(key: key, value: value, colder: slot, hotter: slot))
    slots[key] = slot
    link(slot, after: nodes[coldest].colder)
    coldest = slot
    use(slot)
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// The frequencies of the others, and the order in which they would go, stay as they were.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    defer { checkInvariants() }
    leaveBucket(slot)
    unlink(slot)
    fillGap(at: slot)
    return nodes.removeLast().value
  }

  /// Removes every entry and forgets all frequencies; the capacity stays.
  public mutating func removeAll() {
    self = LFUCache(capacity: capacity)
  }
}

extension LFUCache {
  /// Adds one to the frequency of a node and moves it to the end of its new bucket.
  private mutating func use(_ slot: Int) {
    defer { checkInvariants() }
    let frequency = nodes[slot].frequency
    // A bucket that does not exist yet begins where the old one ends; a newcomer has no old one.
    let end = bucketEnds[frequency + 1] ?? bucketEnds[frequency]
    leaveBucket(slot)
    if let end, end != slot {
      unlink(slot)
      link(slot, after: end)
    }
    nodes[slot].frequency = frequency + 1
    bucketEnds[frequency + 1] = slot
  }

  /// Lets the bucket of a node end before it, if it was the end; a bucket of one is gone.
  private mutating func leaveBucket(_ slot: Int) {
    let (frequency, colder) = (nodes[slot].frequency, nodes[slot].colder)
    guard bucketEnds[frequency] == slot else { return }
    let isAlone = slot == coldest || nodes[colder].frequency != frequency
    bucketEnds[frequency] = isAlone ? nil : colder
  }

  private mutating func unlink(_ slot: Int) {
    let (colder, hotter) = (nodes[slot].colder, nodes[slot].hotter)
    nodes[colder].hotter = hotter
    nodes[hotter].colder = colder
    if slot == coldest { coldest = hotter }
  }

  private mutating func link(_ slot: Int, after colder: Int) {
    let hotter = nodes[colder].hotter
    nodes[slot].colder = colder
    nodes[slot].hotter = hotter
    nodes[colder].hotter = slot
    nodes[hotter].colder = slot
  }

  /// Moves the last node to `slot` and the unlinked one that was there to the end.
  private mutating func fillGap(at slot: Int) {
    let last = nodes.count - 1
    guard slot != last else { return }
    let (frequency, colder, hotter) = (
      nodes[last].frequency, nodes[last].colder, nodes[last].hotter
    )
    nodes[colder].hotter = slot
    nodes[hotter].colder = slot
    nodes.swapAt(slot, last)
    slots[nodes[slot].key] = slot
    if coldest == last { coldest = slot }
    if bucketEnds[frequency] == last { bucketEnds[frequency] = slot }
  }

  private func checkInvariants() {
    assert(nodes.count == slots.count, "every entry has one slot")
    assert(nodes.count <= capacity, "there are never more entries than the capacity")
    assert(bucketEnds.count <= nodes.count, "no bucket is empty")
    assert(bucketEnds[0] == nil, "every entry was used at least once")
    guard !nodes.isEmpty else { return }
    let hottest = nodes[coldest].colder
    assert(nodes[hottest].hotter == coldest, "the ring is closed")
    assert(nodes[coldest].frequency <= nodes[hottest].frequency, "cold is before hot")
    assert(bucketEnds[nodes[hottest].frequency] == hottest, "the hottest ends its bucket")
  }
}
