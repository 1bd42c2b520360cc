import Lab

/// A rule that decides which keys stay in a cache that has room for so many.
///
/// A policy keeps keys and no values: to know what would have been a hit is all that a simulation
/// needs. Every policy here lets every newcomer in that is not larger than the whole cache.
public protocol ReplacementPolicy {
  /// Asks for `key`, brings it in if it is not there, and says whether it was there.
  ///
  /// - Parameter weight: How much room the key takes: 1 where room is counted in keys, else its
  ///   bytes. A key that is in the cache keeps the weight that it came with.
  mutating func request(_ key: Int, weight: Int) -> Bool

  /// Asks for every one of `keys` in turn and counts how often it was there.
  ///
  /// Required, so that each policy gets a loop of its own, with `request` compiled into it.
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
