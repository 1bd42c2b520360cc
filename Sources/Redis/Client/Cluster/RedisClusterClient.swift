import Lab

/// A client for a Redis Cluster: it sends every command to the node that has the command's keys.
///
///     let redis = RedisClusterClient([RedisEndpoint(port: 7001), RedisEndpoint(port: 7002)])
///     try await redis.set("greeting", "hello")
///     redis.close()
///
/// It asks any of the nodes that it is given who has which slots, follows `MOVED` and `ASK`, and asks
/// again when nodes fail. A pipeline becomes one for each node, all at the same time. `MGET`, `MSET`,
/// `DEL`, `UNLINK`, `EXISTS` and `TOUCH` are split by slot; other commands and transactions need all keys
/// in one slot: write `{user:7}:cart` and `{user:7}:visits` to keep keys together. `DBSIZE`, `KEYS`,
/// `SCAN`, `FLUSHALL` and what loads scripts concern all nodes.
///
/// A command that may have been carried out when its node was lost fails with ``RedisUnavailable``; one
/// that was not sent, or only reads, is tried again for ``RedisClientConfiguration/patience``, in which a
/// failover may be done.
public final class RedisClusterClient: RedisConnection, Sendable {
  let nodes: ClusterNodes
  let subscriptions = SubscriptionList()

  public var configuration: RedisClientConfiguration { nodes.configuration }

  /// How often a command is redirected before it is given up.
  static let redirectionLimit = 16

  /// Makes a client; nothing is sent before its first use.
  ///
  /// - Parameters:
  ///   - seeds: Some of the cluster's nodes; it names the others.
  ///   - configuration: What holds for every node; its endpoint and its database have no meaning.
  ///   - clock: What pauses and the time-outs of commands are measured on.
  ///   - seed: What the choice of replicas and the jitter of pauses are drawn from.
  public convenience init(
    _ seeds: [RedisEndpoint],
    configuration: RedisClientConfiguration = .cluster,
    clock: some Clock<Duration> = ContinuousClock(),
    seed: UInt64 = .random(in: 0 ... .max)
  ) {
    precondition(!seeds.isEmpty, "a cluster client is given one node at least")
    var configuration = configuration
    configuration.database = 0
    self.init(
      ClusterNodes(
        seeds: seeds,
        configuration: configuration,
        clock: ClientClock(clock),
        seed: seed,
        transport: SocketTransport()
      )
    )
  }

  init(_ nodes: ClusterNodes) {
    self.nodes = nodes
  }

  deinit { nodes.close() }

  /// Asks for the map of the slots now, to find out whether the cluster is there and lets us in.
  public func connect() async throws {
    try await reporting { _ = try await nodes.refresh() }
  }

  /// Ends all connections and subscriptions; commands that wait for replies fail.
  public func close() {
    nodes.close()
    subscriptions.close()
  }

  public func send(_ command: RedisCommand) async throws -> RESPValue {
    let replies = try await pipeline([command])
    if case .error(let error) = replies[0] { throw error }
    return replies[0]
  }

  /// Sends commands to their nodes, each node's in one go and in order, and gives the replies in order.
  public func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    if commands.isEmpty { return [] }
    if commands.contains(where: { $0.arguments[0].isWord("multi") }) {
      return try await withDedicatedConnection { try await $0.pipeline(commands) }
    }
    return try await reporting {
      let primaries = try await nodes.patientMap().shards.map(\.primary)
      let plans = commands.map { command in
        Result { () throws(RedisError) in try ClusterPlan(command, primaries: primaries) }
      }
      let parts = plans.flatMap { plan in (try? plan.get().parts) ?? [] }
      var replies = try await exchange(parts)[...]
      return plans.map { plan in
        switch plan {
        case .failure(let error): return .error(error)
        case .success(let plan):
          let own = replies.prefix(plan.parts.count)
          replies = replies.dropFirst(plan.parts.count)
          return plan.merge(Array(own))
        }
      }
    }
  }

  /// Runs `body` with a connection to the node of the first key that it uses.
  public func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    let connection = ClusterDedicatedConnection(cluster: self)
    do {
      let result = try await body(connection)
      await connection.end()
      return result
    } catch {
      await connection.end()
      throw error
    }
  }

  /// Runs `body`, turning a failure of the connection into what callers see.
  func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let failure as LinkFailure {
      throw failure.unavailable
    }
  }
}

extension RedisClientConfiguration {
  /// What suits a cluster: enough patience for a failover that takes the usual time.
  public static var cluster: RedisClientConfiguration {
    var configuration = RedisClientConfiguration()
    configuration.patience = .seconds(2)
    return configuration
  }
}
