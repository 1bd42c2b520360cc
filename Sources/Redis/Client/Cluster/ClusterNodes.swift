import Lab
import Synchronization

/// What a cluster client knows of its cluster: the map of the slots, and a client for every node.
final class ClusterNodes: Sendable {
  let seeds: [RedisEndpoint]
  let configuration: RedisClientConfiguration
  let clock: ClientClock
  private let transport: any RedisTransport

  /// The shortest time between two looks at the map that nobody waits for.
  private static let restBetweenRefreshes = Duration.seconds(1)

  private static let longestPause = Duration.milliseconds(250)

  private struct State {
    var map: ClusterMap?
    var refresh: Task<ClusterMap, any Error>?
    var refreshedAt = Duration.zero
    var clients: [RedisEndpoint: RedisClient] = [:]
    var random: SplitMix64
    var isClosed = false
  }
  private let state: Mutex<State>

  init(
    seeds: [RedisEndpoint],
    configuration: RedisClientConfiguration,
    clock: ClientClock,
    seed: UInt64,
    transport: any RedisTransport
  ) {
    self.seeds = seeds
    self.configuration = configuration
    self.clock = clock
    self.transport = transport
    state = Mutex(State(random: SplitMix64(seed: seed)))
  }

  /// The client for a node.
  func client(_ endpoint: RedisEndpoint) throws -> RedisClient {
    try state.withLock { state in
      if state.isClosed { throw LinkFailure.closedClient }
      if let client = state.clients[endpoint] { return client }
      var configuration = configuration
      configuration.endpoint = endpoint
      // The cluster client waits itself, because another node may be the right one by then.
      configuration.patience = .zero
      let client = RedisClient(
        RedisDialer(configuration: configuration, clock: clock, transport: transport),
        seed: state.random.next()
      )
      state.clients[endpoint] = client
      return client
    }
  }

  func close() {
    let clients = state.withLock { state in
      state.isClosed = true
      defer { state.clients = [:] }
      return state.clients.values
    }
    for client in clients { client.close() }
  }

  /// A random one of some choices.
  func pick<Choice: Sendable>(_ choices: [Choice]) -> Choice? {
    state.withLock { choices.randomElement(using: &$0.random) }
  }

  /// A pause before the next try: a short one, because a failover takes a second or two.
  func pause(afterFailures failures: Int) async throws {
    let pause = state.withLock {
      configuration.backoff.pause(afterFailures: failures, using: &$0.random)
    }
    try await clock.sleep(min(pause, Self.longestPause))
  }
}

/// The map of the slots.
extension ClusterNodes {
  /// The map as it is known; asked for if it is not.
  func map() async throws -> ClusterMap {
    if let map = state.withLock({ $0.map }) { return map }
    return try await refresh()
  }

  /// The map, waited for as long as the configuration has patience.
  func patientMap() async throws -> ClusterMap {
    let deadline = clock.now() + configuration.patience
    var failures = 0
    while true {
      do {
        return try await map()
      } catch let failure as LinkFailure {
        guard clock.now() < deadline else { throw failure }
        failures += 1
        try await pause(afterFailures: failures)
      }
    }
  }

  /// Asks the cluster for its map; all who want it meanwhile share one attempt.
  @discardableResult
  func refresh() async throws -> ClusterMap {
    let task = try state.withLock { state in
      if state.isClosed { throw LinkFailure.closedClient }
      if let task = state.refresh { return task }
      let task = Task.detached { [self] in
        let result: Result<ClusterMap, any Error>
        do { result = .success(try await askForMap()) } catch { result = .failure(error) }
        keep(result)
        return try result.get()
      }
      state.refresh = task
      return task
    }
    return try await task.valueUnlessCancelled
  }

  /// Notes a `MOVED`, and has the whole map looked at if that was not done just now.
  func move(_ slot: Int, to endpoint: RedisEndpoint) {
    let isDue = state.withLock { state in
      let isKnown = state.map?.move(slot, to: endpoint) ?? false
      let age = clock.now() - state.refreshedAt
      return !isKnown || age >= Self.restBetweenRefreshes
    }
    if isDue { Task.detached { [weak self] in try? await self?.refresh() } }
  }

  private func keep(_ result: Result<ClusterMap, any Error>) {
    let departed = state.withLock { state -> [RedisClient] in
      state.refresh = nil
      guard case .success(let map) = result else { return [] }
      state.map = map
      state.refreshedAt = clock.now()
      let known = map.nodes.union(seeds)
      let gone = state.clients.filter { !known.contains($0.key) }
      for endpoint in gone.keys { state.clients[endpoint] = nil }
      return Array(gone.values)
    }
    for client in departed { client.close() }
  }

  private func askForMap() async throws -> ClusterMap {
    let known = state.withLock { $0.map?.nodes ?? [] }
    let others = known.subtracting(seeds).sorted { "\($0)" < "\($1)" }
    var lastError: any Error = LinkFailure.notSent("no node of a cluster is known")
    for endpoint in seeds + others {
      do {
        let reply = try await client(endpoint).exchange([RedisCommand("CLUSTER", "SLOTS")]).first
        if case .error(let error) = reply { throw refusal(of: endpoint, error) }
        guard let map = reply.flatMap({ ClusterMap(slots: $0, asked: endpoint) }) else {
          throw LinkFailure.notSent("\(endpoint) answered CLUSTER SLOTS with something else")
        }
        // A node that was thrown out of the cluster knows of no slots; others may know better.
        if !map.shards.isEmpty { return map }
        lastError = LinkFailure.notSent("\(endpoint) knows of no node that has slots")
      } catch let failure as LinkFailure {
        lastError = failure
      }
    }
    throw lastError
  }

  private func refusal(of endpoint: RedisEndpoint, _ error: RedisError) -> any Error {
    guard error.message.contains("cluster support disabled") else {
      return LinkFailure.notSent("\(endpoint) did not say who has which slots (\(error.text))")
    }
    return RedisMisuseError(
      command: "CLUSTER SLOTS",
      problem: "was refused by \(endpoint), which is no node of a cluster",
      mend: "give REDIS_CLUSTER the nodes of a cluster, or give this server to REDIS_URL"
    )
  }
}
