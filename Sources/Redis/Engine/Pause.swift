/// What `CLIENT PAUSE` has stopped.
struct Pause {
  var end: Int
  /// Only commands that write are held back.
  var writesOnly: Bool
  var postponed: [(client: EngineClient, arguments: [RedisBytes])] = []
}

extension RedisEngine {
  /// Holds a command back if clients are paused, and says whether it did.
  func postpones(
    _ command: Command,
    _ arguments: [RedisBytes],
    _ client: EngineClient
  ) -> Bool {
    guard let pause, !isRepeating else { return false }
    if pause.end <= now {
      endPause()
      return false
    }
    guard !pause.writesOnly || mayWrite(command, client) else { return false }
    client.blocked = BlockedCall(
      context: CommandContext(
        engine: self,
        client: client,
        database: databases[client.databaseIndex],
        command: command,
        arguments: arguments
      ),
      keys: [],
      deadline: Entry.never,
      otherwise: .null,
      wakesOnDeletion: false
    ) { _, _ throws(RedisError) in nil }
    self.pause?.postponed.append((client, arguments))
    return true
  }

  private func mayWrite(_ command: Command, _ client: EngineClient) -> Bool {
    let changing: CommandFlags = [.write, .mayReplicate]
    if !command.flags.isDisjoint(with: changing) { return true }
    guard command.spec.name == "exec", let transaction = client.transaction else { return false }
    return transaction.queue.contains { !$0.command.flags.isDisjoint(with: changing) }
  }

  /// Lets the clients go on once the pause is over.
  func endPause() {
    guard let pause, pause.end <= now else { return }
    resume()
  }

  /// Lets the clients go on now and runs what was held back, in the order in which it came.
  func resume() {
    guard let pause else { return }
    self.pause = nil
    for (client, arguments) in pause.postponed where clients[client.id] === client {
      client.blocked = nil
      if let reply = execute(arguments, for: client) { client.deliver(reply) }
    }
  }
}
