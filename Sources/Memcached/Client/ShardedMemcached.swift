/// Several memcached servers as one: every key lives on the server that ``Ketama`` gives it.
///
/// A request for many keys becomes one request for each server that has some of them, and these run
/// side by side. The servers know nothing of each other; it is the client that shards.
public struct ShardedMemcached<Node: MemcachedConnection>: MemcachedConnection {
  public let ring: Ketama
  /// In the order of the ring's nodes.
  public let connections: [Node]
  /// Whether the items of a server that cannot be reached are reported as missing, rather than
  /// failing a request for them and others.
  public let countsLostNodesAsMisses: Bool

  /// Shards over the nodes of a ring, with a connection for each.
  public init(ring: Ketama, connections: [Node], countsLostNodesAsMisses: Bool = false) {
    precondition(!connections.isEmpty, "keys cannot be spread over no servers at all")
    precondition(
      connections.count == ring.nodes.count,
      "the ring has \(ring.nodes.count) nodes, and there are \(connections.count) connections"
    )
    self.ring = ring
    self.connections = connections
    self.countsLostNodesAsMisses = countsLostNodesAsMisses
  }

  /// The connection to the server of `key`.
  public func connection(of key: String) -> Node {
    connections[ring.node(of: key) ?? 0]
  }

  public func send(_ request: MemcachedRequest) async throws -> MemcachedReply {
    switch request {
    case .get(let keys, let withUnique):
      return try await items(keys) { .get($0, withUnique: withUnique) }
    case .getAndTouch(let keys, let expiry, let withUnique):
      return try await items(keys) { .getAndTouch($0, expiry, withUnique: withUnique) }
    case .store(_, let key, _, _), .increment(let key, _), .decrement(let key, _),
      .touch(let key, _), .delete(let key):
      return try await connection(of: key).send(request)
    case .flushAll:
      _ = try await askAll(request)
      return .ok
    case .stats:
      let replies = try await askAll(request)
      return .stats(
        zip(ring.nodes, replies).flatMap { node, reply in
          guard case .stats(let lines) = reply else { return [MemcachedStatistic]() }
          return lines.map { MemcachedStatistic("\(node.host):\(node.port)/\($0.name)", $0.value) }
        }
      )
    case .version: return try await connections[0].send(request)
    }
  }

  private func items(
    _ keys: [String],
    request: @escaping @Sendable ([String]) -> MemcachedRequest
  ) async throws -> MemcachedReply {
    let groups = Dictionary(grouping: keys) { ring.node(of: $0) ?? 0 }
    return try await withThrowingTaskGroup(of: [String: MemcachedItem].self) { tasks in
      for (node, keys) in groups {
        tasks.addTask {
          do {
            let reply = try await connections[node].send(request(keys))
            guard case .items(let items) = reply else {
              throw MemcachedError.unexpected("\(reply)")
            }
            return items
          } catch MemcachedError.unavailable where countsLostNodesAsMisses {
            return [:]
          }
        }
      }
      return .items(
        try await tasks.reduce(into: [:]) { all, some in
          all.merge(some) { _, last in last }
        }
      )
    }
  }

  /// The replies of all servers, in their order.
  private func askAll(_ request: MemcachedRequest) async throws -> [MemcachedReply] {
    try await withThrowingTaskGroup(of: (Int, MemcachedReply).self) { tasks in
      for (number, connection) in connections.enumerated() {
        tasks.addTask { (number, try await connection.send(request)) }
      }
      let replies = try await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }
      return connections.indices.compactMap { replies[$0] }
    }
  }
}
