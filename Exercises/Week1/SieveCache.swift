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

  // Your storage goes here.

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing and evicts nothing.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, never more than `capacity`.
  public var count: Int {
    // Your code here.
    0
  }

  /// Whether there is an entry for `key`.
  ///
  /// A look, not a visit: it leaves no mark.
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// The keys in the order of the queue, from the newest to the oldest.
  ///
  /// - Complexity: O(*n*), where *n* is the count.
  public var keys: [Key] {
    // Your code here.
    []
  }

  /// Whether the entry of `key` is marked as visited; `false` when there is no entry.
  public func isVisited(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// The key that the next search for a victim looks at first, or `nil` when the cache is empty.
  ///
  /// The first search of all starts at the oldest entry.
  public var hand: Key? {
    // Your code here.
    nil
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// A hit marks the entry as visited and does nothing else: no entry moves, nor does the hand. A
  /// miss changes nothing.
  public mutating func value(for key: Key) -> Value? {
    // Your code here.
    nil
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
    // Your code here.
    nil
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// If the hand stands at the entry, it moves to the next newer one, or to the oldest when the
  /// entry was the newest. Marks stay as they are.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry; the cache is then as good as new.
  public mutating func removeAll() {
    // Your code here.
  }

}
