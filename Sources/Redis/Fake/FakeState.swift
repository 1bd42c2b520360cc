/// Everything that a fake server's lock guards; its methods decide, and resume nobody.
final class FakeState {
  typealias Action = @Sendable () -> Void

  let engine: RedisEngine
  private var connections: [FakeConnection?] = [nil]
  private var calls: [Int: PendingCall] = [:]
  private var lastCall = 0
  private var actions: [Action] = []

  var faults = FaultPlan()
  var log = CommandLog()
  var latency: Duration?
  /// A command has been answered behind which others have queued up.
  private var needsDrain = false
  /// Tasks that wait until something is the case, such as a number of clients being blocked.
  private var observers: [(isMet: (FakeState) -> Bool, action: Action)] = []

  init(engine: sending RedisEngine) {
    self.engine = engine
  }

  @inline(__always)
  func takeActions() -> [Action]? {
    if actions.isEmpty { return nil }
    defer { actions = [] }
    return actions
  }

  func later(_ action: @escaping Action) { actions.append(action) }

  func tick() {
    engine.tick()
    drainBacklogs()
  }
}

/// Opening and closing connections.
extension FakeState {
  func open(like other: Int?) -> Int {
    let connection = FakeConnection()
    let id = connections.count
    // The engine is this state's own and never calls back without it. A weak reference would make
    // every other one slow to count: with it a GET took 1.3 times as long.
    let client = engine.connect(address: "127.0.0.1:\(50_000 + id)") { [unowned self] reply in
      if let connection = connections[id] { receive(reply, on: connection) }
    }
    client.protocolVersion = 3
    client.close = { [unowned self] in
      if let connection = connections[id] {
        drop(connection, RedisUnavailable("the server closed the connection"))
      }
    }
    if let other = other.flatMap({ connections[$0] })?.client {
      client.databaseIndex = other.databaseIndex
      client.isAuthenticated = other.isAuthenticated
    }
    connection.client = client
    connections.append(connection)
    return id
  }

  func close(_ id: Int) {
    guard let connection = connections[id] else { return }
    if let client = connection.client { engine.disconnect(client) }
    drop(connection, RedisUnavailable("the connection was closed"))
    connections[id] = nil
  }

  subscript(id: Int) -> FakeConnection? { connections[id] }

  /// Fails what a connection waits for and ends its messages.
  private func drop(_ connection: FakeConnection, _ error: RedisUnavailable) {
    for call in connection.takeCalls() { finish(call, .failure(error)) }
    if let finish = connection.onEnd { later { finish(error) } }
    connection.onEnd = nil
  }

  /// Ends all subscriptions as if their clients had been closed on purpose.
  func endSubscriptions() {
    for connection in connections {
      guard let connection, let finish = connection.onEnd else { continue }
      if let client = connection.client { engine.unsubscribeFromAll(client) }
      connection.onEnd = nil
      later { finish(nil) }
    }
  }

  /// The connection of every client is lost, as when the network or the server goes.
  func dropAll(_ error: RedisUnavailable) {
    for connection in connections {
      guard let connection else { continue }
      drop(connection, error)
      guard let client = connection.client else { continue }
      engine.unblock(client)
      engine.discardTransaction(of: client)
      engine.unsubscribeFromAll(client)
    }
  }
}

/// Commands and their replies.
extension FakeState {
  @inline(__always)
  func begin(_ arguments: [RedisBytes], on id: Int, isPaid: Bool) -> FakeServer.Outcome {
    if let latency, !isPaid { return .slow(latency) }
    if faults.isActive, let error = faults.refusal() {
      log.refuse(arguments)
      return .refused(error)
    }
    log.roundTrips += 1
    let outcome = run(arguments, on: id)
    if faults.losesReply, let error = faults.lostReply() { return .refused(error) }
    return outcome
  }

  func begin(
    _ commands: ArraySlice<RedisCommand>,
    on id: Int,
    isFirst: Bool
  ) -> ([RESPValue], FakeServer.Outcome?) {
    if isFirst {
      if faults.isActive, let error = faults.refusal() {
        for command in commands { log.refuse(command.arguments) }
        return ([], .refused(error))
      }
      log.roundTrips += 1
    }
    var replies: [RESPValue] = []
    for command in commands {
      switch run(command.arguments, on: id) {
      case .done(let reply): replies.append(reply)
      case let outcome: return (replies, outcome)
      }
    }
    if faults.losesReply, let error = faults.lostReply() { return (replies, .refused(error)) }
    return (replies, nil)
  }

