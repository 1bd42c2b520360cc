import Redis

/// A server that is not of our making, named by the environment.
struct RealRedis: Sendable {
  /// The variable that names it.
  let variable: String
  let connection: any RedisConnection

  static func all() throws -> [RealRedis] {
    var servers: [RealRedis] = []
    if let client = try RedisConnections.client() {
      servers.append(RealRedis(variable: "REDIS_URL", connection: client))
    }
    if let client = try RedisConnections.clusterClient() {
      servers.append(RealRedis(variable: "REDIS_CLUSTER", connection: client))
    }
    return servers
  }

  /// Runs `body` with a namespace that nobody else uses, and removes its keys.
  func withNamespace(_ body: (String) async throws -> Void) async throws {
    let namespace = "check-\(UInt64.random(in: 0 ... .max))"
    do {
      try await body(namespace)
    } catch {
      try? await removeKeys(of: namespace)
      throw error
    }
    try await removeKeys(of: namespace)
  }

  private func removeKeys(of namespace: String) async throws {
    // A key may begin with the brace of a hash tag.
    for try await key in connection.scan(match: "*\(namespace)*", as: RedisBytes.self) {
      try await connection.unlink([key])
    }
  }
}
