import Lab

/// Recorded requests, to be replayed through any number of policies and sizes.
///
///     let requests = RecordedRequests(workload.requests(count: 5_000, seed: 7))
///     requests.count(.lru, capacity: 100, seed: 1)  // a HitCount
///     requests.optimum(capacity: 100)               // another, and no smaller
public struct RecordedRequests: Sendable {
  public let keys: [Int]

  /// Computed once: the next request for each key does not depend on the cache's size.
  private let bound: Optimum

  public init(_ keys: some Sequence<Int>) {
    self.keys = Array(keys)
    bound = Optimum(self.keys)
  }

  /// Hits and misses of `policy`, from an empty cache on.
  public func count(_ policy: Policy, capacity: Int, seed: UInt64) -> HitCount {
    var cache = policy.make(capacity: capacity, seed: seed)
    return cache.replay(keys)
  }

  /// The most hits that any policy could have had, from an empty cache on.
  public func optimum(capacity: Int) -> HitCount {
    bound.count(capacity: capacity)
  }
}
