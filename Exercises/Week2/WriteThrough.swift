import Lab

/// A cache in front of a database: every write goes to the database first, and then into the cache.
///
///     let prices = WriteThroughCache(cache: cache, database: database, lifetime: .seconds(600))
///     try await prices.update(599, for: "tea")  // in the database, and then in the cache
///     try await prices.value(for: "tea")        // 599, from the cache
///
/// All changes go through one of these, in one process. It does not suit rows that others change,
/// too.
///
/// **When the database refuses a change**, its error reaches the caller unchanged, and both the
/// database and the cache are as they were. While a change is under way, readers get the old row:
/// nobody ever sees a row that the database has not accepted.
///
/// **When the cache refuses** what the database has accepted, the change has been made, and the
/// caller gets no error. The entry in the cache is old now, and a miss is better than an old row,
/// so the cache is asked to remove it. A cache that refuses this as well is down. If it comes back
/// with the old entry, that is served for the rest of its lifetime, and no longer.
///
/// **When several changes meet**, those of one key are made one after the other, in the order in
/// which they were asked for, each in the database and in the cache before the next begins. So in
/// the end both hold the same row. Changes of different keys do not wait for each other, and one
/// that is refused does not stop the next.
///
/// **When a caller is cancelled**, a change that it has asked for is still made, in both places.
/// Half of it would be worse.
///
/// Readers wait for no change and for no other reader. So a reader that missed before a change was
/// made may store the old row after it; that lives for its lifetime, and no longer.
///
/// All time is spent in the cache and the database. Nothing is kept of changes that are over.
public actor WriteThroughCache<Cache: RemoteCache, Source: Database>
where Cache.Key == Source.Key, Cache.Value == Source.Row {
  private let cache: Cache
  private let database: Source
  private let lifetime: Duration

  // Of each key, the last change that has been asked for; the others are over or wait before it.
  private var lastChange: [Source.Key: Task<Void, any Error>] = [:]

  /// Puts `cache` in front of `database`.
  ///
  /// - Parameter lifetime: How long an entry stays in the cache; above zero.
  public init(cache: Cache, database: Source, lifetime: Duration) {
    precondition(lifetime > .zero, "a row is cached for a time above zero")
    self.cache = cache
    self.database = database
    self.lifetime = lifetime
  }

  /// The row of `key`, or `nil` if there is none.
  ///
  /// A miss reads the database and stores the row, if there is one, for the lifetime. A read that
  /// the cache does not answer is a miss.
  public func value(for key: Source.Key) async throws -> Source.Row? {
    if let row = try? await cache.value(for: key) { return row }
    let row = try await database.read(key)
    if let row { try? await cache.insert(row, for: key, lifetime: lifetime) }
    return row
  }

  /// Writes a row to the database, and then stores it in the cache for a whole lifetime.
  public func update(_ row: Source.Row, for key: Source.Key) async throws {
    try await inTurn(of: key) { [cache, database, lifetime] in
      try await cache.insert(row, for: key, lifetime: lifetime)
      try await database.write(row, for: key)
    }
  }

  /// Deletes a row from the database, and then removes its entry from the cache.
  public func delete(_ key: Source.Key) async throws {
    try await inTurn(of: key) { [cache, database] in
      try await cache.remove(key)
      try await database.delete(key)
    }
  }

  /// Makes a change when all earlier ones of its key are over, in a task that nobody cancels.
  private func inTurn(
    of key: Source.Key,
    _ change: @escaping @Sendable () async throws -> Void
  ) async throws {
    let turn = Task { [previous = lastChange[key]] in
      _ = await previous?.result
      try await change()
    }
    lastChange[key] = turn
    defer { if lastChange[key] == turn { lastChange[key] = nil } }
    try await turn.value
  }
}
