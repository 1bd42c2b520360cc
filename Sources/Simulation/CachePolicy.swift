import Week1

/// A cache of Week 1 as a policy: a read, and on a miss an insertion.
///
/// Such a cache counts entries, so a weight means nothing to it.
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

// The other caches have what the protocol asks for; FIFO and MRU say so themselves.
extension LRUCache: EvictingCache {}
extension LFUCache: EvictingCache {}
extension ARCCache: EvictingCache {}
extension SieveCache: EvictingCache {}
