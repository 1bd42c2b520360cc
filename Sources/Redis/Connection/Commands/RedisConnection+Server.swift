/// The server itself.
extension RedisConnection {
  /// Asks whether Redis answers; it gives the message back, or `PONG`.
  @discardableResult
  public func ping(_ message: RedisBytes? = nil) async throws -> RedisBytes {
    var command = RedisCommand("PING")
    if let message { command.append(message) }
    return try await send(command, as: RedisBytes.self)
  }

  /// How many keys there are.
  public func dbSize() async throws -> Int {
    try await send(RedisCommand("DBSIZE"), as: Int.self)
  }

  /// Deletes every key of every database.
  public func flushAll() async throws {
    try await sendForOK(RedisCommand("FLUSHALL"))
  }

  /// Deletes every key of the database in use.
  public func flushDB() async throws {
    try await sendForOK(RedisCommand("FLUSHDB"))
  }

  /// What Redis tells about itself, or about one section such as `memory`.
  ///
  ///     let used = try await redis.info("memory")["used_memory"]
  public func info(_ section: RedisBytes? = nil) async throws -> [String: String] {
    var command = RedisCommand("INFO")
    if let section { command.append(section) }
    let text = try await send(command, as: String.self)
    var fields: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
    }
    return fields
  }

  /// The time of Redis's clock, counted from 1970.
  public func time() async throws -> Duration {
    let command = RedisCommand("TIME")
    let reply = try await send(command)
    let parts = try reply.decode(as: [Int].self, from: command.name)
    guard parts.count == 2 else {
      throw RedisReplyError(
        command: command.name,
        expected: "seconds and microseconds",
        reply: reply
      )
    }
    return .seconds(parts[0]) + .microseconds(parts[1])
  }

  /// The settings whose names match a pattern, with their values.
  public func configGet(_ pattern: some RedisArgument) async throws -> [String: String] {
    try await send(RedisCommand("CONFIG", "GET", pattern), as: [String: String].self)
  }

  /// Changes a setting.
  ///
  ///     try await redis.configSet("maxmemory-policy", "allkeys-lru")
  public func configSet(
    _ name: some RedisArgument,
    _ value: some RedisArgument
  ) async throws {
    try await sendForOK(RedisCommand("CONFIG", "SET", name, value))
  }

  /// Waits until replicas have what this connection wrote, and returns how many have.
  ///
  /// It runs on this very connection. A time-out of zero waits for ever.
  @discardableResult
  public func wait(replicas: Int, timeout: Duration) async throws -> Int {
    try await send(RedisCommand("WAIT", replicas, timeout.redisMilliseconds), as: Int.self)
  }
}
