extension ClusterCommands {
  static func failover(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard context.count <= 3 else { throw .subcommandSyntax(context) }
    let isForced = context.argument(2, is: "FORCE")
    let takesOver = context.argument(2, is: "TAKEOVER")
    guard context.count == 2 || isForced || takesOver else { throw .syntax }
    guard let primary = node.primary.map({ node.cluster.nodes[$0] }) else {
      throw RedisError("You should send CLUSTER FAILOVER to a replica")
    }
    if !isForced && !takesOver {
      guard !primary.isDown else {
        throw RedisError("Master is down or failed, please use CLUSTER FAILOVER FORCE")
      }
      // The primary holds its clients back until the replica has everything: nothing is lost.
      node.applyAll()
    }
    if takesOver || node.cluster.hasMajority { node.cluster.promote(node) }
    return .ok
  }

  static func replicate(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard let target = node.cluster.node(named: context[2]) else {
      throw .unknownNode(context[2])
    }
    if target === node { throw RedisError("Can't replicate myself") }
    guard target.isPrimary else {
      throw RedisError("I can only replicate a master, not a replica.")
    }
    if node.isPrimary && (node.cluster.hasSlots(node) || node.database.keys.count > 0) {
      throw RedisError("To set a master the node must be empty and without assigned slots.")
    }
    node.follow(target)
    return .ok
  }

  static func bumpepoch(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    let highest = node.cluster.nodes.map(\.configurationEpoch).max() ?? 0
    let isHighest =
      node.configurationEpoch == highest && highest > 0
      && node.cluster.nodes.count { $0.isPrimary && $0.configurationEpoch == highest } == 1
    if !isHighest { node.configurationEpoch = node.cluster.nextEpoch() }
    return .simple("\(isHighest ? "STILL" : "BUMPED") \(node.configurationEpoch)")
  }

  static func saveconfig(_ context: CommandContext) throws(RedisError) -> RESPValue {
    _ = try node(context)
    return .ok
  }

  static func setConfigEpoch(_ context: CommandContext) throws(RedisError) -> RESPValue {
    _ = try node(context)
    let epoch = try context.integer(at: 2)
    if epoch < 0 { throw RedisError("Invalid config epoch specified: \(epoch)") }
    throw RedisError(
      "The user can assign a config epoch only when the node does not know any other node."
    )
  }

  static func meet(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard let port = context[3].integer else {
      throw RedisError("Invalid TCP base port specified: \(context[3].textToZero)")
    }
    let endpoint = RedisEndpoint(context[2].string, port: port)
    guard node.cluster.nodes.contains(where: { $0.endpoint == endpoint }) else {
      throw RedisError(
        "Invalid node address specified: \(context[2].textToZero):\(context[3].textToZero)"
      )
    }
    return .ok
  }

  static func forget(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard let other = node.cluster.node(named: context[2]) else {
      throw .unknownNode(context[2])
    }
    if other === node { throw RedisError("I tried hard but I can't forget myself...") }
    if node.primary == other.index { throw RedisError("Can't forget my master!") }
    throw RedisError("The nodes of a fake cluster are fixed: none can be forgotten")
  }

  static func reset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard
      context.count == 2
        || context.count == 3
          && (context.argument(2, is: "HARD") || context.argument(2, is: "SOFT"))
    else { throw .syntax }
    if node.isPrimary && node.database.keys.count > 0 {
      throw RedisError("CLUSTER RESET can't be called with master nodes containing keys")
    }
    throw RedisError("The nodes of a fake cluster are fixed: none can be reset")
  }
}
