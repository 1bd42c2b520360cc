import Lab

/// A cache that writes go around: it holds only what somebody has read.
///
///     let prices = WriteAroundCache(cache: cache, database: database, lifetime: .seconds(600))
///     try await prices.value(for: "tea")                      // 499, and cached from now on
///     try await prices.update(["tea": 599, "salt": 99])       // one write of the database
///     try await prices.value(for: "tea")                      // 599, from the database
///
/// It is for data that is written more often, or in larger pieces, than it is read: a nightly price
/// list of 10,000 rows must not fill the cache with rows that nobody asks for. Writes put nothing
/// into the cache, but they remove from it what they have made old.
///
/// **When the cache fails**, the caller does not notice: a read that the cache does not answer is a
/// miss, and an entry that it does not remove lives for the rest of its lifetime, and no longer.
/// **When the database refuses a write**, its error reaches the caller unchanged, and the cache
/// stays as it was.
///
/// **How fresh an answer is.** As with cache-aside, a read that begins after a write has returned
/// gets the new row, unless the cache refused to remove the old one, or another read missed before
/// the write took effect and stored the old row after it. Either lasts for one lifetime at most.
///
/// **When a caller is cancelled**, the entries that its write has made old are still removed, once
/// the database has accepted the write.
///
/// Nobody waits for anybody else. All time is spent in the cache and the database, and every method
/// returns when what it promises is done, or has been refused.
public struct WriteAroundCache<Cache: RemoteCache, Source: Database>: Sendable
where Cache.Key == Source.Key, Cache.Value == Source.Row {
  // Your storage goes here.

  /// Puts `cache` beside `database`.
  ///
  /// - Parameter lifetime: How long a row stays in the cache; above zero.
  public init(cache: Cache, database: Source, lifetime: Duration) {
    precondition(lifetime > .zero, "a row is cached for a time above zero")
    // Your code here.
  }

  /// The row of `key`, or `nil` if there is none.
  ///
  /// A miss reads the database and stores the row, if there is one, for the lifetime. A hit costs
  /// one read of the cache and nothing else.
  public func value(for key: Source.Key) async throws -> Source.Row? {
    // Your code here.
    nil
  }

  /// Writes a row to the database, and then removes the entry of `key`, if there is one.
  public func update(_ row: Source.Row, for key: Source.Key) async throws {
    // Your code here.
  }

  /// Writes many rows in one operation of the database; a `nil` deletes its key's row.
  ///
  /// When the database has accepted all of them, the entries of all the keys are removed, side by
  /// side: together the removals take as long as the slowest, and one that fails does not stop the
  /// others. Without changes there is no operation at all.
  public func update(_ changes: [Source.Key: Source.Row?]) async throws {
    // Your code here.
  }

  /// Deletes a row from the database, and then removes the entry of `key`, if there is one.
  public func delete(_ key: Source.Key) async throws {
    // Your code here.
  }
}
