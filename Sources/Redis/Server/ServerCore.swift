import Sockets

/// The inside of a server: the engine with its connections and its file, all on the loop's thread.
final class ServerCore {
  let engine: RedisEngine
  let loop: EventLoop
  let clock: TurnClock
  private let configuration: RedisServer.Configuration
  private let link: ServerLink
  private(set) var notices: [String] = []

  private var clients: [ObjectIdentifier: ServerClient] = [:]
  private var listener: Listener?
  private var ticks = 0
  /// When the regular tick comes next, in milliseconds since the epoch.
  private var nextTick = 0
  /// An extra tick for a deadline that comes before the regular one.
  private var extraTick: (deadline: Int, timer: LoopTimer)?

  private(set) var outputLimits: OutputLimits
  private var timeout: Int
  /// The longest request in bytes.
  private(set) var requestLimit = 1 << 30
  private(set) var parserLimits = RESPLimits()

  private var appendOnly: AppendOnlyFile?
  private var wantsRewrite = false
  /// Whether the append-only file cannot be written at the moment, so nothing may be changed.
  private(set) var refusesWrites = false

  /// Descriptors that are not clients' connections.
  static let ownDescriptors = 64
  private static let tickMilliseconds = 100

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
    try load()
    // Not before: what was acknowledged once is never refused for want of memory.
    engine.configuration.set("maxmemory", to: String(configuration.maxMemory))
    readSettings()
    engine.onSettingChange = { [unowned self] _, _ in readSettings() }
    engine.onRewriteRequest = { [unowned self] in wantsRewrite = true }
    engine.onShutdown = { [unowned self] in shutDown() }
  }

  /// Takes over what `CONFIG SET` may change and the server, not the engine, acts upon.
  private func readSettings() {
    let settings = engine.configuration
    timeout = settings.number("timeout")
    requestLimit = settings.number("client-query-buffer-limit")
    parserLimits.bulkLength = settings.number("proto-max-bulk-len")
    outputLimits = OutputLimits(text: settings["client-output-buffer-limit"]) ?? outputLimits
    if let sync = RedisServer.AppendOnly.Sync(rawValue: settings["appendfsync"]) {
      appendOnly?.sync = sync
    }
  }

  /// Opens the port and begins the regular work of the loop.
  func listen() throws(SocketError) -> Listener {
    var options = ListenerOptions(port: configuration.port)
    options.interface = configuration.interface
    options.connectionLimit = configuration.maxClients
    options.refusal = Array("-ERR max number of clients reached\r\n".utf8)
    // What a connection may have waiting is decided here, by kind of client: see `OutputLimits`.
    options.limits.hardOutput = nil
    let listener = try loop.listen(options) { [self] connection in
      let client = ServerClient(connection, core: self)
      clients[ObjectIdentifier(client)] = client
      return client
    }
    self.listener = listener
    loop.beforeFlush { [self] in endTurn() }
    scheduleTick()
    return listener
  }

  func forget(_ client: ServerClient) {
    clients[ObjectIdentifier(client)] = nil
  }
}

/// The regular work.
extension ServerCore {
  private func scheduleTick() {
    nextTick = WallClock.milliseconds() + Self.tickMilliseconds
    loop.schedule(after: .milliseconds(Self.tickMilliseconds)) { [self] in
      tick()
      scheduleTick()
    }
  }

  private func tick() {
    clock.read()
    engine.tick()
    for client in clients.values {
      client.resumeIfServed()
      client.checkOutput()
    }
    continueRewrite()
    ticks += 1
    if ticks % 10 == 0 { everySecond() }
  }

  private func everySecond() {
    if timeout > 0 {
      for client in clients.values { client.closeIfIdle(longerThan: timeout * 1000) }
    }
    guard let appendOnly else { return }
    appendOnly.syncInBackground()
    if let trouble = appendOnly.syncTrouble { fail(trouble) }
    rewriteIfGrown(appendOnly)
  }

  /// Before the replies of this turn go out.
  private func endTurn() {
    scheduleExtraTick()
    if let appendOnly { write(appendOnly) }
    if link.shouldStop { shutDown() }
  }

  /// Sees to it that a key or a wait whose time ends before the next regular tick ends in time.
  @inline(__always)
  private func scheduleExtraTick() {
    guard let deadline = engine.nextDeadline, deadline < nextTick,
      deadline < extraTick?.deadline ?? Int.max
    else { return }
    if let extraTick { loop.cancel(extraTick.timer) }
    let delay = max(1, deadline - WallClock.milliseconds())
    let timer = loop.schedule(after: .milliseconds(delay)) { [self] in
      extraTick = nil
      clock.read()
      engine.tick()
    }
    extraTick = (deadline, timer)
  }
}

/// The append-only file.
extension ServerCore {
  private func load() throws(RedisServerError) {
    guard let settings = configuration.appendOnly else { return }
    do {
      let startup = try AppendOnlyStartup(settings, engine)
      notices += startup.notices
      let file = startup.file
      appendOnly = file
      engine.onWrite = { file.append($0, $1) }
    } catch {
      throw RedisServerError(error.description)
    }
  }

  /// Writes what this turn has changed, so that no client hears of what is not written.
  private func write(_ appendOnly: AppendOnlyFile) {
    do {
      try appendOnly.write(now: engine.now)
      refusesWrites = false
    } catch {
      // Once "it is on the disk" has been promised there is no going on without a disk.
      if appendOnly.sync == .always { return fail(error) }
      refusesWrites = true
    }
    if wantsRewrite && appendOnly.beginRewrite(engine) { wantsRewrite = false }
  }

  private func continueRewrite() {
    do {
      if try appendOnly?.continueRewrite() == true { engine.recordSave() }
    } catch {
      // The old file is still there and complete; the next request tries again.
      wantsRewrite = false
    }
  }

  private func rewriteIfGrown(_ appendOnly: AppendOnlyFile) {
    let percentage = engine.configuration.number("auto-aof-rewrite-percentage")
    guard percentage > 0, !appendOnly.isRewriting,
      appendOnly.size > engine.configuration.number("auto-aof-rewrite-min-size")
    else { return }
    let base = max(1, appendOnly.sizeAfterRewrite)
    if (appendOnly.size - base) / base * 100 >= percentage { wantsRewrite = true }
  }

  /// Why a command must not run while the append-only file cannot be written; nil if it may.
  func refusal(of arguments: [RedisBytes], from client: EngineClient) -> RedisError? {
    guard let name = arguments.first, let command = engine.find(name, arguments),
      command.flags.contains(.write)
    else { return nil }
    client.transaction?.isBroken = true
    return RedisError(
      code: "MISCONF",
      "Errors writing to the AOF file: \(appendOnly?.trouble?.reason ?? "")"
    )
  }
}

/// The end, and what leads to it.
extension ServerCore {
  /// Ends in good order.
  private func shutDown() {
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
  private func fail(_ error: DiskError) {
    link.fail(RedisServerError("\(error). The server has ended rather than lose what it is told."))
    for client in clients.values { client.drop() }
    shutDown()
  }
}
