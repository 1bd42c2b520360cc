/// What an administrator does to a cluster.
extension FakeCluster {
  /// Has a replica take a primary's place, the one that has received most.
  ///
  /// An orderly failover loses nothing: the primary holds its clients back until the replica has
  /// everything. Without order the replica takes over as it is, and what it has not received is lost.
  ///
  /// - Returns: The new primary.
  /// - Throws: A ``RedisError`` that says why there was no failover.
  @discardableResult
  public func failOver(_ primary: Node, inOrder: Bool = true) throws -> Node {
    let candidates = replicas(of: primary).filter(\.isUp)
    guard let heir = candidates.max(by: { $0.replicationOffset < $1.replicationOffset }) else {
      throw RedisError("\(primary) has no replica that could take its place")
    }
    try heir.administer(["CLUSTER", "FAILOVER"] + (inOrder ? [] : ["TAKEOVER"]))
    return heir
  }

  /// Moves a slot with all its keys to another primary, so fast that no client gets in between.
  ///
  /// - Throws: A ``RedisError`` if one of the nodes cannot do its part.
  public func move(slot: Int, to target: Node) throws {
    try beginMove(slot: slot, to: target)
    try moveKeys(ofSlot: slot)
    try endMove(slot: slot)
  }

  /// Begins to move a slot to another primary; its keys stay until ``moveKeys(ofSlot:limit:)``.
  ///
  /// From now on clients that ask for keys which have moved, or are new, are sent on with `ASK`.
  public func beginMove(slot: Int, to target: Node) throws {
    let source = try owner(of: slot)
    try target.setSlot(slot, "IMPORTING", source)
    try source.setSlot(slot, "MIGRATING", target)
  }

  /// Moves keys of a slot whose move has begun, and tells how many.
  @discardableResult
  public func moveKeys(ofSlot slot: Int, limit: Int = .max) throws -> Int {
    precondition(limit >= 0, "a number of keys is at least 0, not \(limit)")
    let (source, target) = try ends(ofMoveOf: slot)
    let keys = Array(source.withNode { $0.keys(in: slot) }.prefix(limit))
    if keys.isEmpty { return 0 }
    let port = RedisBytes(String(target.endpoint.port))
    try source.administer(
      ["MIGRATE", RedisBytes(target.endpoint.host), port, "", "0", "1000", "KEYS"] + keys
    )
    return keys.count
  }

  /// Gives a slot whose keys have all moved to its new node.
  public func endMove(slot: Int) throws {
    let (source, target) = try ends(ofMoveOf: slot)
    // The source first: it refuses as long as it has keys.
    try source.setSlot(slot, "NODE", target)
    try target.setSlot(slot, "NODE", target)
  }

  private func owner(of slot: Int) throws(RedisError) -> Node {
    precondition(ClusterMap.slots.contains(slot), "slots are 0 to 16383, not \(slot)")
    guard let owner = lock.withCluster({ $0.owners[slot] }) else {
      throw RedisError("no node has slot \(slot)")
    }
    return nodes[owner]
  }

  private func ends(ofMoveOf slot: Int) throws(RedisError) -> (source: Node, target: Node) {
    let source = try owner(of: slot)
    guard let target = source.withNode({ $0.migrating[slot] }) else {
      throw RedisError("slot \(slot) is not being moved: begin with beginMove(slot:to:)")
    }
    return (source, nodes[target])
  }
}

extension FakeCluster.Node {
  fileprivate func setSlot(_ slot: Int, _ action: RedisBytes, _ node: FakeCluster.Node) throws {
    try administer(
      ["CLUSTER", "SETSLOT", RedisBytes(String(slot)), action, RedisBytes(node.id)]
    )
  }

  /// Carries out a command at once, as an administrator's who is connected to this node.
  fileprivate func administer(_ arguments: [RedisBytes]) throws {
    let connection = server.open()
    defer { server.close(connection) }
    switch server.begin(arguments, on: connection, isPaid: true) {
    case .done(.error(let error)): throw error
    case .refused(let error): throw error
    case .done, .waiting, .slow: break
    }
  }
}
