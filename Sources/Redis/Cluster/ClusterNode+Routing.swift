extension ClusterNode {
  /// The error with which a node refuses a command that belongs elsewhere, or nil if it may run.
  func refusal(
    of command: Command,
    _ arguments: [RedisBytes],
    for client: EngineClient
  ) -> RedisError? {
    if client === link { return nil }
    currentClient = client.id
    let isAsking = asking.contains(client.id) || command.flags.contains(.asking)
    // The permission is for one command, or for the transaction that begins with it.
    if client.transaction == nil && command.fullName != "multi" { asking.remove(client.id) }
    if command.fullName == "exec" { asking.remove(client.id) }
    if command.fullName == "reset" { readers.remove(client.id) }
    if let error = redirection(command, arguments, client, isAsking: isAsking) { return error }
    if !isPrimary && command.flags.contains(.write) {
      return RedisError(code: "READONLY", "You can't write against a read only replica.")
    }
    return nil
  }

  private func redirection(
    _ command: Command,
    _ arguments: [RedisBytes],
    _ client: EngineClient,
    isAsking: Bool
  ) -> RedisError? {
    var parts = [(command: command, arguments: arguments)]
    if command.fullName == "exec" { parts = client.transaction?.queue ?? [] }
    let keys = parts.flatMap { part in
      part.command.spec.keyPositions(in: part.arguments).map { part.arguments[$0.index] }
    }
    guard let first = keys.first else { return nil }
    let slot = ClusterSlot.of(first)
    guard let owner = cluster.owners[slot] else {
      return .slotNotServed
    }
    if keys.contains(where: { ClusterSlot.of($0) != slot }) {
      return RedisError(code: "CROSSSLOT", "Keys in request don't hash to the same slot")
    }
    if !cluster.isHealthy { return RedisError(code: "CLUSTERDOWN", "The cluster is down") }

    let target = owner == index ? migrating[slot] : nil
    let isImporting = importing[slot] != nil
    let isShardChannel = command.usesShardChannel
    let missing = isShardChannel ? 0 : keys.count { engine.live($0, in: database) < 0 }
    if (target != nil || isImporting) && command.fullName == "migrate" { return nil }
    if let target, missing > 0 {
      return missing < keys.count
        ? .tryAgain : RedisError(code: "ASK", "\(slot) \(cluster.nodes[target].endpoint)")
    }
    if isImporting && isAsking {
      return missing > 0 && Set(keys).count > 1 ? .tryAgain : nil
    }
    let writes = parts.contains { $0.command.flags.contains(.write) }
    if primary == owner && (isShardChannel || readers.contains(client.id)) && !writes { return nil }
    return owner == index ? nil : .moved(slot, cluster.nodes[owner].endpoint)
  }

  /// The error with which a node refuses a key that another one wants to move to it, or nil.
  func refusalToTake(_ key: RedisBytes) -> RedisError? {
    let slot = ClusterSlot.of(key)
    guard let owner = cluster.owners[slot] else { return .slotNotServed }
    if owner == index || importing[slot] != nil { return nil }
    return .moved(slot, cluster.nodes[owner].endpoint)
  }

  /// Sends clients that wait for keys in slots that are not here any more to where those are.
  func redirectBlocked() {
    for client in engine.blockedClients.values.sorted(by: { $0.id < $1.id }) {
      guard let key = client.blocked?.keys.first else { continue }
      let slot = ClusterSlot.of(key)
      guard let owner = cluster.owners[slot], owner != index, importing[slot] == nil else {
        continue
      }
      engine.unblock(client, with: .error(.moved(slot, cluster.nodes[owner].endpoint)))
    }
  }
}

extension Command {
  /// Whether what stands where keys do is a channel.
  fileprivate var usesShardChannel: Bool {
    switch fullName {
    case "spublish", "ssubscribe", "sunsubscribe": true
    default: false
    }
  }
}

extension CommandContext {
  /// Throws if there is a cluster, whose servers have one database each.
  func refuseInCluster(_ what: String) throws(RedisError) {
    if engine.isCluster { throw RedisError("\(what) not allowed in cluster mode") }
  }
}

extension RedisError {
  fileprivate static let slotNotServed = RedisError(
    code: "CLUSTERDOWN",
    "Hash slot not served"
  )

  fileprivate static let tryAgain = RedisError(
    code: "TRYAGAIN",
    "Multiple keys request during rehashing of slot"
  )

  fileprivate static func moved(_ slot: Int, _ endpoint: RedisEndpoint) -> RedisError {
    RedisError(code: "MOVED", "\(slot) \(endpoint)")
  }
}
