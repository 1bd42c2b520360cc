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

  /// Whether there is an entry for `key`; a look, not a use.
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// How often the entry of `key` was used since it came, or 0 when there is none.
  ///
  /// A look, not a use. The insert that brought the entry is its first use.
  public func frequency(of key: Key) -> Int {
    // Your code here.
    0
  }

  /// Reads the value of `key`, which adds one to the frequency of its entry.
  ///
  /// Returns `nil`, and changes nothing, when there is no entry.
  public mutating func value(for key: Key) -> Value? {
    // Your code here.
    nil
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
    // Your code here.
    nil
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// The frequencies of the others, and the order in which they would go, stay as they were.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry and forgets all frequencies; the capacity stays.
  public mutating func removeAll() {
    // Your code here.
  }
}
