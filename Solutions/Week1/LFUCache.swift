/// A cache of limited size that evicts the entry used least often.
///
///     var pages = LFUCache<String, Int>(capacity: 2)
///     pages.insert(1, for: "home")
///     pages.insert(2, for: "cart")
///     pages.value(for: "home")         // 1
///     pages.frequency(of: "home")      // 2: inserted and read
///     pages.insert(3, for: "help")     // "cart", the key that had to go
///
/// Reading an entry uses it, and so does inserting it, whether it is new or known. Among entries
/// that were used equally often, the one that has gone unused longest goes first.
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

  private struct Entry {
    let key: Key
    var value: Value
    /// The slot of its bucket in `buckets`; 0 as long as it has none.
    var bucket = 0
  }

  /// The entries that were used equally often; they are neighbours in `list`.
  private struct Bucket {
    let frequency: Int
    /// The slot in `list` of the entry that was used last.
    var newest: Int
  }

  private var slots: [Key: Int] = [:]

  /// The entries in the order in which they would go, the oldest first.
  private var list = LinkedList<Entry>()

  /// The buckets in the same order, the oldest with the lowest frequency, and none of them empty.
  private var buckets = LinkedList<Bucket>()

  /// Makes an empty cache.
  ///
  /// - Parameter capacity: At least 0. With 0 the cache stores nothing, so nothing is evicted.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, at most ``capacity``.
  public var count: Int { slots.count }

  /// Whether there is an entry for `key`; a look, not a use.
  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  /// How often the entry of `key` was used since it came, or 0 when there is none.
  ///
  /// A look, not a use. The insert that brought the entry is its first use.
  public func frequency(of key: Key) -> Int {
    slots[key].map { frequency(of: bucket(of: $0)) } ?? 0
  }

  /// Reads the value of `key`, which adds one to the frequency of its entry.
  ///
  /// Returns `nil`, and changes nothing, when there is no entry.
  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key] else { return nil }
    use(slot)
    return list.nodes[slot].element?.value
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
      list.nodes[slot].element?.value = value
      use(slot)
      return nil
    }
    guard capacity > 0 else { return nil }
    let evicted = count == capacity ? list.nodes[list.oldest].element?.key : nil
    if let evicted { remove(evicted) }
    // It comes in unused, as the oldest of all and in no bucket; this insert is its first use.
    let slot = list.insert(Entry(key: key, value: value), newerThan: 0)
    slots[key] = slot
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
    return list.remove(slot)?.value
  }

  /// Removes every entry and forgets all frequencies; the capacity stays.
  public mutating func removeAll() {
    self = LFUCache(capacity: capacity)
  }
}

extension LFUCache {
  /// Adds one to the frequency of an entry: moves it to the end of the next bucket.
  private mutating func use(_ slot: Int) {
    defer { checkInvariants() }
    let bucket = bucket(of: slot)
    let frequency = frequency(of: bucket) + 1
    var next = buckets.nodes[bucket].newer
    if self.frequency(of: next) != frequency {
      // A new bucket begins where the old one ends.
      let end = newest(of: bucket)
      next = buckets.insert(Bucket(frequency: frequency, newest: end), newerThan: bucket)
    }
    leaveBucket(slot)
    list.move(slot, newerThan: newest(of: next))
    list.nodes[slot].element?.bucket = next
    buckets.nodes[next].element?.newest = slot
  }

  /// Lets the bucket of an entry end before it, if it was the end; a bucket of one is gone.
  private mutating func leaveBucket(_ slot: Int) {
    let bucket = bucket(of: slot)
    guard newest(of: bucket) == slot else { return }
    let older = list.nodes[slot].older
    if self.bucket(of: older) == bucket {
      buckets.nodes[bucket].element?.newest = older
    } else {
      buckets.remove(bucket)
    }
  }

  /// 0 for slot 0; so for the next two.
  private func bucket(of slot: Int) -> Int { list.nodes[slot].element?.bucket ?? 0 }

  private func frequency(of bucket: Int) -> Int { buckets.nodes[bucket].element?.frequency ?? 0 }

  private func newest(of bucket: Int) -> Int { buckets.nodes[bucket].element?.newest ?? 0 }

  private func checkInvariants() {
    assert(count <= capacity, "\(count) entries where there is room for \(capacity)")
    assert(count == list.count, "every entry is in the dictionary and in the list")
    assert(buckets.count <= count, "no bucket is empty")
    assert(bucket(of: list.oldest) == buckets.oldest, "who goes next is in the first bucket")
    assert(newest(of: buckets.newest) == list.newest, "who goes last is in the last bucket")
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

  /// Adds an element next to one that is there, or with 0 as the oldest, and returns its slot.
  mutating func insert(_ element: Element, newerThan older: Int) -> Int {
    let slot = free.popLast() ?? nodes.count
    if slot == nodes.count { nodes.append(Node()) }
    nodes[slot].element = element
    link(slot, newerThan: older)
    return slot
  }

  mutating func move(_ slot: Int, newerThan older: Int) {
    guard slot != older else { return }
    unlink(slot)
    link(slot, newerThan: older)
  }

  @discardableResult
  mutating func remove(_ slot: Int) -> Element? {
    unlink(slot)
    free.append(slot)
    return nodes[slot].element.take()
  }

  private mutating func link(_ slot: Int, newerThan older: Int) {
    let newer = nodes[older].newer
    nodes[slot].older = older
    nodes[slot].newer = newer
    nodes[older].newer = slot
    nodes[newer].older = slot
  }

  private mutating func unlink(_ slot: Int) {
    let (older, newer) = (nodes[slot].older, nodes[slot].newer)
    assert(nodes[older].newer == slot && nodes[newer].older == slot, "its neighbours link back")
    nodes[older].newer = newer
    nodes[newer].older = older
  }
}
