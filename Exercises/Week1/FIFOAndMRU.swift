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
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// The entry keeps its place in the queue.
  public mutating func value(for key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// A new key goes to the end of the queue. When the cache is full, the key at the front goes
  /// first. A key that is in the cache already gets the new value and keeps its place; nothing has
  /// to go for it. A key that was removed or evicted is new when it comes back.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    // Your code here.
    nil
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry.
  public mutating func removeAll() {
    // Your code here.
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
  /// A look, not a use.
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// Makes it the most recently used entry. A read that finds nothing changes nothing.
  public mutating func value(for key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// A new key always gets in, and is the most recently used from then on. When the cache is full,
  /// the key that was the most recently used until now goes first. A key that is in the cache
  /// already gets the new value, which is a use; nothing has to go for it.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    // Your code here.
    nil
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry.
  public mutating func removeAll() {
    // Your code here.
  }
}
