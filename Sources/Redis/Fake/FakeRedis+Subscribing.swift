extension FakeRedis {
  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    // A connection of its own, as a client over a network has it: a subscription may outlive this one.
    let connection = server.open(like: connection)
    let (stream, continuation) = AsyncThrowingStream.makeStream(of: RedisMessage.self)
    let server = server
    continuation.onTermination = { _ in server.close(connection) }
    server.withState { state in
      state[connection]?.onMessage = { push in
        if let message = RedisMessage(push: push) { continuation.yield(message) }
      }
      state[connection]?.onEnd = { continuation.finish(throwing: $0) }
    }
    let commands: [(RedisBytes, [RedisBytes])] = [
      ("SUBSCRIBE", channels), ("PSUBSCRIBE", patterns),
    ]
    for (name, arguments) in commands where !arguments.isEmpty {
      if let latency = server.latency { try await server.sleep(latency) }
      switch server.begin([name] + arguments, on: connection, isPaid: true) {
      case .refused(let error): throw error
      case .done(.error(let error)): throw error
      case .done, .waiting, .slow: break
      }
    }
    return RedisSubscription(stream)
  }
}
