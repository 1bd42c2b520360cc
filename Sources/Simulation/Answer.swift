import Week1

/// A policy that is an exercise of Week 1, as the answer to the exercise plays it.
///
/// Such a cache keeps values, and so is slower than the policy of the same name that only simulates;
/// the hits are the same.
public enum Answer: String, CaseIterable, Sendable {
  case fifo, mru, lru, lfu, arc, sieve

  /// The exercise that the cache is the answer to.
  public var exercise: String {
    switch self {
    case .fifo, .mru: "fifo-and-mru"
    case .lru, .lfu, .arc, .sieve: "\(rawValue)-cache"
    }
  }

  public func make(capacity: Int) -> any ReplacementPolicy {
    switch self {
    case .fifo: CachePolicy(FIFOCache(capacity: capacity))
    case .mru: CachePolicy(MRUCache(capacity: capacity))
    case .lru: CachePolicy(LRUCache(capacity: capacity))
    case .lfu: CachePolicy(LFUCache(capacity: capacity))
    case .arc: CachePolicy(ARCCache(capacity: capacity))
    case .sieve: CachePolicy(SieveCache(capacity: capacity))
    }
  }
}
