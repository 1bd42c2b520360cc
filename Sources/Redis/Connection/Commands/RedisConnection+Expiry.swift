/// The time that keys have to live.
extension RedisConnection {
  /// Lets a key expire after a time from now, and returns whether it will.
  ///
  ///     try await redis.expire("session:7", after: .seconds(1800))
  ///
  /// It is false when there is no such key or `condition` does not hold. Whole seconds are sent as
  /// `EXPIRE`, others as `PEXPIRE`.
  @discardableResult
  public func expire(
    _ key: some RedisArgument,
    after time: Duration,
    condition: RedisExpireCondition? = nil
  ) async throws -> Bool {
    try await expire(key, time, ("EXPIRE", "PEXPIRE"), condition)
  }

  /// Lets a key expire after a time from now in milliseconds, and returns whether it will.
  @discardableResult
  public func pexpire(
    _ key: some RedisArgument,
    after time: Duration,
    condition: RedisExpireCondition? = nil
  ) async throws -> Bool {
    let command = RedisCommand("PEXPIRE", key, time.redisMilliseconds)
    return try await expire(command, condition)
  }

  /// Lets a key expire at a moment, given as the time since 1970, and returns whether it will.
  @discardableResult
  public func expireAt(
    _ key: some RedisArgument,
    sinceEpoch time: Duration,
    condition: RedisExpireCondition? = nil
  ) async throws -> Bool {
    try await expire(key, time, ("EXPIREAT", "PEXPIREAT"), condition)
  }

  private func expire(
    _ key: some RedisArgument,
    _ time: Duration,
    _ names: (seconds: RedisBytes, milliseconds: RedisBytes),
    _ condition: RedisExpireCondition?
  ) async throws -> Bool {
    let words = time.arguments(seconds: names.seconds, milliseconds: names.milliseconds)
    return try await expire(RedisCommand(words[0], key, words[1]), condition)
  }

  private func expire(
    _ command: RedisCommand,
    _ condition: RedisExpireCondition?
  ) async throws -> Bool {
    var command = command
    if let condition { command.append(condition.rawValue) }
    return try await send(command, as: Bool.self)
  }

  /// Lets a key live for ever, and returns whether it would have expired.
  @discardableResult
  public func persist(_ key: some RedisArgument) async throws -> Bool {
    try await send(RedisCommand("PERSIST", key), as: Bool.self)
  }

  /// How long a key has still to live, rounded to seconds.
  public func ttl(_ key: some RedisArgument) async throws -> RedisTimeToLive {
    RedisTimeToLive(try await send(RedisCommand("TTL", key), as: Int.self), unit: .seconds(1))
  }

  /// How long a key has still to live, in milliseconds.
  public func pttl(_ key: some RedisArgument) async throws -> RedisTimeToLive {
    RedisTimeToLive(try await send(RedisCommand("PTTL", key), as: Int.self), unit: .milliseconds(1))
  }
}
