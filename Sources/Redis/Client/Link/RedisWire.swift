import Sockets

/// A connection to a Redis, shared or not: commands go in, replies come out in their order.
protocol RedisWire: AnyObject, Sendable {
  /// Whether commands can be sent.
  var isOpen: Bool { get }

  /// Sends commands in one go and gives their replies, errors in their places.
  func exchange(_ commands: [RedisCommand], timeout: Duration?) async throws -> [RESPValue]

  /// Sends a command whose answer, if there is one, comes as a message.
  func post(_ command: RedisCommand) async throws

  /// Returns when the connection is lost or the task is cancelled.
  func untilLost() async

  func close()
}

/// How a client gets to a server.
protocol RedisTransport: Sendable {
  /// Whether an answer may be late, so that somebody has to look at the clock.
  var needsTimeouts: Bool { get }

  /// Connects.
  ///
  /// - Parameter onUnasked: Takes what the server sends of its own accord.
  func open(
    _ endpoint: RedisEndpoint,
    timeout: Duration,
    carryingMessages: Bool,
    onUnasked: @escaping @Sendable (RESPValue) -> Void
  ) async throws -> any RedisWire
}

/// The way over a network.
struct SocketTransport: RedisTransport {
  let needsTimeouts = true

  func open(
    _ endpoint: RedisEndpoint,
    timeout: Duration,
    carryingMessages: Bool,
    onUnasked: @escaping @Sendable (RESPValue) -> Void
  ) async throws -> any RedisWire {
    do {
      return try await RequestPipeline.open(
        host: endpoint.host,
        port: endpoint.port,
        timeout: timeout,
        decoder: RedisReplyDecoder(carriesMessages: carryingMessages),
        onUnasked: onUnasked
      )
    } catch let error as SocketError {
      throw LinkFailure.notSent("\(endpoint) cannot be reached (\(error))")
    }
  }
}

extension RequestPipeline: RedisWire where Decoder == RedisReplyDecoder {
  func exchange(_ commands: [RedisCommand], timeout: Duration?) async throws -> [RESPValue] {
    try await send(Self.bytes(commands), replies: commands.count, timeout: timeout)
  }

  func post(_ command: RedisCommand) async throws {
    _ = try await send(Self.bytes([command]), replies: 0)
  }

  func untilLost() async {
    // Nobody answers a request of no bytes: it ends with the connection.
    _ = try? await send([], replies: 1)
  }

  private static func bytes(_ commands: [RedisCommand]) -> [UInt8] {
    var writer = RESPWriter()
    for command in commands { writer.append(command) }
    return writer.bytes
  }
}
