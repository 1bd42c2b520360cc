import Lab

/// An application's reads and writes, with a cache beside its database.
///
///     let prices = CacheAside(
///       cache: cache, database: database,
///       lifetime: .seconds(600), absentLifetime: .seconds(30))
///     try await prices.value(for: "tea")        // 499, from the database, and cached from now on
///     try await prices.value(for: "tea")        // 499, from the cache
///     try await prices.value(for: "moon dust")  // nil, and cached as well: there is no such row
///     try await prices.update(599, for: "tea")  // to the database; the old entry goes
///
/// The cache and the database know nothing of each other. This type joins them: it asks the cache
/// first and then the database, and caches what it has read. An entry is a row, or a `nil` that
/// says "the database has no such row".
///
/// **When the cache fails**, the caller does not notice: a read that the cache does not answer is a
/// miss, and an entry that it does not store or remove stays as it was. **When the database
/// fails**, its error reaches the caller unchanged, and the cache stays as it was.
///
/// **How fresh an answer is.** A read that begins after an update has returned gets the new row,
/// with two exceptions. The cache may have refused to remove the old entry. Or another read may
/// have missed and asked the database before the update took effect there; it stores the old row
/// when it gets it, perhaps after the entry was removed. In both cases the old row lives for the
/// rest of its lifetime, and no longer.
///
/// **When several callers meet**, they do not wait for each other. Those that miss the same key at
/// the same time may each ask the database.
///
/// All time is spent in the cache and the database: nothing here waits for anything else. Every
/// method returns when what it promises is done, or has been refused.
public struct CacheAside<Cache: RemoteCache, Source: Database>: Sendable
where Cache.Key == Source.Key, Cache.Value == Source.Row? {
  // Your storage goes here.

  /// Puts `cache` beside `database`.
  ///
  /// - Parameters:
  ///   - lifetime: How long a row stays in the cache; above zero.
  ///   - absentLifetime: How long the cache says that there is no such row; above zero.
  public init(cache: Cache, database: Source, lifetime: Duration, absentLifetime: Duration) {
    precondition(lifetime > .zero, "a row is cached for a time above zero")
    precondition(absentLifetime > .zero, "an absence is cached for a time above zero")
    // Your code here.
  }

  /// The row of `key`, or `nil` if there is none.
  ///
  /// A hit, on a row or on an absence, costs one read of the cache and nothing else. A miss reads
  /// the database and stores what it said: a row for `lifetime`, an absence for `absentLifetime`.
  ///
  /// A caller that is cancelled while it waits for the cache or the database gets a
  /// `CancellationError`, and asks the database nothing more. Once the database has answered, the
  /// caller gets the answer.
  public func value(for key: Source.Key) async throws -> Source.Row? {
    // Your code here.
    nil
  }

  /// Writes a row to the database, and then removes the entry of `key` from the cache.
  ///
  /// The old entry stays until the database has accepted the row. Then it is removed, even if the
  /// caller is cancelled meanwhile. The new row is not put into the cache: the next read is a miss,
  /// and gets it.
  public func update(_ row: Source.Row, for key: Source.Key) async throws {
    // Your code here.
  }

  /// Deletes a row from the database, and then removes the entry of `key`, as ``update(_:for:)``
  /// does.
  public func delete(_ key: Source.Key) async throws {
    // Your code here.
  }
}
