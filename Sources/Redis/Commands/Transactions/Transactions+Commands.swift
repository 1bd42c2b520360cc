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
    let writes = engine.collectingWrites {
      for (command, arguments) in queue {
        let reply = engine.call(command, arguments, client)
        replies += client.confirmations ?? []
        client.confirmations = []
        if let reply { replies.append(reply) }
      }
    }
    client.denyBlocking = false
    client.confirmations = nil
    engine.handOnAsOne(writes)
    context.propagate()
    return replies
  }
}

extension RedisEngine {
  /// Runs `body` and returns the changes that it made, which nobody has been told of.
  func collectingWrites(_ body: () -> Void) -> [(database: Int, arguments: [RedisBytes])] {
    guard let onWrite else {
      body()
      return []
    }
    var writes: [(database: Int, arguments: [RedisBytes])] = []
    self.onWrite = { writes.append(($0, $1)) }
    body()
    self.onWrite = onWrite
    return writes
  }

  /// Hands on changes so that whoever makes them again makes all or none.
  func handOnAsOne(_ writes: [(database: Int, arguments: [RedisBytes])]) {
    guard let onWrite, let first = writes.first else { return }
    if writes.count > 1 { onWrite(first.database, ["MULTI"]) }
    for (database, arguments) in writes { onWrite(database, arguments) }
    if writes.count > 1 { onWrite(writes[writes.count - 1].database, ["EXEC"]) }
  }
}