  @inline(__always)
  private func run(_ arguments: [RedisBytes], on id: Int) -> FakeServer.Outcome {
    guard let connection = connections[id], let client = connection.client, !client.isClosing
    else {
      return .refused(RedisUnavailable("the connection is closed", mayHaveBeenExecuted: false))
    }
    log.append(arguments)
    if client.blocked != nil {
      // As on a real connection, a command waits until those before it have been answered.
      let call = newCall()
      connection.backlog.append((call, arguments))
      return .waiting(FakeServer.Call(id: call, deadline: nil))
    }
    if let reply = engine.execute(arguments, for: client) {
      if needsDrain { drainBacklogs() }
      return .done(reply)
    }
    return outcomeWithoutReply(connection, client)
  }

  private func outcomeWithoutReply(
    _ connection: FakeConnection,
    _ client: EngineClient
  ) -> FakeServer.Outcome {
    if needsDrain { drainBacklogs() }
    if let blocked = client.blocked {
      let call = newCall()
      connection.current = call
      tellObservers()
      let deadline = blocked.deadline == Entry.never ? engine.pause?.end : blocked.deadline
      return .waiting(FakeServer.Call(id: call, deadline: deadline))
    }
    let confirmations = connection.takeConfirmations()
    tellObservers()
    if confirmations.isEmpty { return .done(.null) }
    return .done(confirmations.count == 1 ? confirmations[0] : .array(confirmations))
  }

  private func newCall() -> Int {
    lastCall += 1
    calls[lastCall] = PendingCall()
    return lastCall
  }

  /// Takes what the engine delivers outside a command's own reply.
  private func receive(_ reply: RESPValue, on connection: FakeConnection) {
    if case .push = reply {
      connection.receive(reply) { later($0) }
    } else if let call = connection.current {
      connection.current = nil
      finish(call, .success(reply))
      if !connection.backlog.isEmpty { needsDrain = true }
    } else if connection.client?.isMonitor == true {
      connection.receive(reply) { later($0) }
    }
  }

  /// Runs the commands that have queued up behind one that blocked.
  private func drainBacklogs() {
    while needsDrain {
      needsDrain = false
      for connection in connections.compactMap(\.self) {
        guard let client = connection.client else { continue }
        while client.blocked == nil, !connection.backlog.isEmpty {
          let (call, arguments) = connection.backlog.removeFirst()
          if let reply = engine.execute(arguments, for: client) {
            finish(call, .success(reply))
          } else if client.blocked != nil {
            connection.current = call
          } else {
            finish(call, .success(.null))
          }
        }
      }
    }
  }
}

/// Tasks that wait for a reply.
extension FakeState {
  typealias Reply = CheckedContinuation<RESPValue, any Error>

  /// Keeps a task until its reply comes, or resumes it when that has come already.
  func park(_ continuation: Reply, for call: Int, isCancelled: Bool) {
    if isCancelled { cancel(call) }
    if let result = calls[call]?.result {
      calls[call] = nil
      later { continuation.resume(with: result) }
    } else {
      calls[call]?.continuation = continuation
    }
  }

  /// When a command that blocks is to be looked at next, in milliseconds since the epoch.
  func deadline(of call: Int) -> Int? {
    let client = connections.first { $0?.current == call }??.client
    guard let deadline = client?.blocked?.deadline, deadline != Entry.never else { return nil }
    return deadline
  }

  /// Ends a wait because its task was cancelled; the connection goes on with what came after.
  func cancel(_ call: Int) {
    guard calls[call] != nil, calls[call]?.result == nil else { return }
    for connection in connections.compactMap(\.self) {
      if connection.current == call {
        connection.current = nil
        if let client = connection.client { engine.unblock(client) }
        if !connection.backlog.isEmpty { needsDrain = true }
      }
      connection.backlog.removeAll { $0.call == call }
    }
    finish(call, .failure(CancellationError()))
    drainBacklogs()
  }

  private func finish(_ call: Int, _ result: Result<RESPValue, any Error>) {
    guard let pending = calls[call] else { return }
    if let continuation = pending.continuation {
      calls[call] = nil
      later { continuation.resume(with: result) }
    } else {
      calls[call]?.result = result
    }
  }

  /// Runs `action` once `isMet` holds; it is asked when a client has been blocked or has subscribed.
  func when(_ isMet: @escaping (FakeState) -> Bool, _ action: @escaping Action) {
    observers.append((isMet, action))
    tellObservers()
  }

  private func tellObservers() {
    if observers.isEmpty { return }
    for observer in observers where observer.isMet(self) { later(observer.action) }
    observers.removeAll { $0.isMet(self) }
  }

  /// How many connections are subscribed to something.
  var subscriberCount: Int {
    connections.count { $0?.client?.subscriptions.isEmpty == false }
  }
}

/// A command whose reply is to come: who waits for it, or what it was if nobody has asked yet.
private struct PendingCall {
  var continuation: FakeState.Reply?
  var result: Result<RESPValue, any Error>?
}
