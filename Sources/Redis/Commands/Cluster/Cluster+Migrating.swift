extension ClusterCommands {
  /// Where the keys of a `MIGRATE` are: the one behind the port, or those behind `KEYS`.
  @Sendable
  static func keysToMigrate(_ arguments: [RedisBytes]) -> [Int] {
    guard arguments.count > 3 else { return [] }
    if arguments[3].isEmpty, arguments.count > 6,
      let word = arguments[6...].firstIndex(where: { $0.equalsIgnoringCase("KEYS") })
    {
      return Array(word + 1..<arguments.count)
    }
    return [3]
  }

  static func migrate(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var copies = false
    var replaces = false
    var keys = [context[3]]
    var index = 6
    options: while index < context.count {
      let more = context.remaining(after: index)
      if context.argument(index, is: "COPY") {
        copies = true
      } else if context.argument(index, is: "REPLACE") {
        replaces = true
      } else if context.argument(index, is: "AUTH") {
        guard more >= 1 else { throw .syntax }
        index += 1
      } else if context.argument(index, is: "AUTH2") {
        guard more >= 2 else { throw .syntax }
        index += 2
      } else if context.argument(index, is: "KEYS") {
        guard context[3].isEmpty else {
          throw RedisError(
            "When using MIGRATE KEYS option, the key argument must be set to the empty string"
          )
        }
        keys = Array(context.arguments[(index + 1)...])
        break options
      } else {
        throw .syntax
      }
      index += 1
    }
    _ = try context.integer(at: 5)
    let database = try context.integer(at: 4)
    keys.removeAll { context.write($0) < 0 }
    if keys.isEmpty { return .simple("NOKEY") }
    let target = try target(context)
    if database != 0 {
      throw .refusedByTarget(RedisError("SELECT is not allowed in cluster mode"))
    }
    if let error = target.refusalToTake(keys[0]) { throw .refusedByTarget(error) }
    return try move(keys, to: target, copies: copies, replaces: replaces, context)
  }

  /// The node at the address; an engine by itself has no way to any other server.
  private static func target(_ context: CommandContext) throws(RedisError) -> ClusterNode {
    let endpoint = RedisEndpoint(context[1].string, port: context[2].integer ?? 0)
    let nodes = context.engine.cluster?.cluster.nodes ?? []
    guard let node = nodes.first(where: { $0.endpoint == endpoint && !$0.isDown }) else {
      throw RedisError(code: "IOERR", "error or timeout writing to target instance")
    }
    return node
  }

  private static func move(
    _ keys: [RedisBytes],
    to target: ClusterNode,
    copies: Bool,
    replaces: Bool,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    var moved: [RedisBytes] = []
    var refusal: RedisError?
    for key in keys {
      let slot = context.peek(key)
      guard slot >= 0 else { continue }
      if !replaces && target.engine.live(key, in: target.database) >= 0 {
        refusal = .refusedByTarget(
          RedisError(code: "BUSYKEY", "Target key name already exists.")
        )
        continue
      }
      let value = StoredValue(context.database.keys[slot])
      target.currentClient = 0
      target.put(value, at: key)
      target.engine.dirty += 1
      target.engine.signalReady(key, in: target.database)
      target.send(.key(key, value))
      if !copies { moved.append(key) }
    }
    for key in moved {
      context.delete(key)
      context.changed(key)
      context.notify(.generic, "del", key)
    }
    if !moved.isEmpty { context.propagate(as: ["DEL"] + moved) }
    if let refusal { throw refusal }
    return .ok
  }
}

extension RedisError {
  fileprivate static func refusedByTarget(_ error: RedisError) -> RedisError {
    RedisError("Target instance replied with error: \(error.text)")
  }
}
