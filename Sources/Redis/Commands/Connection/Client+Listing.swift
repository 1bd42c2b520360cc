extension ClientCommands {
  static func clientId(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(context.client.id)
  }

  static func clientGetname(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.client.name.isEmpty ? .null : .bulk(context.client.name)
  }

  static func clientSetname(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try setName(context[2], context.client)
    return .ok
  }

  static func setName(_ name: RedisBytes, _ client: EngineClient) throws(RedisError) {
    guard name.allSatisfy({ (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) }) else {
      throw RedisError("Client names cannot contain spaces, newlines or special characters.")
    }
    client.name = name
  }

  static func clientInfo(_ context: CommandContext) throws(RedisError) -> RESPValue {
    text(line(for: context.client, context) + "\n")
  }

  static func clientList(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var clients = context.engine.clients.values.sorted { $0.id < $1.id }
    if context.count == 4 && context.argument(2, is: "TYPE") {
      let kind = try kind(named: context[3])
      clients = clients.filter { Self.kind(of: $0) == kind }
    } else if context.count > 3 && context.argument(2, is: "ID") {
      var wanted: Set<Int> = []
      for index in 3..<context.count {
        wanted.insert(
          try context.integer(
            at: index,
            in: 1...Int.max,
            else: RedisError("Invalid client ID")
          )
        )
      }
      clients = clients.filter { wanted.contains($0.id) }
    } else if context.count != 2 {
      throw .syntax
    }
    return text(clients.map { line(for: $0, context) + "\n" }.joined())
  }

  private static func text(_ text: String) -> RESPValue {
    .verbatim(format: "txt", RedisBytes(text))
  }

  /// What sorts clients for `CLIENT LIST TYPE` and `CLIENT KILL TYPE`.
  enum Kind {
    case normal, pubsub, primary, replica
  }

  static func kind(named word: RedisBytes) throws(RedisError) -> Kind {
    switch word.lowercasedName {
    case "normal": return .normal
    case "pubsub": return .pubsub
    case "master": return .primary
    case "replica", "slave": return .replica
    default: throw RedisError(quoting: "Unknown client type '\(word.singleLine)'")
    }
  }

  static func kind(of client: EngineClient) -> Kind {
    if client.isMonitor { return .replica }
    return client.subscriptions.isEmpty ? .normal : .pubsub
  }

  private static func flags(of client: EngineClient) -> String {
    var flags = ""
    if client.isMonitor { flags += "O" }
    if !client.subscriptions.isEmpty { flags += "P" }
    if client.transaction != nil { flags += "x" }
    if client.blocked != nil { flags += "b" }
    if client.isDirty { flags += "d" }
    if client.isClosing { flags += "c" }
    if client.noEvict { flags += "e" }
    return flags.isEmpty ? "N" : flags
  }

  private static func line(for client: EngineClient, _ context: CommandContext) -> String {
    let now = context.now
    let queued = client.transaction.map { $0.queue.count } ?? -1
    let queuedBytes = client.transaction?.queue.reduce(0) { sum, item in
      item.arguments.reduce(sum) { $0 + $1.count }
    }
    let fields: [(String, Any)] = [
      ("id", client.id), ("addr", client.address), ("laddr", client.localAddress),
      ("name", client.name), ("age", (now - client.created) / 1000),
      ("idle", (now - client.lastActive) / 1000), ("flags", flags(of: client)),
      ("db", client.databaseIndex), ("sub", client.subscriptions.channels.count),
      ("psub", client.subscriptions.patterns.count),
      ("ssub", client.subscriptions.shardChannels.count), ("multi", queued),
      ("multi-mem", queuedBytes ?? 0),
      ("cmd", client.lastCommand ?? "NULL"), ("user", client.user), ("redir", -1),
      ("resp", client.protocolVersion),
    ]
    return fields.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
  }
}
