import Lab

/// A Redis cluster inside the process: several servers that share the keys by slots.
///
///     let clock = ManualClock()
///     let cluster = FakeCluster(shards: 3, replicas: 1, clock: clock)
///     let node = cluster.primary(for: "user:17")
///     try await node.connect().set("user:17", "Ada")
///     node.goDown()
///     clock.advance(by: .seconds(16))  // its replica has taken its place
///
/// Every node is a ``FakeRedis`` of its own, on one clock. A command for a key of another node is
/// answered with `MOVED` or `ASK`, as by a real one; follow it with ``node(at:)``.
///
/// Primaries send what is written to their replicas without waiting for them, which takes as long as
/// ``setReplicationLag(_:)`` says. What a replica has not received when its primary goes down is lost,
/// however well it was acknowledged; `WAIT` tells how many replicas have it.
///
/// Two things are simpler than in reality: all nodes learn of a change at once, and a node that was
/// away comes back with what it held, as after a broken network.
public final class FakeCluster: Sendable {
  let lock: FakeLock
  private let time: FakeTime
  /// All the nodes: the primaries, then the first replica of each, then the second.
  public let nodes: [Node]

  /// Makes a cluster whose primaries share the slots evenly.
  ///
  /// - Parameters:
  ///   - shards: How many primaries there are.
  ///   - replicas: How many replicas each of them has.
  ///   - clock: Where the time of all the nodes comes from.
  ///   - nodeTimeout: How long a node is away before the others give it up.
  ///   - firstPort: The port in the first node's address; the others follow.
  ///   - seed: What the nodes' names and random choices are drawn from.
  public init(
    shards: Int = 3,
    replicas: Int = 1,
    clock: some Clock<Duration>,
    nodeTimeout: Duration = .seconds(15),
    firstPort: Int = 7000,
    seed: UInt64 = 1
  ) {
    precondition(shards > 0, "a cluster has at least one shard, not \(shards)")
    precondition(replicas >= 0, "a shard has at least 0 replicas, not \(replicas)")
    precondition(nodeTimeout >= .zero, "the node time-out is at least 0, not \(nodeTimeout)")
    time = FakeTime(clock)
    var random = SplitMix64(seed: seed)
    let count = shards * (1 + replicas)
    let ids = (0..<count).map { _ in
      (0..<40).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }
    let endpoints = (0..<count).map { RedisEndpoint(port: firstPort + $0) }
    let seeds = (0..<count).map { _ in random.next() }
    lock = FakeLock(
      Self.states(
        ids,
        endpoints,
        seeds,
        shards: shards,
        nodeTimeout: nodeTimeout.wholeMilliseconds,
        now: time.now
      )
    )
    let (lock, time) = (lock, time)
    nodes = (0..<count).map { index in
      Node(
        server: FakeServer(lock, index, time),
        lock: lock,
        index: index,
        id: ids[index],
        endpoint: endpoints[index]
      )
    }
  }

  private static func states(
    _ ids: [String],
    _ endpoints: [RedisEndpoint],
    _ seeds: [UInt64],
    shards: Int,
    nodeTimeout: Int,
    now: @escaping @Sendable () -> Int
  ) -> sending FakeStates {
    let cluster = ClusterState(nodeTimeout: nodeTimeout, clock: now)
    var states: [FakeState] = []
    for index in ids.indices {
      let state = FakeState(engine: RedisEngine(seed: seeds[index], clock: now))
      states.append(state)
      cluster.add(
        ClusterNode(
          index: index,
          id: ids[index],
          endpoint: endpoints[index],
          server: state,
          cluster: cluster
        )
      )
    }
    for (index, node) in cluster.nodes.enumerated() {
      if index >= shards {
        node.follow(cluster.nodes[index % shards])
      } else {
        node.configurationEpoch = cluster.nextEpoch()
        cluster.give(
          firstSlot(of: index, of: shards)..<firstSlot(of: index + 1, of: shards),
          to: index
        )
      }
    }
    return FakeStates(states, cluster: cluster)
  }

  /// Where a shard's slots begin: the nearest to an even share, as `redis-cli --cluster create` has it.
  private static func firstSlot(of shard: Int, of shards: Int) -> Int {
    (2 * shard * ClusterMap.slotCount + shards) / (2 * shards)
  }
}
