// Caught by: testADeletedRowIsGoneFromBoth
// The mistake: a deletion leaves the entry, and the cache goes on selling what is gone.

import Lab

public struct CacheAside<Cache: RemoteCache, Source: Database>: Sendable
where Cache.Key == Source.Key, Cache.Value == Source.Row? {
  private let cache: Cache
  private let database: Source
  private let lifetime: Duration
  private let absentLifetime: Duration

  public init(cache: Cache, database: Source, lifetime: Duration, absentLifetime: Duration) {
    precondition(lifetime > .zero, "a row is cached for a time above zero")
    precondition(absentLifetime > .zero, "an absence is cached for a time above zero")
    self.cache = cache
    self.database = database
    self.lifetime = lifetime
    self.absentLifetime = absentLifetime
  }

  public func value(for key: Source.Key) async throws -> Source.Row? {
    if let known = try? await cache.value(for: key) { return known }
    try Task.checkCancellation()
    let row = try await database.read(key)
    try? await cache.insert(row, for: key, lifetime: row == nil ? absentLifetime : lifetime)
    return row
  }

  public func update(_ row: Source.Row, for key: Source.Key) async throws {
    try await database.write(row, for: key)
    await removeEntry(of: key)
  }

  public func delete(_ key: Source.Key) async throws {
    try await database.delete(key)
  }

  private func removeEntry(of key: Source.Key) async {
    await Task { try? await cache.remove(key) }.value
  }
}
