import Synchronization

/// A connection that one block of code has for itself; nothing that it leaves behind stays.
final class DedicatedConnection: RedisConnection {
  let wire: any RedisWire
  private let client: RedisClient

  private struct State {
    var isOver = false
    var isWatching = false
    var isInTransaction = false
    /// Nobody knows, or cares to know, what state the connection is in.
    var isSpoilt = false

    mutating func note(_ command: RedisCommand) {
      let name = command.arguments[0]
      guard case .changes = CommandTraits.of(command.arguments).effect else {
        if name.isWord("exec") || name.isWord("discard") {
          (isInTransaction, isWatching) = (false, false)
        } else if name.isWord("unwatch") {
          isWatching = isInTransaction && isWatching
        }
        return
      }
      if name.isWord("multi") {
        isInTransaction = true
      } else if name.isWord("watch") {
        isWatching = true
      } else {
        isSpoilt = true
      }
    }
  }
  private let state = Mutex(State())

  init(wire: any RedisWire, client: RedisClient) {
    self.wire = wire
    self.client = client
  }

  var endpoint: RedisEndpoint { client.dialer.endpoint }

  func send(_ command: RedisCommand) async throws -> RESPValue {
    try await client.single { try await exchange([command]) }
  }

  func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    try await client.reporting { try await exchange(commands) }
  }

  func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    try await client.subscribe(to: channels, patterns: patterns)
  }

  func exchange(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    if commands.isEmpty { return [] }
    var timeout = client.configuration.commandTimeout
    for command in commands {
      let traits = CommandTraits.of(command.arguments)
      if case .breaksStep(let mend) = traits.effect {
        throw RedisMisuseError(
          command: command.name,
          problem: "would put replies out of step",
          mend: mend
        )
      }
      if let wait = traits.wait(in: command.arguments) {
        timeout = wait.flatMap { wait in timeout.map { $0 + wait } }
      }
    }
    try begin(commands)
    do {
      return try await client.dialer.exchange(commands, on: wire, timeout: timeout)
    } catch {
      // A reply may still be under way, or the server may still wait for something.
      state.withLock { $0.isSpoilt = true }
      throw error
    }
  }

  /// Undoes what the block has left behind; true if the connection is as it was.
  func end() async -> Bool {
    let left = state.withLock { state in
      state.isOver = true
      return state
    }
    if left.isSpoilt { return false }
    guard left.isInTransaction || left.isWatching else { return true }
    // DISCARD also forgets the watched keys.
    let command: RedisCommand = RedisCommand(left.isInTransaction ? "DISCARD" : "UNWATCH")
    let timeout = client.configuration.commandTimeout
    return (try? await client.dialer.exchange([command], on: wire, timeout: timeout)) == [.ok]
  }

  /// Notes what commands do to the connection.
  private func begin(_ commands: [RedisCommand]) throws {
    try state.withLock { state in
      if state.isOver {
        throw RedisMisuseError(
          command: commands[0].name,
          problem: "was sent on a dedicated connection whose block has returned",
          mend: "send it inside withDedicatedConnection, or on the client itself"
        )
      }
      for command in commands { state.note(command) }
    }
  }
}
