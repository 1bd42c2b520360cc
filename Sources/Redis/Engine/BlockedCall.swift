/// A command that waits: for one of its keys, for its time to run out, or for somebody to end it.
final class BlockedCall {
  /// Tries the command with the keys that may be ready; nil when there is still nothing.
  typealias Attempt = (CommandContext, [RedisBytes]) throws(RedisError) -> RESPValue?

  let context: CommandContext
  let keys: [RedisBytes]
  /// In milliseconds since the epoch; ``Entry/never`` without a limit.
  let deadline: Int
  /// The reply when the time is over.
  let otherwise: RESPValue
  let wakesOnDeletion: Bool
  let attempt: Attempt

  init(
    context: CommandContext,
    keys: [RedisBytes],
    deadline: Int,
    otherwise: RESPValue,
    wakesOnDeletion: Bool,
    attempt: @escaping Attempt
  ) {
    self.context = context
    self.keys = keys
    self.deadline = deadline
    self.otherwise = otherwise
    self.wakesOnDeletion = wakesOnDeletion
    self.attempt = attempt
  }
}

extension CommandContext {
  /// Runs `attempt` now and, when there is nothing for it yet, blocks the client until there is.
  ///
  /// The first attempt gets all the keys, later ones the key that has just been written. Clients that
  /// wait for the same key are served in the order in which they came. In a transaction or a script
  /// nothing blocks: the reply is `otherwise` at once, as it is after the timeout.
  ///
  /// - Parameters:
  ///   - timeout: In milliseconds; 0 waits for ever. Read it with ``timeout(at:)``.
  ///   - wakesOnDeletion: Whether to try also when a key has been deleted or replaced by another type.
  func block(
    on keys: [RedisBytes],
    timeout: Int,
    otherwise: RESPValue = .nullArray,
    wakesOnDeletion: Bool = false,
    attempt: @escaping BlockedCall.Attempt
  ) throws(RedisError) -> RESPValue? {
    if let reply = try attempt(self, keys) { return reply }
    if client.denyBlocking { return otherwise }
    engine.block(
      BlockedCall(
        context: self,
        keys: keys,
        deadline: timeout == 0 ? Entry.never : engine.now + timeout,
        otherwise: otherwise,
        wakesOnDeletion: wakesOnDeletion,
        attempt: attempt
      )
    )
    return nil
  }
}

extension RedisEngine {
  func block(_ call: BlockedCall) {
    let client = call.context.client
    client.blocked = call
    blockedClients[client.id] = client
    if call.deadline < nextTimeout { nextTimeout = call.deadline }
    for key in call.keys {
      // A key that is named twice waits once.
      let waiting = call.context.database.waiters[key, default: []]
      if waiting.last !== call { call.context.database.waiters[key] = waiting + [call] }
    }
  }

  /// Ends a client's wait without an answer.
  func unblock(_ client: EngineClient) {
    guard let call = client.blocked else { return }
    client.blocked = nil
    blockedClients[client.id] = nil
    let database = call.context.database
    for key in call.keys {
      database.waiters[key]?.removeAll { $0 === call }
      if database.waiters[key]?.isEmpty == true { database.waiters[key] = nil }
    }
  }

  /// Ends a client's wait with an answer.
  func unblock(_ client: EngineClient, with reply: RESPValue) {
    unblock(client)
    answer(client, reply)
  }

  /// A key came to be or ceased to be: whoever waits for it is to be tried.
  @inline(__always)
  func signalReady(_ key: RedisBytes, in database: RedisDatabase) {
    if !database.waiters.isEmpty && database.waiters[key] != nil {
      readyKeys.append((database, key))
    }
  }

  /// A key gets another value: only who waits for the end of the old one is to be tried.
  @inline(__always)
  func signalReplaced(_ key: RedisBytes, in database: RedisDatabase) {
    if !database.waiters.isEmpty
      && database.waiters[key]?.contains(where: \.wakesOnDeletion) == true
    {
      readyKeys.append((database, key))
    }
  }

  /// Serves those who wait for keys that the last command wrote, until no more come of it.
  @inline(__always)
  func serveBlocked() {
    if !readyKeys.isEmpty { serveReadyKeys() }
  }

  private func serveReadyKeys() {
    while !readyKeys.isEmpty {
      let ready = readyKeys
      readyKeys.removeAll(keepingCapacity: true)
      var seen: [(database: RedisDatabase, key: RedisBytes)] = []
      for (database, key) in ready where !seen.contains(where: { $0 == database && $1 == key }) {
        seen.append((database, key))
        for call in database.waiters[key] ?? [] { serve(call, key) }
      }
    }
  }

  private func serve(_ call: BlockedCall, _ key: RedisBytes) {
    let client = call.context.client
    guard client.blocked === call else { return }
    let exists = call.context.database.keys.find(key) >= 0
    guard exists || call.wakesOnDeletion else { return }
    let reply: RESPValue?
    do {
      reply = try attempt(call, key)
    } catch {
      // A value of another type is not what the client waits for.
      if error == .wrongType && !call.wakesOnDeletion { return }
      reply = .error(error)
      call.context.command.failedCalls += 1
    }
    if let reply { unblock(client, with: reply) }
  }

  private func attempt(_ call: BlockedCall, _ key: RedisBytes) throws(RedisError) -> RESPValue? {
    try run(call.context) { () throws(RedisError) in try call.attempt(call.context, [key]) }
  }

  /// Ends the waits whose time is over.
  func endTimeouts() {
    guard nextTimeout <= now else { return }
    let due = blockedClients.values.filter { ($0.blocked?.deadline ?? Entry.never) <= now }
    let ordered = due.sorted {
      ($0.blocked?.deadline ?? 0, $0.id) < ($1.blocked?.deadline ?? 0, $1.id)
    }
    for client in ordered {
      if let call = client.blocked { unblock(client, with: call.otherwise) }
    }
    nextTimeout = blockedClients.values.reduce(Entry.never) {
      min($0, $1.blocked?.deadline ?? Entry.never)
    }
  }
}

extension RedisDatabase: Equatable {
  static func == (left: RedisDatabase, right: RedisDatabase) -> Bool { left === right }
}
