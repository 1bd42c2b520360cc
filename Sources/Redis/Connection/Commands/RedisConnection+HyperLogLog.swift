/// HyperLogLogs: about how many different elements there were, in 12 KB at most.
extension RedisConnection {
  /// Adds elements and returns whether the estimate changed.
  ///
  ///     try await redis.pfadd("visitors:2026-01-01", "user:7")
  @discardableResult
  public func pfadd<Element: RedisArgument>(
    _ key: some RedisArgument,
    _ elements: Element...
  ) async throws -> Bool {
    try await pfadd(key, elements)
  }

  /// Adds elements and returns whether the estimate changed.
  @discardableResult
  public func pfadd(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Bool {
    try await send(RedisCommand("PFADD", key).adding(elements), as: Bool.self)
  }

  /// About how many different elements were added to a key.
  public func pfcount(_ key: some RedisArgument) async throws -> Int {
    try await pfcount([key])
  }

  /// About how many different elements were added to any of the keys.
  public func pfcount(_ keys: [some RedisArgument]) async throws -> Int {
    try await send(RedisCommand("PFCOUNT").adding(keys), as: Int.self)
  }

  /// Adds to a key what was added to others.
  public func pfmerge(
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument]
  ) async throws {
    try await sendForOK(RedisCommand("PFMERGE", destination).adding(keys))
  }
}
