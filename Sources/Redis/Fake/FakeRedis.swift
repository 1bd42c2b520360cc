/// A Redis inside the process: the default of every exercise, and of every test that wants one.
///
///     let clock = ManualClock()
///     let redis = FakeRedis(clock: clock)
///     try await redis.set("greeting", "hello", expiry: .after(.seconds(60)))
///     clock.advance(by: .seconds(60))
///     try await redis.get("greeting", as: String.self)  // nil: no waiting, the clock was moved
///
/// Commands, replies and error texts are those of Redis 7.0, run one after another behind one lock.
/// Time is the clock that it was given, counted from 2026-01-01T00:00:00Z. A blocking command suspends
/// its task and parks one sleeper on the clock while it has a time-out.
///
/// As with ``RedisClient``, tasks share the connection: a command that waits gets one of its own, and
/// one that would change it for everybody, such as `WATCH`, throws a ``RedisMisuseError``.
///
/// It is not on a network: nothing is lost or slow, unless you ask for it with ``failNext(_:when:)``,
/// ``goDown()`` and ``setLatency(_:)``.
public final class FakeRedis: RedisConnection, Sendable {
  let server: FakeServer
  /// Which of the server's connections this is.
  let connection: Int
  /// Nobody shares the connection, so that it may be watched on and blocked.
  let isDedicated: Bool

  init(server: FakeServer, connection: Int, isDedicated: Bool) {
    self.server = server
    self.connection = connection
    self.isDedicated = isDedicated
  }

  /// Makes an empty server with one connection to it, which many tasks may share.
  ///
  /// - Parameters:
  ///   - clock: Where the time comes from.
  ///   - seed: What the server's random choices are drawn from; the same seed, the same choices.
  public convenience init(clock: some Clock<Duration>, seed: UInt64 = 1) {
    let server = FakeServer(clock: clock, seed: seed)
    self.init(server: server, connection: server.open(), isDedicated: false)
  }

  /// Makes an empty server on the clock that people live by.
  public convenience init() {
    self.init(clock: ContinuousClock())
  }

  deinit {
    server.close(connection)
  }

  /// Opens a further connection to the same server, with its own database number, transaction and name.
  public func connect() -> FakeRedis {
    FakeRedis(server: server, connection: server.open(), isDedicated: true)
  }

  public func send(_ command: RedisCommand) async throws -> RESPValue {
    if !isDedicated, command.mayConcernItsConnection, try CommandTraits.waits([command]) {
      return try await withDedicatedConnection { try await $0.send(command) }
    }
    let reply: RESPValue
    switch server.begin(command.arguments, on: connection) {
    case .done(let value): reply = value
    case .refused(let error): throw error
    case .waiting(let call): reply = try await server.wait(for: call, on: connection)
    case .slow(let latency):
      try await server.sleep(latency)
      reply = try await sendNow(command.arguments)
    }
    if case .error(let error) = reply { throw error }
    return reply
  }

  /// Sends a command whose round trip has been paid for.
  private func sendNow(_ arguments: [RedisBytes]) async throws -> RESPValue {
    switch server.begin(arguments, on: connection, isPaid: true) {
    case .done(let value): value
    case .refused(let error): throw error
    case .waiting(let call): try await server.wait(for: call, on: connection)
    case .slow: preconditionFailure("a paid round trip is not slow")
    }
  }

  /// Sends commands in one round trip; nobody else's come in between, unless one of them blocks.
  public func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    if commands.isEmpty { return [] }
    if !isDedicated, commands.contains(where: \.mayConcernItsConnection),
      try CommandTraits.waits(commands)
    {
      return try await withDedicatedConnection { try await $0.pipeline(commands) }
    }
    if let latency = server.latency { try await server.sleep(latency) }
    var replies: [RESPValue] = []
    replies.reserveCapacity(commands.count)
    var rest = commands[...]
    while !rest.isEmpty {
      let (done, outcome) = server.begin(rest, on: connection, isFirst: replies.isEmpty)
      replies += done
      rest = rest.dropFirst(done.count)
      switch outcome {
      case .refused(let error): throw error
      case .waiting(let call):
        replies.append(try await server.wait(for: call, on: connection))
        rest = rest.dropFirst()
      case .done, .slow, nil: break
      }
    }
    return replies
  }

  public func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    if isDedicated { return try await body(self) }
    let dedicated = FakeRedis(
      server: server,
      connection: server.open(like: connection),
      isDedicated: true
    )
    return try await body(dedicated)
  }
}
