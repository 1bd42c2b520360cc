import Week1

/// An eviction policy that is an exercise of Week 1, run by the exercise's cache.
///
/// The cache keeps values, so it is slower than the ``Policy`` of the same name, which only
/// simulates. The hits are the same.
public enum ExercisePolicy: String, CaseIterable, Sendable {
  case fifo, mru, lru, lfu, arc, sieve

  /// The id of the exercise.
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
