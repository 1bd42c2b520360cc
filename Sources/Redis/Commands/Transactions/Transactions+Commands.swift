extension TransactionCommands {
  static func multi(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.client.transaction == nil else {
      throw RedisError("MULTI calls can not be nested")
    }
    context.client.transaction = Transaction()
    return .ok
  }

  static func discard(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.client.transaction != nil else { throw RedisError("DISCARD without MULTI") }
    context.engine.discardTransaction(of: context.client)
    return .ok
  }

  static func watch(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.client.transaction == nil else {
      throw RedisError("WATCH inside MULTI is not allowed")
    }
    // A transaction that will fail anyway need not watch more.
    guard !context.client.isDirty else { return .ok }
    for key in context.arguments.dropFirst() { context.engine.watch(key, by: context.client) }
    return .ok
  }

  static func unwatch(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.unwatch(context.client)
    return .ok
  }

  static func exec(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (engine, client) = (context.engine, context.client)
    guard let transaction = client.transaction else { throw RedisError("EXEC without MULTI") }
    // A watched key whose time has come while active expiry is off counts as changed.
    for (database, key) in client.watched { _ = engine.live(key, in: database) }
    let isDirty = client.isDirty
    engine.discardTransaction(of: client)
    if transaction.isBroken {
      throw RedisError(
        code: "EXECABORT",
        "Transaction discarded because of previous errors."
      )
    }
    if isDirty { return .nullArray }
    return .array(run(transaction.queue, context))
  }

  private static func run(
    _ queue: [(command: Command, arguments: [RedisBytes])],
    _ context: CommandContext
  ) -> [RESPValue] {
    let (engine, client) = (context.engine, context.client)
    client.denyBlocking = true
    client.confirmations = []
    var replies: [RESPValue] = []
    engine.handingOnAsOne {
      for (command, arguments) in queue {
        let reply = engine.call(command, arguments, client)
        replies += client.confirmations ?? []
        client.confirmations = []
        if let reply { replies.append(reply) }
      }
    }
    client.denyBlocking = false
    client.confirmations = nil
    return replies
  }
}
