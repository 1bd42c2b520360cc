/// Lists as queues: whoever takes from an empty one waits.
///
/// These run on a connection of their own. A time-out of zero waits for ever.
extension RedisConnection {
  /// Takes the leftmost element of the first list that has one, waiting for it if need be.
  ///
  ///     while let job = try await redis.blpop(["jobs"], timeout: .seconds(5)) {
  ///       print(job.value)
  ///     }
  ///
  /// It is nil when the time is over.
  public func blpop<Value: RedisDecodable>(
    _ keys: [some RedisArgument],
    timeout: Duration,
    as type: Value.Type = RedisBytes.self
  ) async throws -> RedisPopped<Value>? {
    try await pop("BLPOP", keys, timeout)
  }

  /// Takes the rightmost element of the first list that has one, waiting for it if need be.
  public func brpop<Value: RedisDecodable>(
    _ keys: [some RedisArgument],
    timeout: Duration,
    as type: Value.Type = RedisBytes.self
  ) async throws -> RedisPopped<Value>? {
    try await pop("BRPOP", keys, timeout)
  }

  private func pop<Value: RedisDecodable>(
    _ name: RedisBytes,
    _ keys: [some RedisArgument],
    _ timeout: Duration
  ) async throws -> RedisPopped<Value>? {
    let command = RedisCommand(name).adding(keys).adding([timeout.redisTimeout])
    return try await sendBlocking(command, as: RedisPopped<Value>?.self)
  }

  /// Takes an element from an end of one list, waiting for it if need be, and adds it to another.
  public func blmove<Value: RedisDecodable>(
    _ source: some RedisArgument,
    _ from: RedisListEnd,
    to destination: some RedisArgument,
    _ to: RedisListEnd,
    timeout: Duration,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    let command = RedisCommand(
      "BLMOVE",
      source,
      destination,
      from.rawValue,
      to.rawValue,
      timeout.redisTimeout
    )
    return try await sendBlocking(command, as: Value?.self)
  }
}
