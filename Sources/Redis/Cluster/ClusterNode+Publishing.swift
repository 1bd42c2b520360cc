extension ClusterNode {
  /// Passes a message on to the clients of all other nodes.
  func spread(_ payload: RedisBytes, to channel: RedisBytes) {
    if isDown { return }
    for node in cluster.nodes where node !== self && !node.isDown {
      _ = node.engine.publish(payload, to: channel)
    }
  }

  /// Passes a message on to the clients of the other nodes that have the same slots.
  func spreadInShard(_ payload: RedisBytes, to channel: RedisBytes) {
    if isDown { return }
    let leader = primary ?? index
    for node in cluster.nodes where node !== self && !node.isDown {
      if node.index == leader || node.primary == leader {
        _ = node.engine.publishToShard(payload, to: channel)
      }
    }
  }
}
