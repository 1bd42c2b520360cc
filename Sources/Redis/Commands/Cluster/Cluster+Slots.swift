extension ClusterCommands {
  static func addslots(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try assign(try slotList(context), context)
  }

  static func addslotsrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try assign(try slotRanges(context), context)
  }

  private static func assign(
    _ slots: [Int],
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let node = try node(context)
    for slot in slots where node.cluster.owners[slot] != nil {
      throw RedisError("Slot \(slot) is already busy")
    }
    try checkUnique(slots)
    node.cluster.give(slots, to: node.index)
    for slot in slots { node.importing[slot] = nil }
    return .ok
  }

  static func delslots(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try unassign(try slotList(context), context)
  }

  static func delslotsrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try unassign(try slotRanges(context), context)
  }

  private static func unassign(
    _ slots: [Int],
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let cluster = try node(context).cluster
    for slot in slots where cluster.owners[slot] == nil {
      throw RedisError("Slot \(slot) is already unassigned")
    }
    try checkUnique(slots)
    cluster.give(slots, to: nil)
    return .ok
  }

  private static func checkUnique(_ slots: [Int]) throws(RedisError) {
    var seen: Set<Int> = []
    for slot in slots where !seen.insert(slot).inserted {
      throw RedisError("Slot \(slot) specified multiple times")
    }
  }

  static func flushslots(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard node.database.keys.count == 0 else {
      throw RedisError("DB must be empty to perform CLUSTER FLUSHSLOTS.")
    }
    node.cluster.give(node.cluster.slots(of: node), to: nil)
    return .ok
  }

  private static func slotList(_ context: CommandContext) throws(RedisError) -> [Int] {
    var slots: [Int] = []
    for index in 2..<context.count { slots.append(try slot(context, at: index)) }
    return slots
  }

  private static func slotRanges(_ context: CommandContext) throws(RedisError) -> [Int] {
    guard context.count % 2 == 0 else { throw .wrongArity(context.command.fullName) }
    var slots: [Int] = []
    for index in stride(from: 2, to: context.count, by: 2) {
      let (first, last) = (try slot(context, at: index), try slot(context, at: index + 1))
      guard first <= last else {
        throw RedisError("start slot number \(first) is greater than end slot number \(last)")
      }
      slots += first...last
    }
    return slots
  }

  private static func slot(
    _ context: CommandContext,
    at index: Int
  ) throws(RedisError) -> Int {
    let range = 0...ClusterMap.slotCount - 1
    return try context.integer(
      at: index,
      in: range,
      else: RedisError("Invalid or out of range slot")
    )
  }

  static func setslot(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let node = try node(context)
    guard node.isPrimary else { throw RedisError("Please use SETSLOT only with masters.") }
    let slot = try slot(context, at: 2)
    let isOwner = node.cluster.owners[slot] == node.index
    switch context.arguments[3].lowercasedName {
    case "migrating" where context.count == 5:
      guard isOwner else { throw RedisError("I'm not the owner of hash slot \(slot)") }
      node.migrating[slot] = try otherNode(context, node).index
    case "importing" where context.count == 5:
      if isOwner { throw RedisError("I'm already the owner of hash slot \(slot)") }
      node.importing[slot] = try otherNode(context, node).index
    case "stable" where context.count == 4:
      node.migrating[slot] = nil
      node.importing[slot] = nil
    case "node" where context.count == 5:
      guard let target = node.cluster.node(named: context[4]) else {
        throw .unknownNode(context[4])
      }
      guard target.isPrimary else { throw RedisError("Target node is not a master") }
      try finishMove(of: slot, to: target, on: node)
    default:
      throw RedisError("Invalid CLUSTER SETSLOT action or number of arguments. Try CLUSTER HELP")
    }
    return .ok
  }

  private static func otherNode(
    _ context: CommandContext,
    _ node: ClusterNode
  ) throws(RedisError) -> ClusterNode {
    guard let other = node.cluster.node(named: context[4]) else {
      throw RedisError("I don't know about node \(context[4].textToZero)")
    }
    guard other.isPrimary else { throw RedisError("Target node is not a master") }
    return other
  }

  private static func finishMove(
    of slot: Int,
    to target: ClusterNode,
    on node: ClusterNode
  ) throws(RedisError) {
    let cluster = node.cluster
    if cluster.owners[slot] == node.index && target !== node && !node.keys(in: slot).isEmpty {
      throw RedisError(
        "Can't assign hashslot \(slot) to a different node while I still hold keys for this hash"
          + " slot."
      )
    }
    if node.keys(in: slot).isEmpty { node.migrating[slot] = nil }
    if target === node && node.importing.removeValue(forKey: slot) != nil {
      node.configurationEpoch = cluster.nextEpoch()
    }
    cluster.give([slot], to: target.index)
    for other in cluster.nodes where other !== target { other.redirectBlocked() }
  }
}
