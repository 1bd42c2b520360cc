extension KeyCommands {
  static func type(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let slot = context.readUnmarked(context[1])
    return .simple(slot >= 0 ? context.database.keys[slot].value.typeName : "none")
  }

  static func randomkey(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let count = context.database.keys.count
    guard count > 0 else { return .null }
    let start = Int.random(in: 0..<count, using: &context.engine.random)
    // A key past its deadline is still there while active expiry is switched off.
    for step in 0..<count {
      let slot = (start + step) % count
      if context.database.keys[slot].deadline > context.now {
        return .bulk(context.database.keys.key(at: slot))
      }
    }
    return .null
  }

  static func keys(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let glob = Glob(context[1])
    let nodes = context.database.keys.table.nodes
    return .array(
      nodes.lazy.filter { node in
        node.payload.deadline > context.now && (glob.matchesAll || glob.matches(node.key))
      }.map { .bulk($0.key) }
    )
  }

  static func objectEncoding(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let entry = entry(context) else { return .null }
    return .bulk(RedisBytes(entry.value.encoding(entry.access.mark)))
  }

  static func objectRefcount(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let entry = entry(context) else { return .null }
    // Redis keeps one copy of the numbers below 10000 for everybody, and says so with this count.
    if context.engine.configuration.sharesNumbers, case .string(let bytes) = entry.value,
      entry.value.encoding(entry.access.mark) == "int",
      let number = bytes.integer, (0..<10_000).contains(number)
    {
      return .integer(Int(Int32.max))
    }
    return .integer(1)
  }

  private static let otherPolicyHint =
    "Please note that when switching between policies at runtime LRU and LFU data will take some"
    + " time to adjust."

  static func objectIdletime(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let entry = entry(context) else { return .null }
    guard !context.engine.configuration.evictionPolicy.isLFU else {
      throw RedisError(
        "An LFU maxmemory policy is selected, idle time not tracked. \(otherPolicyHint)"
      )
    }
    return .integer(entry.access.idleSeconds(now: context.now))
  }

  static func objectFreq(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let entry = entry(context) else { return .null }
    guard context.engine.configuration.evictionPolicy.isLFU else {
      throw RedisError(
        "An LFU maxmemory policy is not selected, access frequency not tracked. \(otherPolicyHint)"
      )
    }
    let counter = context.engine.configuration.frequency.decayed(
      entry.access.bits,
      now: context.now
    )
    return .integer(Int(counter))
  }

  private static func entry(_ context: CommandContext) -> Entry? {
    let slot = context.readUnmarked(context[2], notifies: false)
    return slot >= 0 ? context.database.keys[slot] : nil
  }
}
