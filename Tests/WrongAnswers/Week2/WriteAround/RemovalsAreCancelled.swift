// Caught by: testAWriteOutlivesItsCallersCancellation
// The mistake: the removals are children of the caller, and end with it when it is cancelled.

import Lab

public struct WriteAroundCache<Cache: RemoteCache, Source: Database>: Sendable
where Cache.Key == Source.Key, Cache.Value == Source.Row {
  private let cache: Cache
  private let database: Source
  private let lifetime: Duration

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
    try await database.write(row, for: key)
    await removeEntries(of: [key])
  }

  public func update(_ changes: [Source.Key: Source.Row?]) async throws {
    if changes.isEmpty { return }
    try await database.bulkWrite(changes)
    await removeEntries(of: changes.keys)
  }

  public func delete(_ key: Source.Key) async throws {
    try await database.delete(key)
    await removeEntries(of: [key])
  }

  private func removeEntries(of keys: some Sequence<Source.Key>) async {
    await withTaskGroup(of: Void.self) { group in
      for key in keys { group.addTask { try? await cache.remove(key) } }
    }
  }
}
