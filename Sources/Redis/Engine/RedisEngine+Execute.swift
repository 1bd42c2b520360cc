extension RedisEngine {
  /// Runs a command and returns its reply.
  ///
  /// Without a reply the client is blocked (see ``EngineClient/blocked``), was answered by pushes, or
  /// wants no replies; what is to come goes through its `deliver`.
  func execute(_ arguments: [RedisBytes], for client: EngineClient) -> RESPValue? {
    advanceClock()
    if earliestDeadline <= now { expireDue() }
    client.lastActive = now
    guard let name = arguments.first else { return nil }
    guard let command = find(name, arguments) else {
      return reject(.unknownCommand(arguments), nil, client)
    }
    command.received += 1
    if !command.subcommands.isEmpty && arguments.count > 1 {
      return reject(.unknownSubcommand(arguments[1], of: command.spec.name), nil, client)
    }
    guard command.accepts(argumentCount: arguments.count) else {
      return reject(.wrongArity(command.fullName), command, client)
    }
    if !client.isPlain || configuration.restrictsCommands || pause != nil || cluster != nil {
      return executeWithCare(command, arguments, client)
    }
    client.lastCommand = command.fullName
    let reply = call(command, arguments, client)
    serveBlocked()
    return reply
  }

  /// The command, or the subcommand where there is one.
  @inline(__always)
  func find(_ name: RedisBytes, _ arguments: [RedisBytes]) -> Command? {
    guard let command = table[name] else { return nil }
    if command.subcommands.isEmpty || arguments.count < 2 { return command }
    let word = arguments[1]
    return command.subcommands.first { word.equalsIgnoringCase($0.name) } ?? command
  }

  /// Runs a command for which something has to be looked at first, in the order in which Redis does.
  private func executeWithCare(
    _ command: Command,
    _ arguments: [RedisBytes],
    _ client: EngineClient
  ) -> RESPValue? {
    client.lastCommand = command.fullName
    if command.fullName == "debug" && !configuration.allowsDebug {
      return reject(.debugNotAllowed, command, client)
    }
    if !client.isAuthenticated && !command.flags.contains(.noAuth) {
      return reject(.notAuthenticated, command, client)
    }
    if client.transaction != nil && command.flags.contains(.noMulti) {
      return reject(.notInTransaction, command, client)
    }
    if let error = cluster?.refusal(of: command, arguments, for: client) {
      guard command.fullName == "exec" else { return reject(error, command, client) }
      discardTransaction(of: client)
      return filter(.error(error), for: client)
    }
    // A replica leaves it to its primary what goes, and what is too much.
    if configuration.maxMemory > 0 && !isReplica && refusesForMemory(command, client) {
      return reject(.outOfMemory, command, client)
    }
    if client.protocolVersion == 2 && !client.subscriptions.isEmpty && !command.worksWhileSubscribed
    {
      return reject(.onlySubscriptions(command.fullName), command, client)
    }
    if postpones(command, arguments, client) { return nil }
    let reply: RESPValue?
    if client.transaction != nil && !command.endsOrShapesTransaction {
      // A transaction that will not run keeps no more commands.
      if client.transaction?.isBroken == false && !client.isDirty {
        client.transaction?.queue.append((command, arguments))
      }
      reply = .simple("QUEUED")
    } else {
      reply = call(command, arguments, client)
      serveBlocked()
    }
    return filter(reply, for: client)
  }

  /// Applies `CLIENT REPLY`.
  private func filter(_ reply: RESPValue?, for client: EngineClient) -> RESPValue? {
    guard let reply else { return nil }
    switch client.replyMode {
    case .on: return reply
    case .off: return nil
    case .skip:
      client.replyMode = .on
      return nil
    }
  }

  /// Refuses a command before it runs; a transaction that it was meant for will not run either.
  private func reject(
    _ error: RedisError,
    _ command: Command?,
    _ client: EngineClient
  ) -> RESPValue? {
    client.transaction?.isBroken = true
    statistics.count(error)
    command?.rejectedCalls += 1
    if command?.fullName == "exec" {
      discardTransaction(of: client)
      return filter(
        .error(
          RedisError(
            code: "EXECABORT",
            quoting: "Transaction discarded because of: \(error.messageBytes)"
          )
        ),
        for: client
      )
    }
    return filter(.error(error), for: client)
  }

  /// Runs a command that may run.
  func call(
    _ command: Command,
    _ arguments: [RedisBytes],
    _ client: EngineClient
  ) -> RESPValue? {
    let context = CommandContext(
      engine: self,
      client: client,
      database: databases[client.databaseIndex],
      command: command,
      arguments: arguments
    )
    if !monitors.isEmpty { showMonitors(context) }
    let start = lastEnd ?? statistics.microseconds?()
    var reply: RESPValue?
    do {
      reply = try run(context) { () throws(RedisError) in try command.handler(context) }
    } catch {
      command.failedCalls += 1
      statistics.count(error)
      reply = .error(error)
    }
    command.calls += 1
    statistics.commands += 1
    if let start { account(since: start, context) }
    return reply
  }

  /// Sends a client a reply that it has been waiting for.
  func answer(_ client: EngineClient, _ reply: RESPValue) {
    if let reply = filter(reply, for: client) { client.deliver(reply) }
  }
}

extension Command {
  /// `EXEC` and those that are run, not queued, while a transaction is being put together.
  fileprivate var endsOrShapesTransaction: Bool {
    switch fullName {
    case "exec", "discard", "multi", "watch", "quit", "reset": true
    default: false
    }
  }

  fileprivate var worksWhileSubscribed: Bool {
    switch fullName {
    case "ping", "quit", "reset", "subscribe", "unsubscribe", "psubscribe", "punsubscribe",
      "ssubscribe", "sunsubscribe":
      true
    default: false
    }
  }
}
