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

  private struct Node {
    /// `nil` at node 0, and where an entry was removed.
    var entry: (key: Key, value: Value)?
    var isVisited = false
    var newer = 0
    var older = 0
  }

  private var places: [Key: Int] = [:]

  /// The queue is a ring that starts and ends at node 0, which holds no entry.
  private var nodes = [Node()]
  private var vacant: [Int] = []

  /// Where the next search starts; at node 0 it has gone past the newest entry, or not yet begun.
  private var handPlace = 0

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
  ///
  /// A look, not a visit: it leaves no mark.
  public func contains(_ key: Key) -> Bool {
    places[key] != nil
  }

  /// The keys in the order of the queue, from the newest to the oldest.
  ///
  /// - Complexity: O(*n*), where *n* is the count.
  public var keys: [Key] {
    var keys: [Key] = []
    var place = nodes[0].older
    while let key = nodes[place].entry?.key {
      keys.append(key)
      place = nodes[place].older
    }
    return keys
  }

  /// Whether the entry of `key` is marked as visited; `false` when there is no entry.
  public func isVisited(_ key: Key) -> Bool {
    places[key].map { nodes[$0].isVisited } ?? false
  }

  /// The key that the next search for a victim looks at first, or `nil` when the cache is empty.
  ///
  /// The first search of all starts at the oldest entry.
  public var hand: Key? {
    nodes[handPlace].entry?.key ?? nodes[nodes[0].newer].entry?.key
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// A hit marks the entry as visited and does nothing else: no entry moves, nor does the hand. A
  /// miss changes nothing.
  public mutating func value(for key: Key) -> Value? {
    guard let place = places[key] else { return nil }
    nodes[place].isVisited = true
    return nodes[place].entry?.value
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
    if let place = places[key] {
      nodes[place].entry?.value = value
      nodes[place].isVisited = true
      return nil
    }
    guard capacity > 0 else { return nil }
    let evicted = count == capacity ? nextVictim() : nil
    if let evicted { remove(evicted) }
    append(Node(entry: (key, value), older: nodes[0].older))
    places[key] = nodes[0].older
    checkInvariants()
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// If the hand stands at the entry, it moves to the next newer one, or to the oldest when the
  /// entry was the newest. Marks stay as they are.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let place = places.removeValue(forKey: key) else { return nil }
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    if handPlace == place { handPlace = newer }
    nodes[newer].older = older
    nodes[older].newer = newer
    vacant.append(place)
    return nodes[place].entry.take()?.value
  }

  /// Removes every entry; the cache is then as good as new.
  public mutating func removeAll() {
    self = SieveCache(capacity: capacity)
  }

  /// Walks the hand to the first entry without a mark and takes the marks of those before it.
  private mutating func nextVictim() -> Key? {
    if handPlace == 0 { handPlace = nodes[0].newer }
    while nodes[handPlace].isVisited {
      nodes[handPlace].isVisited = false
      handPlace = nodes[handPlace].newer
      if handPlace == 0 { handPlace = nodes[0].newer }
    }
    return nodes[handPlace].entry?.key
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
    assert(!nodes[0].isVisited, "the hand never stops at a node without an entry")
    assert(handPlace == 0 || nodes[handPlace].entry != nil, "the hand stands at an entry")
  }
}
