extension RedisEngine {
  func watch(_ key: RedisBytes, by client: EngineClient) {
    let database = databases[client.databaseIndex]
    guard !client.watched.contains(where: { $0 == database && $1 == key }) else { return }
    _ = live(key, in: database)
    client.watched.append((database, key))
    database.watchers[key, default: []].append(client)
  }

  func unwatch(_ client: EngineClient) {
    for (database, key) in client.watched {
      database.watchers[key]?.removeAll { $0 === client }
      if database.watchers[key]?.isEmpty == true { database.watchers[key] = nil }
    }
    client.watched.removeAll()
    client.isDirty = false
  }

  /// Says that a key was changed, so that transactions that watch it fail.
  @inline(__always)
  func touch(_ key: RedisBytes, in database: RedisDatabase) {
    if !database.watchers.isEmpty { markDirty(key, in: database) }
  }

  private func markDirty(_ key: RedisBytes, in database: RedisDatabase) {
    for client in database.watchers[key] ?? [] { client.isDirty = true }
  }

  func discardTransaction(of client: EngineClient) {
    client.transaction = nil
    unwatch(client)
  }
}
