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
  }
}

extension FakeCluster.Node {
  /// Opens a connection to this node alone, which answers for other nodes' keys with `MOVED`.
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

  /// Whether the node can be reached.
  public var isUp: Bool { withNode { !$0.isDown } }

  /// Whether the node has slots of its own, or would have; false for a replica.
  public var isPrimary: Bool { withNode { $0.isPrimary } }

  /// The slots that the node has, in order; none for a replica.
  public var slots: [ClosedRange<Int>] { withNode { $0.cluster.slots(of: $0).ranges } }

  /// How many bytes of changes the node has made or received.
  public var replicationOffset: Int { withNode { $0.offset } }

  /// How long a change takes from the primary to this node; what is under way already keeps its time.
  public var replicationLag: Duration {
    get { .milliseconds(withNode { $0.lag }) }
    nonmutating set {
      precondition(newValue >= .zero, "a replication lag is at least 0, not \(newValue)")
      let lag = newValue.wholeMilliseconds
      withNode { $0.lag = lag }
    }
  }

  func withNode<Result: Sendable>(_ body: (ClusterNode) -> Result) -> Result {
    lock.withCluster { body($0.nodes[index]) }
  }
}

extension FakeCluster.Node: CustomStringConvertible {
  public var description: String { "\(endpoint)" }
}

extension FakeCluster {
  /// Lets changes take this long from any primary to its replicas from now on.
  public func setReplicationLag(_ lag: Duration) {
    for node in nodes { node.replicationLag = lag }
  }

  /// The slot of a key, from 0 to 16383: of the part in braces if there is one.
  public static func slot(of key: RedisBytes) -> Int { ClusterSlot.of(key) }

  /// The node that has a key's slot, whether it can be reached or not; nil if no node has it.
  public func primary(for key: RedisBytes) -> Node? {
    let slot = ClusterSlot.of(key)
    return lock.withCluster { $0.owners[slot] }.map { nodes[$0] }
  }

  /// The nodes that have slots, whether they can be reached or not.
  public var primaries: [Node] { nodes.filter(\.isPrimary) }

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
