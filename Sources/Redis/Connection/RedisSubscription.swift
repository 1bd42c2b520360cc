/// A message that came over a channel.
public struct RedisMessage: Hashable, Sendable {
  /// The channel that it was published to.
  public var channel: RedisBytes
  /// The pattern that let it through, if it came by a subscription to a pattern.
  public var pattern: RedisBytes?
  /// What was published.
  public var payload: RedisBytes

  public init(channel: RedisBytes, pattern: RedisBytes? = nil, payload: RedisBytes) {
    self.channel = channel
    self.pattern = pattern
    self.payload = payload
  }
}

/// The messages of a subscription, in the order in which they were published.
///
///     for try await message in try await redis.subscribe(to: "news") {
///       print(message.payload)
///     }
///
/// It ends when the connection is closed on purpose and throws when the connection is lost: messages
/// that were published in between are gone, and whoever keeps a copy of something must know that.
public struct RedisSubscription: AsyncSequence, Sendable {
  public typealias Element = RedisMessage

  private let stream: AsyncThrowingStream<RedisMessage, any Error>

  /// A subscription whose messages a connection puts into `stream`.
  public init(_ stream: AsyncThrowingStream<RedisMessage, any Error>) {
    self.stream = stream
  }

  public func makeAsyncIterator() -> AsyncThrowingStream<RedisMessage, any Error>.Iterator {
    stream.makeAsyncIterator()
  }
}
