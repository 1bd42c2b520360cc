extension ClusterCommands {
  static func myid(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .bulk(RedisBytes(try node(context).id))
  }

  static func keyslot(_ context: CommandContext) throws(RedisError) -> RESPValue {
    _ = try node(context)
    return .integer(ClusterSlot.of(context[2]))
  }

  static func countkeysinslot(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    let slot = try context.integer(at: 2)
    guard ClusterMap.slots.contains(slot) else { throw RedisError("Invalid slot") }
    return .integer(node.keys(in: slot).count)
  }

  static func getkeysinslot(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    let slot = try context.integer(at: 2)
    let count = try context.integer(at: 3)
    guard ClusterMap.slots.contains(slot), count >= 0 else {
      throw RedisError("Invalid slot or number of keys")
    }
    return .array(node.keys(in: slot).prefix(count).map { .bulk($0) })
  }

  static func info(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    let cluster = node.cluster
    let owners = cluster.owners.compactMap { $0.map { cluster.nodes[$0] } }
    let failed = owners.count { $0.hasFailed }
    let suspected = owners.count { $0.isSuspected && !$0.hasFailed }
    let lines: [(String, Int)] = [
      ("slots_assigned", owners.count), ("slots_ok", owners.count - failed - suspected),
      ("slots_pfail", suspected), ("slots_fail", failed), ("known_nodes", cluster.nodes.count),
      ("size", cluster.size), ("current_epoch", cluster.epoch),
      ("my_epoch", (node.primary.map { cluster.nodes[$0] } ?? node).configurationEpoch),
      ("stats_messages_sent", 0), ("stats_messages_received", 0),
    ]
    let text =
      "cluster_state:\(cluster.isHealthy ? "ok" : "fail")\r\n"
      + lines.map { "cluster_\($0):\($1)\r\n" }.joined()
      + "total_cluster_links_buffer_limit_exceeded:0\r\n"
    return .verbatim(format: "txt", RedisBytes(text))
  }

  static func nodes(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    let lines = node.cluster.nodes.map { $0.line(seenBy: node) + "\n" }
    return .verbatim(format: "txt", RedisBytes(lines.joined()))
  }

  static func replicas(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard let primary = node.cluster.node(named: context[2]) else {
      throw .unknownNode(context[2])
    }
    guard primary.isPrimary else { throw RedisError("The specified node is not a master") }
    let lines = node.cluster.replicas(of: primary).map { $0.line(seenBy: node) }
    return .array(lines.map { .bulk(RedisBytes($0)) })
  }

  static func slots(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let cluster = try node(context).cluster
    return .array(
      cluster.ownedRanges.map { range, owner in
        let nodes = [owner] + cluster.replicas(of: owner).filter { !$0.hasFailed }
        let places = nodes.map { node in
          RESPValue.array([
            .bulk(RedisBytes(node.endpoint.host)), .integer(node.endpoint.port),
            .bulk(RedisBytes(node.id)), .array([]),
          ])
        }
        return .array([.integer(range.lowerBound), .integer(range.upperBound)] + places)
      }
    )
  }

  static func shards(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let cluster = try node(context).cluster
    return .array(
      cluster.nodes.filter(\.isPrimary).map { primary in
        let ranges = cluster.slots(of: primary).ranges
        let nodes = [primary] + cluster.replicas(of: primary)
        return .map([
          RESPPair(
            .bulk("slots"),
            .array(ranges.flatMap { [.integer($0.lowerBound), .integer($0.upperBound)] })
          ),
          RESPPair(.bulk("nodes"), .array(nodes.map(describe))),
        ])
      }
    )
  }

  private static func describe(_ node: ClusterNode) -> RESPValue {
    let host = RESPValue.bulk(RedisBytes(node.endpoint.host))
    return .map([
      RESPPair(.bulk("id"), .bulk(RedisBytes(node.id))),
      RESPPair(.bulk("port"), .integer(node.endpoint.port)),
      RESPPair(.bulk("ip"), host),
      RESPPair(.bulk("endpoint"), host),
      RESPPair(.bulk("role"), .bulk(node.isPrimary ? "master" : "replica")),
      RESPPair(.bulk("replication-offset"), .integer(node.offset)),
      RESPPair(.bulk("health"), .bulk(node.hasFailed ? "failed" : "online")),
    ])
  }

  static func links(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    let others = node.cluster.nodes.filter { $0 !== node && !$0.isDown }
    return .array(
      others.flatMap { other in
        ["to", "from"].map { direction in
          .map([
            RESPPair(.bulk("direction"), .bulk(RedisBytes(direction))),
            RESPPair(.bulk("node"), .bulk(RedisBytes(other.id))),
            RESPPair(.bulk("create-time"), .integer(context.engine.started)),
            RESPPair(.bulk("events"), .bulk(direction == "to" ? "rw" : "r")),
            RESPPair(.bulk("send-buffer-allocated"), .integer(0)),
            RESPPair(.bulk("send-buffer-used"), .integer(0)),
          ])
        }
      }
    )
  }

  static func countFailureReports(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard let other = node.cluster.node(named: context[2]) else {
      throw .unknownNode(context[2])
    }
    let reporters = node.cluster.nodes.count {
      $0.isPrimary && $0 !== node && $0 !== other && !$0.isDown
    }
    return .integer(other.isSuspected ? reporters : 0)
  }
}

extension ClusterNode {
  /// The node's line in `CLUSTER NODES`.
  fileprivate func line(seenBy observer: ClusterNode) -> String {
    var flags = [isPrimary ? "master" : "slave"]
    if self === observer { flags.insert("myself", at: 0) }
    if isSuspected { flags.append(hasFailed ? "fail" : "fail?") }
    let leader = primary.map { cluster.nodes[$0] }
    var words = [
      id, "\(endpoint)@\(endpoint.port + 10_000)", flags.joined(separator: ","),
      leader?.id ?? "-", "\(downSince ?? 0)", "\(downSince ?? cluster.now)",
      "\((leader ?? self).configurationEpoch)",
      isDown && self !== observer ? "disconnected" : "connected",
    ]
    words += cluster.slots(of: self).ranges.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    if self === observer {
      words += migrating.sorted { $0.key < $1.key }.map { "[\($0)->-\(cluster.nodes[$1].id)]" }
      words += importing.sorted { $0.key < $1.key }.map { "[\($0)-<-\(cluster.nodes[$1].id)]" }
    }
    return words.joined(separator: " ")
  }
}

extension RedisError {
  static func unknownNode(_ id: RedisBytes) -> RedisError {
    RedisError("Unknown node \(id.textToZero)")
  }
}
