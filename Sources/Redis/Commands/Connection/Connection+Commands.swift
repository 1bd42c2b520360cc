extension ConnectionCommands {
  static func ping(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 2 else { throw .wrongArity("ping") }
    let text = context.count == 2 ? context[1] : nil
    if context.client.protocolVersion == 2 && !context.client.subscriptions.isEmpty {
      return .array([.bulk("pong"), .bulk(text ?? "")])
    }
    return text.map { .bulk($0) } ?? .simple("PONG")
  }

  static func echo(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .bulk(context[1])
  }

  static func select(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let number = try context.smallInteger(at: 1)
    if number != 0 { try context.refuseInCluster("SELECT is") }
    guard context.engine.databases.indices.contains(number) else {
      throw RedisError("DB index is out of range")
    }
    context.client.databaseIndex = number
    return .ok
  }

  static func quit(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.client.isClosing = true
    return .ok
  }

  static func reset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (engine, client) = (context.engine, context.client)
    engine.discardTransaction(of: client)
    engine.unsubscribeFromAll(client)
    engine.monitors.removeAll { $0 === client }
    client.isMonitor = false
    client.databaseIndex = 0
    client.protocolVersion = 2
    client.name = RedisBytes()
    client.noEvict = false
    // What CLIENT REPLY SKIP leaves unanswered is this very command.
    if client.replyMode == .off { client.replyMode = .on }
    client.user = "default"
    client.isAuthenticated = engine.configuration.password.isEmpty
    return .simple("RESET")
  }

  static func auth(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .syntax }
    if context.count == 2 && context.engine.configuration.password.isEmpty {
      throw RedisError(
        "AUTH <password> called without any password configured for the default user. Are you"
          + " sure your configuration is correct?"
      )
    }
    let user = context.count == 3 ? context[1] : "default"
    try authenticate(context, user: user, password: context[context.count - 1])
    return .ok
  }

  private static func authenticate(
    _ context: CommandContext,
    user: RedisBytes,
    password: RedisBytes
  ) throws(RedisError) {
    let expected = context.engine.configuration.password
    guard user == "default", expected.isEmpty || password.isSame(as: RedisBytes(expected)) else {
      throw RedisError(
        code: "WRONGPASS",
        "invalid username-password pair or user is disabled."
      )
    }
    context.client.isAuthenticated = true
    context.client.user = "default"
  }

  static func hello(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var version: Int?
    if context.count > 1 {
      let error = RedisError("Protocol version is not an integer or out of range")
      let number = try context.integer(at: 1, else: error)
      guard number == 2 || number == 3 else {
        throw RedisError(code: "NOPROTO", "unsupported protocol version")
      }
      version = number
    }
    var name: RedisBytes?
    var login: (user: RedisBytes, password: RedisBytes)?
    var index = 2
    while index < context.count {
      if context.argument(index, is: "AUTH"), context.remaining(after: index) >= 2 {
        login = (context[index + 1], context[index + 2])
        index += 3
      } else if context.argument(index, is: "SETNAME"), context.remaining(after: index) >= 1 {
        name = context[index + 1]
        index += 2
      } else {
        throw RedisError(quoting: "Syntax error in HELLO option '\(context[index].singleLine)'")
      }
    }
    if let login { try authenticate(context, user: login.user, password: login.password) }
    guard context.client.isAuthenticated else {
      throw RedisError(
        code: "NOAUTH",
        "HELLO must be called with the client already authenticated, otherwise the HELLO <proto>"
          + " AUTH <user> <pass> option can be used to authenticate the client and select the RESP"
          + " protocol version at the same time"
      )
    }
    if let name { try ClientCommands.setName(name, context.client) }
    if let version { context.client.protocolVersion = version }
    return .map(introduction(context))
  }

  private static func introduction(_ context: CommandContext) -> [RESPPair] {
    let role = context.engine.isReplica ? "replica" : "master"
    return [
      RESPPair(.bulk("server"), .bulk("redis")),
      RESPPair(.bulk("version"), .bulk(RedisBytes(ServerCommands.version))),
      RESPPair(.bulk("proto"), .integer(context.client.protocolVersion)),
      RESPPair(.bulk("id"), .integer(context.client.id)),
      RESPPair(.bulk("mode"), .bulk(context.engine.isCluster ? "cluster" : "standalone")),
      RESPPair(.bulk("role"), .bulk(RedisBytes(role))),
      RESPPair(.bulk("modules"), .array([])),
    ]
  }
}

extension RedisBytes {
  /// Whether two are equal, in a time that tells nothing about where they differ.
  func isSame(as other: RedisBytes) -> Bool {
    var difference = UInt64(truncatingIfNeeded: count ^ other.count)
    let other = other.bytes
    for (index, byte) in bytes.enumerated() {
      difference |= UInt64(byte ^ (other.isEmpty ? 1 : other[index % other.count]))
    }
    return difference == 0
  }
}
