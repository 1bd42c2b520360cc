import Week1

/// A cache of Week 1 as a policy: a request reads, and on a miss inserts.
///
/// The caches count entries, so weights are ignored.
public struct CachePolicy<Cache: EvictingCache<Int, Bool>>: ReplacementPolicy {
  private var cache: Cache

  public init(_ cache: Cache) {
    self.cache = cache
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if cache.value(for: key) != nil { return true }
    cache.insert(true, for: key)
    return false
  }
}

// FIFO and MRU conform in their own files; the others already have what the protocol asks for.
extension LRUCache: EvictingCache {}
extension LFUCache: EvictingCache {}
extension ARCCache: EvictingCache {}
extension SieveCache: EvictingCache {}
