/// A way to a Redis: commands go in, replies come out.
///
/// Everything else is written on top of ``send(_:)``: `get`, `set`, `zadd` and the other typed methods,
/// in the files of this folder by data type. `FakeRedis`, the client and the cluster client conform;
/// code that takes `some RedisConnection` runs on each of them.
///
///     func greet(_ redis: some RedisConnection) async throws {
///       try await redis.set("greeting", "hello", expiry: .after(.seconds(60)))
///       let greeting = try await redis.get("greeting", as: String.self)
///     }
public protocol RedisConnection: Sendable {
  /// Sends a command and waits for its reply.
  ///
  /// - Throws: A ``RedisError`` when the reply is one.
  func send(_ command: RedisCommand) async throws -> RESPValue

  /// Sends commands without waiting in between and gives their replies in order.
  ///
  /// A command that fails has its error in its place, and the others run all the same. The default
  /// sends one command after another; a connection over a network spares the round trips.
  func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue]

  /// Runs `body` with a connection that nobody else uses until it returns.
  ///
  /// `WATCH`, `MULTI` and commands that wait belong on one: their effect is on a connection as a whole.
  /// A connection that is dedicated already passes itself, as the default does, which is right for one
  /// that is never shared. Whatever `body` leaves behind, watched keys or a transaction that was begun,
  /// is gone when it has returned.
  func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result

  /// Subscribes to channels and to patterns of channels; messages that follow are in the sequence.
  ///
  /// Returns once Redis has confirmed every one, so that no message sent after is missed. The
  /// subscription ends with the loop over it, or when the sequence is given up.
  func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription
}

extension RedisConnection {
  public func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    var replies: [RESPValue] = []
    replies.reserveCapacity(commands.count)
    for command in commands {
      do {
        replies.append(try await send(command))
      } catch let error as RedisError {
        replies.append(.error(error))
      }
    }
    return replies
  }

  public func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    try await body(self)
  }

  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    throw RedisError("this connection cannot subscribe")
  }
}
