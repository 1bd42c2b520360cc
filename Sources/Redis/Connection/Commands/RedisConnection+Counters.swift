/// Counters: strings that spell a number.
extension RedisConnection {
  /// Adds 1 to a counter and returns its new value; one that does not exist counts as 0.
  @discardableResult
  public func incr(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("INCR", key), as: Int.self)
  }

  /// Adds a number to a counter and returns its new value.
  ///
  ///     let stock = try await redis.incrBy("stock:7", 20)
  @discardableResult
  public func incrBy(_ key: some RedisArgument, _ increment: Int) async throws -> Int {
    try await send(RedisCommand("INCRBY", key, increment), as: Int.self)
  }

  /// Takes 1 from a counter and returns its new value.
  @discardableResult
  public func decr(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("DECR", key), as: Int.self)
  }

  /// Takes a number from a counter and returns its new value.
  @discardableResult
  public func decrBy(_ key: some RedisArgument, _ decrement: Int) async throws -> Int {
    try await send(RedisCommand("DECRBY", key, decrement), as: Int.self)
  }

  /// Adds a number, whole or not, to a counter and returns its new value.
  @discardableResult
  public func incrByFloat(
    _ key: some RedisArgument,
    _ increment: Double
  ) async throws -> Double {
    try await send(RedisCommand("INCRBYFLOAT", key, increment), as: Double.self)
  }
}
