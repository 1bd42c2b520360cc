/// One node of a fake cluster: an engine with what makes it part of the whole.
final class ClusterNode {
  let index: Int
  /// Forty hexadecimal digits.
  let id: String
  let endpoint: RedisEndpoint
  unowned let engine: RedisEngine
  unowned let cluster: ClusterState

  /// The number of the node that this one is a replica of; nil for a primary.
  private(set) var primary: Int?
  var configurationEpoch = 0
  /// Slots that are on their way, with the number of the other node.
  var migrating: [Int: Int] = [:]
  var importing: [Int: Int] = [:]

  private let outage: () -> Bool
  /// When the node went away, in milliseconds since the epoch.
  var downSince: Int?
  /// Nobody has heard of it for longer than the node time-out.
  var isSuspected = false

  /// Clients that want to read from a replica.
  var readers: Set<Int> = []
  /// Clients whose next command may be about a slot that is only being imported.
  var asking: Set<Int> = []

  /// How many bytes of changes it has made, or received from its primary.
  var offset = 0
  /// How long changes take to get here from the primary, in milliseconds.
  var lag = 0
  /// Changes on their way from the primary, in order of their arrival.
  var arrivals: ArraySlice<Arrival> = []
  /// The client that carries out what the primary sends.
  let link: EngineClient
  /// Clients that wait for replicas, by their ids.
  var waits: [Int: ReplicaWait] = [:]
  /// How far replicas must have come to have all that a client has written.
  var writeOffsets: [Int: Int] = [:]
  /// The client whose command runs.
  var currentClient = 0

  /// Makes an engine part of a cluster.
  ///
  /// - Parameter isDown: Says whether the node is away.
  init(
    _ engine: RedisEngine,
    index: Int,
    id: String,
    endpoint: RedisEndpoint,
    cluster: ClusterState,
    isDown: @escaping () -> Bool
  ) {
    self.engine = engine
    self.index = index
    self.id = id
    self.endpoint = endpoint
    self.cluster = cluster
    outage = isDown
    link = engine.connect { _ in }
    engine.cluster = self
    engine.isCluster = true
    engine.onWrite = { [unowned self] database, command in send(.command(database, command)) }
  }

  var isPrimary: Bool { primary == nil }
  var isDown: Bool { outage() }

  /// The others have agreed that it is gone.
  var hasFailed: Bool { isSuspected && cluster.hasMajority }

  /// The keys of the only database that a cluster has.
  var database: RedisDatabase { engine.databases[0] }

  /// Drops what is known of a client that has gone.
  func forget(_ client: EngineClient) {
    readers.remove(client.id)
    asking.remove(client.id)
    writeOffsets[client.id] = nil
    waits[client.id] = nil
  }

  func becomePrimary(epoch: Int) {
    primary = nil
    configurationEpoch = epoch
    (migrating, importing) = ([:], [:])
    arrivals = []
    engine.isReplica = false
    engine.findEarliestDeadline()
    engine.onWrite = { [unowned self] database, command in send(.command(database, command)) }
  }

  /// Becomes a replica of another node, and takes over what that one holds.
  func follow(_ other: ClusterNode) {
    let waiting = engine.blockedClients.values.sorted { $0.id < $1.id }
    primary = other.index
    (migrating, importing, waits) = ([:], [:], [:])
    engine.isReplica = true
    engine.onWrite = nil
    for client in waiting {
      engine.unblock(
        client,
        with: .error(
          RedisError(
            code: "UNBLOCKED",
            "force unblock from blocking operation, instance state changed (master -> replica?)"
          )
        )
      )
    }
    cluster.resynchronize(self)
  }
}
