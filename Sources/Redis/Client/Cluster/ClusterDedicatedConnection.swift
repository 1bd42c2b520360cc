import Synchronization

/// A dedicated connection to the node of the first key that is used on it.
final class ClusterDedicatedConnection: RedisConnection {
  private let cluster: RedisClusterClient

  private struct State {
    var connection: DedicatedConnection?
    var client: RedisClient?
    /// Whether something was carried out on the connection, so that it cannot be changed any more.
    var isSettled = false
  }
  private let state = Mutex(State())

  init(cluster: RedisClusterClient) {
    self.cluster = cluster
  }

  func send(_ command: RedisCommand) async throws -> RESPValue {
    let replies = try await pipeline([command])
    guard let reply = replies.first else { throw RedisUnavailable("there was no reply") }
    if case .error(let error) = reply { throw error }
    return reply
  }

  func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    if commands.isEmpty { return [] }
    let slots = Set(
      commands.flatMap { $0.keys(CommandTraits.of($0.arguments)) }.map { ClusterSlot.of($0) }
    )
    if slots.count > 1 { throw ClusterPlan.crossSlot }
    return try await cluster.reporting { try await exchange(commands, slot: slots.first) }
  }

  func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    try await cluster.subscribe(to: channels, patterns: patterns)
  }

  /// Gives the connection back to its node's client.
  func end() async {
    let (connection, client) = state.withLock { state in
      defer { (state.connection, state.client) = (nil, nil) }
      return (state.connection, state.client)
    }
    if let connection, let client { await client.giveBack(connection) }
  }

  private func exchange(_ commands: [RedisCommand], slot: Int?) async throws -> [RESPValue] {
    let nodes = cluster.nodes
    let deadline = nodes.clock.now() + cluster.configuration.patience
    var tries = 0
    while true {
      tries += 1
      let connection: DedicatedConnection
      do {
        connection = try await connect(commands[0], slot: slot)
      } catch let failure as LinkFailure {
        guard tries == 1 || nodes.clock.now() < deadline else { throw failure }
        if tries > 1 { try await nodes.pause(afterFailures: tries) }
        _ = try? await nodes.refresh()
        continue
      }
      let replies = try await connection.exchange(commands)
      let isMoved = replies.contains { note($0, asked: connection.endpoint) }
      let isFresh = state.withLock { !$0.isSettled }
      guard isMoved, isFresh, tries <= RedisClusterClient.redirectionLimit else {
        state.withLock { $0.isSettled = true }
        return replies
      }
      // Redis has carried out nothing of it: the node was the wrong one.
      await end()
    }
  }

  /// Notes a `MOVED` among the replies.
  private func note(_ reply: RESPValue, asked: RedisEndpoint) -> Bool {
    guard case .error(let error) = reply,
      case .moved(let slot, let endpoint) = ClusterRedirection(error, asked: asked)
    else { return false }
    cluster.nodes.move(slot, to: endpoint)
    return true
  }

  private func connect(_ command: RedisCommand, slot: Int?) async throws -> DedicatedConnection {
    if let connection = state.withLock({ $0.connection }) { return connection }
    let map = try await cluster.nodes.patientMap()
    let endpoint: RedisEndpoint
    if let slot {
      guard let shard = map[slot] else { throw LinkFailure.notSent("nobody has slot \(slot)") }
      endpoint = shard.primary
    } else if case .changes = CommandTraits.of(command.arguments).effect {
      throw RedisMisuseError(
        command: command.name,
        problem: "came before any key, so that its node is not known",
        mend: "watch a key first, or send the whole transaction with transaction(_:)"
      )
    } else {
      guard let shard = cluster.nodes.pick(map.shards) else {
        throw LinkFailure.notSent("the cluster has no nodes")
      }
      endpoint = shard.primary
    }
    let client = try cluster.nodes.client(endpoint)
    let connection = try await client.borrow()
    state.withLock { state in
      (state.connection, state.client, state.isSettled) = (connection, client, false)
    }
    return connection
  }
}
