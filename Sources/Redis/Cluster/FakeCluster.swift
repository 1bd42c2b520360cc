import Lab

/// A Redis cluster inside the process: several servers that share the keys by slots.
///
///     let clock = ManualClock()
///     let cluster = FakeCluster(primaries: 3, replicasPerPrimary: 1, clock: clock)
///     try await cluster.connection.set("user:17", "Ada")
///     cluster.primary(for: "user:17")?.goDown()
///     clock.advance(by: .seconds(16))  // its replica has taken its place
///     try await cluster.connection.get("user:17", as: String.self)  // "Ada"
///
/// ``connection`` finds the right node by itself: it is the client that real clusters are used with, over
/// links inside the process. Every node is also a ``FakeRedis`` of its own, on the one clock: connect
/// to it with ``Node/connect()`` to see the `MOVED` and `ASK` that the client follows.
///
/// Primaries send what is written to their replicas without waiting for them, which takes as long as
/// ``setReplicationLag(_:)`` says. What a replica has not received when its primary goes down is lost,
/// however well it was acknowledged; `WAIT` tells how many replicas have it.
///
/// Two things are simpler than in reality: all nodes learn of a change at once, and a node that was
/// away comes back with what it held, as after a broken network.
public final class FakeCluster: Sendable {
  let lock: FakeLock
  private let clock: ClientClock
  /// All the nodes: the primaries, then the first replica of each, then the second.
  public let nodes: [Node]
  /// A connection to the cluster as a whole, which any number of tasks may share.
  ///
  /// It never waits on the clock: while nobody serves a key, commands for it fail at once.
  public let connection: RedisClusterClient

  /// Makes a cluster whose primaries share the slots evenly.
  ///
  /// - Parameters:
  ///   - primaries: How many primaries there are.
  ///   - replicasPerPrimary: How many replicas each of them has.
  ///   - clock: Where the time of all the nodes comes from.
  ///   - nodeTimeout: How long a node is away before the others give it up.
  ///   - firstPort: The port in the first node's address; the others follow.
  ///   - seed: What the nodes' names and random choices are drawn from.
  public init(
    primaries: Int = 3,
    replicasPerPrimary: Int = 1,
    clock: some Clock<Duration> = ContinuousClock(),
    nodeTimeout: Duration = .seconds(15),
    firstPort: Int = 7000,
    seed: UInt64 = 1
  ) {
    precondition(nodeTimeout >= .zero, "the node time-out is at least 0, not \(nodeTimeout)")
    let count = ClusterLayout.nodeCount(primaries, replicasPerPrimary)
    let layout = ClusterLayout(
      primaries: primaries,
      endpoints: (0..<count).map { RedisEndpoint(port: firstPort + $0) },
      seed: seed
    )
    let time = FakeTime(clock)
    let lock = FakeLock(
      Self.states(layout, nodeTimeout: nodeTimeout.wholeMilliseconds, now: time.now)
    )
    let nodes = layout.ids.indices.map { index in
      Node(
        server: FakeServer(lock, index, time),
        lock: lock,
        index: index,
        id: layout.ids[index],
        endpoint: layout.endpoints[index]
      )
    }
    (self.lock, self.nodes) = (lock, nodes)
    self.clock = ClientClock(clock)
    connection = Self.client(of: nodes, clock: self.clock)
  }

  private static func states(
    _ layout: ClusterLayout,
    nodeTimeout: Int,
    now: @escaping @Sendable () -> Int
  ) -> sending FakeStates {
    let cluster = ClusterState(nodeTimeout: nodeTimeout, clock: now)
    let states = layout.seeds.map { FakeState(engine: RedisEngine(seed: $0, clock: now)) }
    cluster.found(
      layout,
      states.map { state in (state.engine, isDown: { [unowned state] in state.faults.isDown }) }
    )
    return FakeStates(states, cluster: cluster)
  }
}

/// Connections to the cluster as a whole.
extension FakeCluster {
  /// Opens a further connection to the cluster as a whole.
  ///
  /// - Parameters:
  ///   - readsFromReplicas: Whether commands that only read go to replicas, whose data may be old.
  ///   - patience: How long a command waits, on the cluster's clock, for somebody to serve its key.
  public func connect(
    readsFromReplicas: Bool = false,
    patience: Duration = .zero
  ) -> RedisClusterClient {
    Self.client(
      of: nodes,
      clock: clock,
      readsFromReplicas: readsFromReplicas,
      patience: patience
    )
  }

  private static func client(
    of nodes: [Node],
    clock: ClientClock,
    readsFromReplicas: Bool = false,
    patience: Duration = .zero
  ) -> RedisClusterClient {
    var configuration = RedisClientConfiguration.cluster
    configuration.readsFromReplicas = readsFromReplicas
    configuration.patience = patience
    // A node inside the process answers at once or is not there: there is nothing to wait for.
    configuration.commandTimeout = nil
    configuration.heartbeat = nil
    // Nor is it spared: a test that brings a node back wants it back at once.
    if patience == .zero { configuration.backoff = RedisBackoff(first: .zero, longest: .zero) }
    return RedisClusterClient(
      ClusterNodes(
        seeds: nodes.map(\.endpoint),
        configuration: configuration,
        clock: clock,
        seed: 1,
        transport: FakeTransport(nodes)
      )
    )
  }
}
