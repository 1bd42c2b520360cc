/// A cache that divides its room between what is recent and what is frequent, and learns how.
///
///     var cache = ARCCache<String, Int>(capacity: 2)
///     cache.insert(1, for: "a")
///     cache.value(for: "a")      // 1, and "a" moves from recent to frequent
///     cache.insert(2, for: "b")  // recent: ["b"]
///     cache.insert(3, for: "c")  // "b", which had to go; its key stays as a ghost
///     cache.value(for: "b")      // nil: a ghost has no value
///     cache.insert(2, for: "b")  // "a" had to go; "b" came back, so the target is now 1
///
/// Four lists of keys, each in order from the most to the least recent:
/// - `recent` (T1 in the paper): entries that were used once since they came in;
/// - `frequent` (T2): entries that were used at least twice, or came back as a ghost;
/// - `recentGhosts` (B1) and `frequentGhosts` (B2): keys evicted from `recent` and from `frequent`.
///
/// Only the first two have values, and `count` counts them alone. At all times, with c for the
/// capacity: |T1| + |T2| ≤ c, |T1| + |B1| ≤ c, all four together ≤ 2c, and no key is in two lists.
/// The cache keeps no reference to a value that left it, nor to a key that is in none of the lists.
/// A copy is independent of its original.
///
/// The paper: Megiddo and Modha, "ARC: A Self-Tuning, Low Overhead Replacement Cache" (FAST 2003),
/// figure 4. A request of the paper is a read here, followed on a miss by an insertion of the key.
/// It is not an LRU with statistics: ghosts steer it, and it needs no parameter but its capacity.
///
/// - Complexity: O(1) on average for every operation except the four lists and `removeAll`.
public struct ARCCache<Key: Hashable, Value> {
  /// How many entries there is room for.
  public let capacity: Int

  /// How many entries `recent` should have, from 0 to `capacity`; p in the paper, and 0 at first.
  ///
  /// It is a real number: a ghost hit can move it by a fraction more than 1.
  public private(set) var target = 0.0

  // Your storage goes here.

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing, evicts nothing and remembers no ghosts.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, ghosts not counted; never more than `capacity`.
  public var count: Int {
    // Your code here.
    0
  }

  /// Whether there is an entry for `key`; a ghost is none.
  ///
  /// A look, not a use.
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// The keys of T1, from the most to the least recent.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the list; so for the other three.
  public var recent: [Key] {
    // Your code here.
    []
  }

  /// The keys of T2, from the most to the least recent.
  public var frequent: [Key] {
    // Your code here.
    []
  }

  /// The keys of B1, from the most to the least recent.
  public var recentGhosts: [Key] {
    // Your code here.
    []
  }

  /// The keys of B2, from the most to the least recent.
  public var frequentGhosts: [Key] {
    // Your code here.
    []
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// A hit makes the key the most recent of `frequent`, whichever of the two lists it was in. A
  /// miss changes nothing at all, not even when the key is a ghost: what a ghost means is settled
  /// when its value is inserted.
  public mutating func value(for key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// What happens depends on where the key is; the numerals are the paper's.
  /// - I. In `recent` or `frequent`: the entry gets the new value and, as on a hit, becomes the most
  ///   recent of `frequent`. Nothing has to go.
  /// - II. In `recentGhosts`: `target` grows by |B2| / |B1|, but by 1 at least, and to `capacity` at
  ///   most. Then *replace*; then the key becomes the most recent of `frequent`.
  /// - III. In `frequentGhosts`: `target` shrinks by |B1| / |B2|, but by 1 at least, and to 0 at
  ///   most. Then *replace*; then the key becomes the most recent of `frequent`.
  /// - IV. Nowhere: first make room, then the key becomes the most recent of `recent`.
  ///   - A. If `recent` and `recentGhosts` have `capacity` keys together: when `recent` alone has as
  ///     many, its least recent entry goes and leaves no ghost; otherwise the least recent of
  ///     `recentGhosts` is forgotten, then *replace*.
  ///   - B. Otherwise: if all four lists have twice `capacity` keys together, the least recent of
  ///     `frequentGhosts` is forgotten; then *replace*.
  ///
  /// The sizes in II and III are those before anything has moved; the ghost itself is among them.
  ///
  /// *Replace* does nothing while there are fewer than `capacity` entries, as after a removal.
  /// Otherwise the least recent entry of `recent` goes if there is one and `recent` has more than
  /// `target` entries, or in case III exactly as many; it becomes the most recent of `recentGhosts`.
  /// If not, the least recent of `frequent` goes and becomes the most recent of `frequentGhosts`.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    // Your code here.
    nil
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// Leaves no ghost, and forgets the key if it is one. The target stays.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry and every ghost, and sets the target to 0.
  public mutating func removeAll() {
    // Your code here.
  }
}
