extension RedisClient {
  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    try await subscribe(to: channels, patterns: patterns, handler: nil)
  }

  /// Subscribes to channels and patterns, and again whenever the connection was lost.
  ///
  /// Messages of the time in between are gone. `whenResubscribed` is told after every new beginning,
  /// before the first message that follows is read: whoever keeps a copy of something drops it there.
  ///
  ///     let invalidations = try await redis.subscribe(to: ["invalidate"]) { cache.removeAll() }
  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes] = [],
    whenResubscribed: @escaping @Sendable () -> Void
  ) async throws -> RedisSubscription {
    try await subscribe(to: channels, patterns: patterns, handler: whenResubscribed)
  }

  private func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes],
    handler: (@Sendable () -> Void)?
  ) async throws -> RedisSubscription {
    let subscription = ClientSubscription(
      channels: channels,
      patterns: patterns,
      configuration: configuration,
      clock: dialer.clock,
      whenResubscribed: handler
    ) { [dialer] receive in
      (dialer, try await dialer.open(carryingMessages: true, onUnasked: receive))
    }
    return try await reporting {
      try await subscription.begin(in: subscriptions, seed: .random(in: 0 ... .max))
    }
  }
}
