import Sockets
import Synchronization

/// The way to the nodes of a fake cluster, for the client that real clusters are used with.
struct FakeTransport: RedisTransport {
  private let nodes: [RedisEndpoint: FakeCluster.Node]
  let needsTimeouts = false

  init(_ nodes: [FakeCluster.Node]) {
    self.nodes = Dictionary(uniqueKeysWithValues: nodes.map { ($0.endpoint, $0) })
  }

  func open(
    _ endpoint: RedisEndpoint,
    timeout: Duration,
    carryingMessages: Bool,
    onUnasked: @escaping @Sendable (RESPValue) -> Void
  ) async throws -> any RedisWire {
    guard let node = nodes[endpoint], node.isUp else {
      throw LinkFailure.notSent("\(endpoint) cannot be reached (connection refused)")
    }
    return FakeWire(node.connect(), onUnasked: onUnasked)
  }
}

/// A connection to a node of a fake cluster that is lost with the node.
private final class FakeWire: RedisWire {
  private let redis: FakeRedis
  private let isLost = Mutex(false)
  /// Nothing ever comes of it but its end.
  private let life: AsyncStream<Never>
  private let lifeEnd: AsyncStream<Never>.Continuation

  init(_ redis: FakeRedis, onUnasked: @escaping @Sendable (RESPValue) -> Void) {
    self.redis = redis
    (life, lifeEnd) = AsyncStream.makeStream(of: Never.self)
    redis.server.withState { state in
      state[redis.connection]?.onMessage = onUnasked
      state[redis.connection]?.onEnd = { [weak self] _ in self?.end() }
    }
  }

  var isOpen: Bool { !isLost.withLock { $0 } }

  func exchange(_ commands: [RedisCommand], timeout: Duration?) async throws -> [RESPValue] {
    guard isOpen else { throw SocketError.closed(.peer) }
    do {
      return try await redis.pipeline(commands)
    } catch is RedisUnavailable {
      throw SocketError.closed(.peer)
    }
  }

  func post(_ command: RedisCommand) async throws {
    _ = try await exchange([command], timeout: nil)
  }

  func untilLost() async {
    for await _ in life {}
  }

  func close() {
    redis.server.close(redis.connection)
    end()
  }

  private func end() {
    isLost.withLock { $0 = true }
    lifeEnd.finish()
  }
}
