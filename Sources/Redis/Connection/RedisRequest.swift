/// A command together with what its reply shall be read as, for a typed pipeline.
///
///     let (name, visits) = try await redis.pipeline(
///       RedisRequest("GET", "name:7", as: String?.self),
///       RedisRequest("INCR", "visits:7", as: Int.self))
public struct RedisRequest<Reply: RedisDecodable>: Sendable {
  public let command: RedisCommand

  /// A command whose reply is to be read as a type.
  public init(_ command: RedisCommand, as type: Reply.Type) {
    self.command = command
  }

  /// A command from its name and arguments, whose reply is to be read as a type.
  public init<each Argument: RedisArgument>(
    _ name: RedisBytes,
    _ arguments: repeat each Argument,
    as type: Reply.Type
  ) {
    command = RedisCommand(name, repeat each arguments)
  }
}

extension RedisConnection {
  /// Sends requests without waiting in between and gives their replies as a tuple.
  ///
  /// - Throws: The first error among the replies; the other requests have been carried out all the same.
  public func pipeline<each Reply: RedisDecodable>(
    _ requests: repeat RedisRequest<each Reply>
  ) async throws -> (repeat each Reply) {
    var commands: [RedisCommand] = []
    repeat commands.append((each requests).command)
    var replies = try await pipeline(commands)[...]
    return (repeat try (each requests).read(from: &replies))
  }

  /// Sends commands without waiting in between and reads all their replies as one type.
  ///
  ///     let counts = try await redis.pipeline(
  ///       keys.map { RedisCommand("INCR", $0) }, as: Int.self)
  ///
  /// - Throws: The first error among the replies; the other commands have been carried out all the same.
  public func pipeline<Reply: RedisDecodable>(
    _ commands: [RedisCommand],
    as type: Reply.Type
  ) async throws -> [Reply] {
    let replies = try await pipeline(commands)
    return try zip(commands, replies).map { command, reply in
      try reply.decode(as: type, from: command.name)
    }
  }
}

extension RedisRequest {
  fileprivate func read(from replies: inout ArraySlice<RESPValue>) throws -> Reply {
    guard let reply = replies.popFirst() else {
      throw RedisReplyError(
        command: command.name,
        expected: Reply.expectedReply,
        reply: .nullArray
      )
    }
    return try reply.decode(as: Reply.self, from: command.name)
  }
}
