import Lab

/// Replays the same requests through several policies at several sizes.
///
///     var comparison = PolicyComparison([.lru, .sieve], capacities: [100, 1_000], seed: 1)
///     while let batch = try stream.next() { comparison.replay(batch) }
///     comparison.results  // a result for each policy and size
public struct PolicyComparison {
  /// How one policy did at one size.
  public struct Result: Sendable {
    public let policy: Policy
    public let capacity: Int
    public internal(set) var count = HitCount()
    /// The time of its own replay alone.
    public internal(set) var time = Duration.zero

    public init(
      _ policy: Policy,
      _ capacity: Int,
      _ count: HitCount = HitCount(),
      _ time: Duration = .zero
    ) {
      self.policy = policy
      self.capacity = capacity
      self.count = count
      self.time = time
    }

    public var requestsPerSecond: Double {
      time > .zero ? Double(count.accesses) / (time / .seconds(1)) : 0
    }
  }

  public private(set) var results: [Result] = []
  private var caches: [any ReplacementPolicy] = []
  private let isWeighted: Bool

  /// - Parameter isWeighted: Whether capacities are bytes and requests have sizes.
  public init(
    _ policies: [Policy],
    capacities: [Int],
    seed: UInt64,
    isWeighted: Bool = false
  ) {
    self.isWeighted = isWeighted
    for capacity in capacities {
      for policy in policies {
        results.append(Result(policy, capacity))
        caches.append(policy.make(capacity: capacity, seed: seed))
      }
    }
  }

  /// How many requests are replayed between two reports of progress.
  private static let pieceSize = 1 << 20

  /// - Parameter progress: Called now and then with the result that is being worked on.
  public mutating func replay(_ batch: TraceBatch, progress: (Result) -> Void = { _ in }) {
    let clock = ContinuousClock()
    for index in results.indices {
      for start in stride(from: 0, to: batch.count, by: Self.pieceSize) {
        let piece = start..<min(start + Self.pieceSize, batch.count)
        let keys = batch.keys[piece]
        var count = HitCount()
        let time = clock.measure {
          if isWeighted, let sizes = batch.sizes {
            count = caches[index].replay(keys, weights: sizes[piece])
          } else {
            count = caches[index].replay(keys)
          }
        }
        results[index].count += count
        results[index].time += time
        progress(results[index])
      }
    }
  }
}
