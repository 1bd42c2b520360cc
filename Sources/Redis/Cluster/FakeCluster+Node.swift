extension FakeCluster {
  /// One server of a cluster.
  public struct Node: Sendable {
    let server: FakeServer
    let lock: FakeLock
    let index: Int
    /// The name that `CLUSTER NODES` gives it.
    public let id: String
    /// The address that `MOVED` and `ASK` give it.
    public let endpoint: RedisEndpoint

    /// Opens a connection to the node.
    public func connect() -> FakeRedis {
      FakeRedis(server: server, connection: server.open(), isDedicated: true)
    }

    /// Takes the node away: its connections are lost, and it can be neither reached nor heard.
    ///
    /// After the node time-out the others give it up; half a second later the replica that has received
    /// most takes the place of a primary, if more than half of the primaries are there to vote.
    public func goDown() { connect().goDown() }

    /// Brings the node back, as a replica if another one has taken its place meanwhile.
    public func comeUp() { connect().comeUp() }

    public var isUp: Bool { withNode { !$0.isDown } }

    /// Whether the node has slots of its own, or would have; false for a replica.
    public var isPrimary: Bool { withNode { $0.isPrimary } }

    /// How many bytes of changes the node has made or received.
    public var replicationOffset: Int { withNode { $0.offset } }

    /// Lets changes take this long from the primary to this node from now on.
    public func setReplicationLag(_ lag: Duration) {
      precondition(lag >= .zero, "a replication lag is at least 0, not \(lag)")
      let lag = lag.wholeMilliseconds
      withNode { $0.lag = lag }
    }

    private func withNode<Result: Sendable>(_ body: (ClusterNode) -> Result) -> Result {
      lock.withCluster { body($0.nodes[index]) }
    }
  }

  /// Lets changes take this long from any primary to its replicas from now on.
  public func setReplicationLag(_ lag: Duration) {
    for node in nodes { node.setReplicationLag(lag) }
  }

  /// The node that has a key's slot, whether it can be reached or not; nil if no node has it.
  public func primary(for key: RedisBytes) -> Node? {
    let slot = ClusterSlot.of(key)
    return lock.withCluster { $0.owners[slot] }.map { nodes[$0] }
  }

  /// The replicas of a node.
  public func replicas(of node: Node) -> [Node] {
    lock.withCluster { cluster in
      cluster.replicas(of: cluster.nodes[node.index]).map(\.index)
    }.map { nodes[$0] }
  }

  /// The node at an address, such as `MOVED` names.
  public func node(at endpoint: RedisEndpoint) -> Node? {
    nodes.first { $0.endpoint == endpoint }
  }

  /// Whether keys are served: every slot has a node that is there, or is not yet known to be gone.
  public var isHealthy: Bool { lock.withCluster { $0.isHealthy } }
}

extension FakeLock {
  /// Looks at the cluster as it is now.
  func withCluster<Result: Sendable>(_ body: (ClusterState) -> Result) -> Result {
    let (result, actions) = states.withLock { states in
      guard let cluster = states.cluster else {
        preconditionFailure("a server by itself is no cluster")
      }
      cluster.advance()
      return (body(cluster), states.takeActions())
    }
    if let actions { for action in actions { action() } }
    return result
  }
}
