extension RedisConnection {
  /// Sends a command and reads its reply as a type.
  ///
  ///     let encoding = try await redis.send(
  ///       RedisCommand("OBJECT", "ENCODING", key), as: String?.self)
  ///
  /// It reaches every command that has no method of its own.
  ///
  /// - Throws: A ``RedisError`` when Redis refuses, a ``RedisReplyError`` when the reply is no `Reply`.
  public func send<Reply: RedisDecodable>(
    _ command: RedisCommand,
    as type: Reply.Type
  ) async throws -> Reply {
    try await send(command).decode(as: type, from: command.name)
  }

  /// Sends a command that answers `OK` and nothing else.
  func sendForOK(_ command: RedisCommand) async throws {
    try await send(command).expectOK(from: command.name)
  }

  /// Sends a command that may wait, on a connection where nobody has to wait with it.
  func sendBlocking<Reply: RedisDecodable>(
    _ command: RedisCommand,
    as type: Reply.Type
  ) async throws -> Reply {
    try await withDedicatedConnection { try await $0.send(command, as: type) }
  }
}
