import Lab

/// Which nodes a new cluster has, and what they are called.
struct ClusterLayout {
  /// How many of the nodes are primaries; the others follow them in turn.
  let primaries: Int
  let endpoints: [RedisEndpoint]
  /// Forty hexadecimal digits for each node.
  let ids: [String]
  /// What each node's random choices are drawn from.
  let seeds: [UInt64]

  init(primaries: Int, endpoints: [RedisEndpoint], seed: UInt64) {
    self.primaries = primaries
    self.endpoints = endpoints
    var random = SplitMix64(seed: seed)
    ids = endpoints.map { _ in
      (0..<40).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }
    seeds = endpoints.map { _ in random.next() }
  }

  /// How many nodes there are in all.
  static func nodeCount(_ primaries: Int, _ replicasPerPrimary: Int) -> Int {
    precondition(primaries > 0, "a cluster has at least 1 primary, not \(primaries)")
    precondition(
      replicasPerPrimary >= 0,
      "a primary has at least 0 replicas, not \(replicasPerPrimary)"
    )
    return primaries * (1 + replicasPerPrimary)
  }

  /// The slots of a primary: an even share, as `redis-cli --cluster create` gives it.
  func slots(of primary: Int) -> Range<Int> {
    firstSlot(of: primary)..<firstSlot(of: primary + 1)
  }

  private func firstSlot(of primary: Int) -> Int {
    (2 * primary * ClusterMap.slotCount + primaries) / (2 * primaries)
  }
}

extension ClusterState {
  /// Makes engines the nodes of the cluster, in the order of the layout, and hands out the slots.
  func found(_ layout: ClusterLayout, _ engines: [(RedisEngine, isDown: () -> Bool)]) {
    for (index, (engine, isDown)) in engines.enumerated() {
      add(
        ClusterNode(
          engine,
          index: index,
          id: layout.ids[index],
          endpoint: layout.endpoints[index],
          cluster: self,
          isDown: isDown
        )
      )
    }
    for (index, node) in nodes.enumerated() {
      if index >= layout.primaries {
        node.follow(nodes[index % layout.primaries])
      } else {
        node.configurationEpoch = nextEpoch()
        give(layout.slots(of: index), to: index)
      }
    }
  }
}
