/// Messages on channels: whoever is subscribed gets them, nobody else ever does.
extension RedisConnection {
  /// Publishes a message and returns how many subscriptions it reached.
  @discardableResult
  public func publish(
    _ message: some RedisArgument,
    to channel: some RedisArgument
  ) async throws -> Int {
    try await send(RedisCommand("PUBLISH", channel, message), as: Int.self)
  }

  /// Subscribes to channels; messages that follow are in the sequence.
  ///
  ///     for try await message in try await redis.subscribe(to: "prices", "stock") {
  ///       print(message.channel, message.payload)
  ///     }
  public func subscribe<Channel: RedisArgument>(
    to channels: Channel...
  ) async throws -> RedisSubscription {
    try await subscribe(to: channels.map(\.redisBytes), patterns: [])
  }

  /// Subscribes to all channels that match patterns such as `price:*`.
  public func subscribe<Pattern: RedisArgument>(
    toPatterns patterns: Pattern...
  ) async throws -> RedisSubscription {
    try await subscribe(to: [], patterns: patterns.map(\.redisBytes))
  }

  /// The channels with at least one subscriber, those that match a pattern.
  public func pubSubChannels(
    _ pattern: RedisBytes = "*"
  ) async throws -> [RedisBytes] {
    try await send(RedisCommand("PUBSUB", "CHANNELS", pattern), as: [RedisBytes].self)
  }

  /// How many subscribers each channel has.
  public func pubSubNumSub(_ channels: [some RedisArgument]) async throws -> [RedisBytes: Int] {
    try await send(RedisCommand("PUBSUB", "NUMSUB").adding(channels), as: [RedisBytes: Int].self)
  }
}
