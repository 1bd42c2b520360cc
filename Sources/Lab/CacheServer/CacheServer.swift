/// A cache on another machine, simulated: operations take time, are counted, and can fail.
///
///     let cache = CacheServer<String, Int, _>(clock: clock)
///     try await cache.insert(3, for: "apple", lifetime: .seconds(60))
///     cache.counts.insertions  // 1
///     cache.goDown()           // from now on every operation throws a CacheServerError
///
/// A lifetime starts when the insertion arrives; an entry is alive before its deadline and gone at
/// it. There is no limit to how much the cache holds. A read returns what was there when it
/// arrived, and a write takes effect when its latency has passed, as in ``SlowDatabase``, on which
/// this is built.
public final class CacheServer<Key: Hashable & Sendable, Value: Sendable, C: Clock>: RemoteCache
where C.Duration == Duration {
  struct Entry: Sendable {
    let value: Value
    let deadline: C.Instant
  }

  let entries: SlowDatabase<Key, Entry, C>
  let hits = Counter()

  /// Makes an empty cache.
  public init(latency: Latency = .fixed(.milliseconds(1)), seed: UInt64 = 1, clock: C) {
    entries = SlowDatabase(latency: latency, seed: seed, clock: clock)
  }

  public func value(for key: Key) async throws -> Value? {
    let entry = try await reportingFailures { try await entries.read(key) }
    guard let entry, entries.clock.now < entry.deadline else { return nil }
    hits.increment()
    return entry.value
  }

  public func insert(_ value: Value, for key: Key, lifetime: Duration) async throws {
    try await reportingFailures {
      let deadline = entries.clock.now.advanced(by: lifetime)
      try await entries.write(Entry(value: value, deadline: deadline), for: key)
    }
  }

  public func remove(_ key: Key) async throws {
    try await reportingFailures { try await entries.delete(key) }
  }
}
