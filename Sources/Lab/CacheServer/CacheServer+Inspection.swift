/// What a test may see and change directly: without latency, counts or failures.
extension CacheServer {
  /// The operations so far; they count as they arrive, whether they succeed or not.
  public var counts: CacheServerCounts {
    let asked = entries.counts
    return CacheServerCounts(
      reads: asked.reads,
      hits: hits.value,
      insertions: asked.writes,
      removals: asked.deletes
    )
  }

  /// Starts counting again at 0.
  public func resetCounts() {
    entries.resetCounts()
    hits.reset()
  }

  /// The values that are alive now.
  public var contents: [Key: Value] {
    let now = entries.clock.now
    return entries.snapshot.compactMapValues { now < $0.deadline ? $0.value : nil }
  }

  /// How much longer the value of `key` lives, or `nil` if there is none.
  public func remainingLifetime(of key: Key) -> Duration? {
    guard let entry = entries.row(for: key) else { return nil }
    let left = entries.clock.now.duration(to: entry.deadline)
    return left > .zero ? left : nil
  }

  /// Stores or removes a value, as if another program had done it.
  public func replaceValue(_ value: Value?, for key: Key, lifetime: Duration = .seconds(3600)) {
    let deadline = entries.clock.now.advanced(by: lifetime)
    entries.replaceRow(value.map { Entry(value: $0, deadline: deadline) }, for: key)
  }
}

/// How many operations a ``CacheServer`` has received.
public struct CacheServerCounts: Hashable, Sendable {
  public var reads: Int
  /// The reads that found a value.
  public var hits: Int
  public var insertions: Int
  public var removals: Int

  public init(reads: Int = 0, hits: Int = 0, insertions: Int = 0, removals: Int = 0) {
    self.reads = reads
    self.hits = hits
    self.insertions = insertions
    self.removals = removals
  }

  public var operations: Int { reads + insertions + removals }
}
