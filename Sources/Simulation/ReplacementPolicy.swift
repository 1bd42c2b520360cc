import Lab

/// A rule that decides which keys stay in a cache that has room for so many.
///
/// A policy keeps keys and no values: to know what would have been a hit is all that a simulation
/// needs. Every policy here lets every newcomer in.
public protocol ReplacementPolicy {
  /// Asks for `key`, brings it in if it is not there, and says whether it was there.
  mutating func request(_ key: Int) -> Bool
}

extension ReplacementPolicy {
  /// Asks for every one of `keys` in turn and counts how often it was there.
  public mutating func replay(_ keys: some Sequence<Int>) -> HitCount {
    var count = HitCount()
    for key in keys { count.record(hit: request(key)) }
    return count
  }
}
