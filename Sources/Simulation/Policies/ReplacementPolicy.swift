import Lab

/// An eviction policy: decides which keys stay in a cache of limited size.
///
/// It keeps keys and no values, since a simulation only needs to know what would have been a hit.
/// Every policy here admits every new key that is not larger than the whole cache.
public protocol ReplacementPolicy {
  /// Requests `key`, inserts it on a miss, and returns whether it was a hit.
  ///
  /// - Parameter weight: How much room the key takes: 1 where room is counted in keys, else its
  ///   bytes. A cached key keeps the weight of its insertion.
  mutating func request(_ key: Int, weight: Int) -> Bool

  /// Requests all `keys` in order and counts hits and misses.
  ///
  /// A requirement, so that each policy gets its own loop with `request` inlined.
  mutating func replay(_ keys: ArraySlice<Int>) -> HitCount

  /// The same where keys have weights.
  mutating func replay(_ keys: ArraySlice<Int>, weights: ArraySlice<Int32>) -> HitCount
}

extension ReplacementPolicy {
  public mutating func request(_ key: Int) -> Bool { request(key, weight: 1) }

  public mutating func replay(_ keys: some Sequence<Int>) -> HitCount {
    replay(Array(keys)[...])
  }

  public mutating func replay(_ keys: ArraySlice<Int>) -> HitCount {
    var hits = 0
    for key in keys where request(key, weight: 1) { hits += 1 }
    return HitCount(hits: hits, misses: keys.count - hits)
  }

  public mutating func replay(_ keys: ArraySlice<Int>, weights: ArraySlice<Int32>) -> HitCount {
    var hits = 0
    for (key, weight) in zip(keys, weights) where request(key, weight: Int(weight)) { hits += 1 }
    return HitCount(hits: hits, misses: keys.count - hits)
  }
}
