/// Saving and replication, as far as an engine without disk and network can answer for them.
extension ServerCommands {
  static func save(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.recordSave()
    return .ok
  }

  static func bgsave(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.count > 1 {
      guard context.count == 2, context.argument(1, is: "SCHEDULE") else { throw .syntax }
    }
    context.engine.recordSave()
    return .simple("Background saving started")
  }

  static func bgrewriteaof(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.onRewriteRequest?()
    return .simple("Background append only file rewriting started")
  }

  static func lastsave(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(context.engine.lastSave / 1000)
  }

  static func role(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array([.bulk("master"), .integer(0), .array([])])
  }

  static func replicaof(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.argument(1, is: "NO"), context.argument(2, is: "ONE") else {
      throw RedisError("REPLICAOF is not available on this server, but for NO ONE")
    }
    context.engine.isReplica = false
    return .ok
  }

  static func slaveof(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try replicaof(context)
  }

  static func wait(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let replicas = try context.integer(at: 1)
    let timeout = try context.millisecondTimeout(at: 2)
    if let cluster = context.engine.cluster {
      return try cluster.wait(context, replicas: replicas, timeout: timeout)
    }
    // There are no replicas, so any wait for one lasts until it times out.
    return try context.block(on: [], timeout: timeout, otherwise: .integer(0)) {
      _,
      _ throws(RedisError) in replicas <= 0 ? .integer(0) : nil
    }
  }

  static func monitor(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.client.denyBlocking {
      throw RedisError("MONITOR isn't allowed for DENY BLOCKING client")
    }
    if !context.client.isMonitor {
      context.client.isMonitor = true
      context.engine.monitors.append(context.client)
    }
    return .ok
  }

  static func lolwut(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .verbatim(format: "txt", RedisBytes("Redis ver. \(version)\n"))
  }
}

extension RedisEngine {
  func recordSave() {
    lastSave = now
    dirtyAtSave = dirty
  }
}

extension ServerCommands {
  static func shutdown(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let words = context.arguments.dropFirst().map(\.lowercasedName)
    guard words.allSatisfy({ ["save", "nosave", "now", "force", "abort"].contains($0) }),
      !words.contains("abort") || words.count == 1,
      !(words.contains("save") && words.contains("nosave"))
    else { throw .syntax }
    if words == ["abort"] { throw RedisError("No shutdown in progress.") }
    guard let onShutdown = context.engine.onShutdown else {
      throw RedisError("Errors trying to SHUTDOWN. Check logs.")
    }
    onShutdown()
    return nil
  }
}
