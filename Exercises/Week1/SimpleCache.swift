/// A cache that remembers everything it is given, and counts how often that helped.
///
///     var prices = SimpleCache<String, Int>()
///     prices.insert(499, for: "tea")
///     prices.value(for: "tea")     // 499, a hit
///     prices.value(for: "coffee")  // nil, a miss
///     prices.hitRatio              // 0.5
///
/// It never forgets by itself: it has no capacity and no lifetimes. Those come in the next
/// exercises.
public struct SimpleCache<Key: Hashable, Value> {
  /// How many reads found an entry.
  public private(set) var hits = 0

  /// How many reads found none.
  public private(set) var misses = 0

  // Your storage goes here.

  /// Makes an empty cache with no hits and no misses.
  public init() {}

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// This is the only access that counts: a hit when there is an entry, a miss when there is none.
  /// What the entry holds does not matter. In a `SimpleCache<String, Int?>` a stored `nil` is an
  /// entry like any other, so reading it is a hit, and the answer is `.some(nil)`.
  public mutating func value(for key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Stores `value` for `key`, in place of the value that was there before, if any.
  ///
  /// Counts neither as a hit nor as a miss.
  public mutating func insert(_ value: Value, for key: Key) {
    // Your code here.
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// Counts neither as a hit nor as a miss.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry.
  ///
  /// Hits and misses stay as they are: they tell of reads in the past.
  public mutating func removeAll() {
    // Your code here.
  }

  /// How many entries there are.
  public var count: Int {
    // Your code here.
    0
  }

  /// Whether there is an entry for `key`.
  ///
  /// A look, not an access: it counts as nothing.
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }

  /// The share of reads that were hits, from 0 to 1; 0 as long as nothing was read.
  public var hitRatio: Double {
    // Your code here.
    0
  }
}
