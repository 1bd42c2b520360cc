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

  // Your storage goes here.

  /// Makes an empty cache.
  ///
  /// - Parameter capacity: At least 0. With 0 the cache stores nothing, so nothing is evicted.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, at most ``capacity``.
  public var count: Int {
    // Your code here.
    0
  }

  /// The keys from the most to the least recently used.
  ///
  /// A look, not a use.
  ///
  /// - Complexity: O(`count`).
  public var keys: [Key] {
    // Your code here.
    []
  }

  /// Whether there is an entry for `key`; a look, not a use.
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// Reads the value of `key` and makes its entry the most recently used.
  ///
  /// Returns `nil`, and changes nothing, when there is no entry.
  public mutating func value(for key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Stores `value` for `key` as the most recently used entry.
  ///
  /// An entry that `key` has already gets the new value, and nothing is evicted. A new entry of a
  /// full cache takes the place of the least recently used one.
  ///
  /// - Returns: The key that was evicted, or `nil` when none was.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    // Your code here.
    nil
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// The order of the others stays as it was.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry; the capacity stays.
  public mutating func removeAll() {
    // Your code here.
  }
}
