// Caught by: testChangesOfDifferentKeysDoNotWaitForEachOther
// The mistake: all changes stand in one queue, whatever their key.

import Lab

public actor WriteThroughCache<Cache: RemoteCache, Source: Database>
where Cache.Key == Source.Key, Cache.Value == Source.Row {
  private let cache: Cache
  private let database: Source
  private let lifetime: Duration

  private var lastChange: Task<Void, any Error>?

  public init(cache: Cache, database: Source, lifetime: Duration) {
    precondition(lifetime > .zero, "a row is cached for a time above zero")
    self.cache = cache
    self.database = database
    self.lifetime = lifetime
  }

  public func value(for key: Source.Key) async throws -> Source.Row? {
    if let row = try? await cache.value(for: key) { return row }
    let row = try await database.read(key)
    if let row { try? await cache.insert(row, for: key, lifetime: lifetime) }
    return row
  }

  public func update(_ row: Source.Row, for key: Source.Key) async throws {
    try await inTurn(of: key) { [cache, database, lifetime] in
      try await database.write(row, for: key)
      do {
        try await cache.insert(row, for: key, lifetime: lifetime)
      } catch {
        try? await cache.remove(key)
      }
    }
  }

  public func delete(_ key: Source.Key) async throws {
    try await inTurn(of: key) { [cache, database] in
      try await database.delete(key)
      try? await cache.remove(key)
    }
  }

  private func inTurn(
    of _: Source.Key,
    _ change: @escaping @Sendable () async throws -> Void
  ) async throws {
    let turn = Task { [previous = lastChange] in
      _ = await previous?.result
      try await change()
    }
    lastChange = turn
    defer { if lastChange == turn { lastChange = nil } }
    try await turn.value
  }
}
