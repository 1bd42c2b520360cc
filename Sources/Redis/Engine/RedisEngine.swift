import Lab

/// A Redis without its network: databases, clients and the commands that run on them, one at a time.
///
///     let engine = RedisEngine(clock: { milliseconds })
///     let client = engine.connect { push in … }
///     engine.execute(["SET", "key", "value"], for: client)  // .ok
///
/// It is neither thread-safe nor asynchronous. Whoever owns one calls it from one place at a time: the
/// fake from under its lock, the server from its event loop. Time comes from outside, in milliseconds
/// since the epoch; call ``tick()`` at ``nextDeadline``, or more often, so that keys expire and waits
/// end while no command comes.
///
/// What nearly every command touches is marked `@exclusivity(unchecked)`, here and in the classes
/// around it. Swift would otherwise look at run time whether two accesses overlap, which no two can
/// with one caller at a time, and that took a fifth of the server's time for pipelined requests.
final class RedisEngine {
  let table: CommandTable
  @exclusivity(unchecked) var databases: [RedisDatabase]
  var clients: [Int: EngineClient] = [:]
  @exclusivity(unchecked) var configuration = Configuration()
  let memory = MemoryMeter()
  /// Every draw of the engine comes from here, so that a run can be repeated.
  var random: SplitMix64

  private let clock: () -> Int
  /// The time at which the running command began.
  @exclusivity(unchecked) var now: Int
  let started: Int

  /// Changes so far: the number in `INFO`'s `rdb_changes_since_last_save`, and how the engine sees
  /// that a command wrote.
  @exclusivity(unchecked) var dirty = 0
  /// What is to be told of the command that runs.
  @exclusivity(unchecked) var propagation = Propagation(changesBefore: 0)
  /// What the transaction or script that runs has changed, and nobody has been told of yet.
  @exclusivity(unchecked) var whole: [Change]?
  /// Takes every change, as a command that makes it again, with the number of its database.
  @exclusivity(unchecked) var onWrite: ((Int, [RedisBytes]) -> Void)?

  @exclusivity(unchecked) var readyKeys: [(database: RedisDatabase, key: RedisBytes)] = []
  var blockedClients: [Int: EngineClient] = [:]
  /// The earliest end of any client's wait.
  @exclusivity(unchecked) var nextTimeout = Entry.never
  @exclusivity(unchecked) var pause: Pause?

  var channels = ChannelTable()
  @exclusivity(unchecked) var monitors: [EngineClient] = []
  var scripts = ScriptTable()
  @exclusivity(unchecked) var statistics = Statistics()
  /// When the last command ended, in the microseconds of ``Statistics/microseconds``.
  ///
  /// The next one counts from there, which spares a look at the clock, unless the owner, who knows
  /// that time has passed between them, sets it to nil.
  @exclusivity(unchecked) var lastEnd: Int?
  var slowLog = SlowLog()
  var evictionPool: [EvictionCandidate] = []
  /// Where the random policies look next.
  var nextVictimDatabase = 0
  /// No key of any database has a deadline before this.
  @exclusivity(unchecked) var earliestDeadline = Entry.never
  /// Whether keys are removed at their deadline without being asked for.
  var expiresActively = true
  /// A replica answers as if a key past its deadline were gone, and leaves its removal to the primary.
  var isReplica = false
  /// Makes changes again that were made before, by itself or by its primary: nothing expires, because
  /// its end is in what follows.
  var isRepeating = false
  /// Answers commands about a cluster, which an engine of its own knows nothing about.
  var isCluster = false
  /// What the engine is in a cluster, if it is part of one.
  @exclusivity(unchecked) var cluster: ClusterNode?
  /// What the owner knows better than the engine: values of `INFO` by their names.
  var facts: () -> [String: String] = { [:] }
  var lastSave: Int
  var dirtyAtSave = 0
  /// Told of every setting that was changed, with its new value.
  var onSettingChange: ((String, String) -> Void)?
  /// Asked by `SHUTDOWN` to end the server; without it there is none to end.
  var onShutdown: (() -> Void)?
  /// Asked to write the append-only file anew.
  var onRewriteRequest: (() -> Void)?
  private var lastClientID = 0

  /// Makes an engine with empty databases.
  ///
  /// - Parameters:
  ///   - seed: What random keys, samples and chances are drawn from.
  ///   - clock: The time in milliseconds since the epoch.
  init(databases count: Int = 16, seed: UInt64 = 1, clock: @escaping () -> Int) {
    table = CommandTable(CommandList.all)
    databases = (0..<count).map { RedisDatabase(index: $0) }
    random = SplitMix64(seed: seed)
    self.clock = clock
    now = clock()
    started = now
    lastSave = now
  }

  /// Adds a client.
  ///
  /// - Parameter deliver: Takes replies that come after ``execute(_:for:)`` has returned, and pushes.
  func connect(
    address: String = "127.0.0.1:0",
    localAddress: String = "127.0.0.1:6379",
    deliver: @escaping (RESPValue) -> Void
  ) -> EngineClient {
    now = clock()
    lastClientID += 1
    let client = EngineClient(
      id: lastClientID,
      now: now,
      address: address,
      localAddress: localAddress,
      deliver: deliver
    )
    client.isAuthenticated = configuration.password.isEmpty
    clients[client.id] = client
    statistics.connections += 1
    return client
  }

  /// Removes a client with everything that it waits for, watches or has subscribed to.
  func disconnect(_ client: EngineClient) {
    unblock(client)
    unwatch(client)
    unsubscribeFromAll(client)
    monitors.removeAll { $0 === client }
    pause?.postponed.removeAll { $0.client === client }
    clients[client.id] = nil
    cluster?.forget(client)
  }

  /// Removes keys whose time has come and ends waits whose time is over.
  func tick() {
    now = clock()
    expireDue()
    endTimeouts()
    endPause()
    serveBlocked()
    memory.settle()
  }

  /// When ``tick()`` has something to do next, in milliseconds since the epoch; nil if never.
  var nextDeadline: Int? {
    var next = min(nextTimeout, pause?.end ?? Entry.never)
    if expiresActively && !isReplica { next = min(next, earliestDeadline) }
    return next == Entry.never ? nil : next
  }

  @inline(__always)
  func advanceClock() {
    now = clock()
  }
}
