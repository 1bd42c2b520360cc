import Sockets

/// The inside of a server: the engine with its connections and its file, all on the loop's thread.
///
/// What it does regularly is in `ServerCore+Turns.swift`, its way with the append-only file in
/// `ServerCore+Persistence.swift`.
final class ServerCore {
  let engine: RedisEngine
  let loop: EventLoop
  let clock: TurnClock
  /// What tells one run of a server from another, forty hexadecimal digits.
  let runID = (0..<40).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
  let configuration: RedisServer.Configuration
  let link: ServerLink
  var notices: [String] = []

  /// The replies to the client that is being served, until they go to its connection together.
  @exclusivity(unchecked) var replies = RESPWriter()
  private(set) var clients: [ObjectIdentifier: ServerClient] = [:]
  private(set) var listener: Listener?
  var ticks = 0
  /// When the regular tick comes next, in milliseconds since the epoch.
  var nextTick = 0
  /// An extra tick for a deadline that comes before the regular one.
  var extraTick: (deadline: Int, timer: LoopTimer)?
  var commandsPerSecond = 0
  var commandsASecondAgo = 0

  private(set) var outputLimits: OutputLimits
  private(set) var timeout: Int
  /// The longest request in bytes.
  private(set) var requestLimit = 1 << 30
  private(set) var parserLimits = RESPLimits()

  var appendOnly: AppendOnlyFile?
  var wantsRewrite = false
  var hasRewriteFailed = false
  /// Whether the append-only file cannot be written at the moment, so nothing may be changed.
  var refusesWrites = false

  /// Descriptors that are not clients' connections.
  static let ownDescriptors = 64

  init(
    _ configuration: RedisServer.Configuration,
    loop: EventLoop,
    link: ServerLink
  ) throws(RedisServerError) {
    self.configuration = configuration
    self.loop = loop
    self.link = link
    outputLimits = configuration.outputLimits
    timeout = configuration.timeout
    let clock = TurnClock()
    self.clock = clock
    engine = RedisEngine(
      databases: configuration.databases,
      seed: .random(in: 0...UInt64.max),
      clock: { clock.milliseconds }
    )
    engine.statistics.microseconds = WallClock.microseconds
    for script in LockScripts.all + configuration.scripts { engine.scripts.register(script) }
    try configuration.apply(to: engine)
    readSettings()
    engine.onSettingChange = { [unowned self] _, _ in readSettings() }
    engine.onRewriteRequest = { [unowned self] in wantsRewrite = true }
    engine.onShutdown = { [unowned self] in shutDown() }
    engine.facts = { [unowned self] in facts() }
  }

  /// Takes over what `CONFIG SET` may change and the server, not the engine, acts upon.
  private func readSettings() {
    let settings = engine.configuration
    timeout = settings.number("timeout")
    requestLimit = settings.number("client-query-buffer-limit")
    parserLimits.bulkLength = settings.number("proto-max-bulk-len")
    outputLimits = OutputLimits(text: settings["client-output-buffer-limit"]) ?? outputLimits
    limitClients(to: settings.number("maxclients"))
    if let sync = RedisServer.AppendOnly.Sync(rawValue: settings["appendfsync"]) {
      appendOnly?.sync = sync
    }
  }

  /// As many as are wanted, or as the operating system lets this process have sockets for.
  private func limitClients(to wanted: Int) {
    guard let listener, listener.connectionLimit != wanted else { return }
    let files = raiseOpenFileLimit(to: wanted + Self.ownDescriptors)
    listener.connectionLimit = max(1, min(wanted, files - Self.ownDescriptors))
  }

  /// Opens the port, reads the append-only file and begins the regular work of the loop.
  ///
  /// In this order: where another server runs already, its file must not be touched.
  func start() throws -> Listener {
    let listener = try listen()
    self.listener = listener
    do {
      try load()
    } catch {
      listener.close()
      self.listener = nil
      throw error
    }
    // Not before: what was acknowledged once is never refused for want of memory.
    engine.configuration.set("maxmemory", to: String(configuration.maxMemory))
    readSettings()
    loop.beforeFlush { [self] in endTurn() }
    scheduleTick()
    return listener
  }

  private func listen() throws(SocketError) -> Listener {
    var options = ListenerOptions(port: configuration.port)
    options.interface = configuration.interface
    options.connectionLimit = configuration.maxClients
    options.refusal = Array("-ERR max number of clients reached\r\n".utf8)
    // What a connection may have waiting is decided here, by kind of client: see `OutputLimits`.
    options.limits.hardOutput = nil
    return try loop.listen(options) { [self] connection in
      let client = ServerClient(connection, core: self)
      clients[ObjectIdentifier(client)] = client
      return client
    }
  }

  func forget(_ client: ServerClient) {
    clients[ObjectIdentifier(client)] = nil
  }
}

/// The end, and what leads to it.
extension ServerCore {
  /// Ends in good order.
  func shutDown() {
    listener?.close()
    listener = nil
    do {
      try appendOnly?.close()
    } catch {
      link.fail(RedisServerError(error.description))
    }
    appendOnly = nil
    engine.onWrite = nil
    loop.stop()
  }

  /// Ends at once, with the replies of this turn unsent, since what they promise is not so.
  func fail(_ error: DiskError) {
    link.fail(RedisServerError("\(error). The server has ended rather than lose what it is told."))
    for client in clients.values { client.drop() }
    shutDown()
  }
}
