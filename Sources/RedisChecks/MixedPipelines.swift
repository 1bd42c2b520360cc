import Redis

/// A connection to a server that takes one command from each of its clients in turn, as a real one may.
///
/// So the commands of a pipeline mix with those of other clients. Those of a transaction do not.
public struct MixedPipelines: RedisConnection {
  private let redis: any RedisConnection

  public init(_ redis: any RedisConnection) { self.redis = redis }

  public func send(_ command: RedisCommand) async throws -> RESPValue {
    try await redis.send(command)
  }

  public func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    if commands.first?.name.uppercased() == "MULTI" { return try await redis.pipeline(commands) }
    var replies: [RESPValue] = []
    for command in commands { replies.append(try await redis.send(command)) }
    return replies
  }

  public func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    try await redis.withDedicatedConnection { try await body(MixedPipelines($0)) }
  }
}
