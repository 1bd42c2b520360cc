import Lab
import Sockets
import Synchronization

/// A client for one Redis, which any number of tasks share.
///
///     let redis = try RedisClient(url: "redis://127.0.0.1:6379")
///     try await redis.set("greeting", "hello")
///     redis.close()
///
/// It connects when it is first used. Commands of all tasks go over one connection without waiting for
/// each other; every task gets its own reply. A task that is cancelled or out of time stops waiting, and
/// its reply is dropped when it comes. Commands that wait and transactions have connections to
/// themselves, as do subscriptions.
///
/// When the connection is lost, commands that were sent fail with ``RedisUnavailable``, because nobody
/// knows whether they were carried out, and are not sent again. The next command connects anew; as long
/// as that fails the server is left alone for a growing pause, during which commands fail at once or,
/// with ``RedisClientConfiguration/patience``, wait.
public final class RedisClient: RedisConnection, Sendable {
  public let configuration: RedisClientConfiguration
  let dialer: RedisDialer
  let link: RedisLink
  let pool: DedicatedPool
  let subscriptions = SubscriptionList()

  /// Makes a client; nothing is sent before its first use.
  ///
  /// - Parameters:
  ///   - clock: What pauses and the time-outs of commands are measured on.
  ///   - seed: What the jitter of the pauses is drawn from.
  public convenience init(
    _ configuration: RedisClientConfiguration,
    clock: some Clock<Duration> = ContinuousClock(),
    seed: UInt64 = .random(in: 0 ... .max)
  ) {
    let dialer = RedisDialer(configuration: configuration, clock: ClientClock(clock))
    self.init(dialer, seed: seed)
  }

  init(_ dialer: RedisDialer, seed: UInt64) {
    configuration = dialer.configuration
    self.dialer = dialer
    link = RedisLink(dialer: dialer, seed: seed)
    pool = DedicatedPool(link: link)
  }

  /// Makes a client for the server at a URL such as `redis://user:password@host:6379/0`.
  public convenience init(url: String) throws(RedisURLError) {
    self.init(RedisClientConfiguration(try RedisURL(url)))
  }

  deinit {
    link.close()
    pool.close()
  }

  /// Connects now, to find out whether the server is there and lets us in.
  public func connect() async throws {
    try await reporting { _ = try await link.wire() }
  }

  /// Ends all connections and subscriptions; commands that wait for replies fail.
  public func close() {
    link.close()
    pool.close()
    subscriptions.close()
  }

  public func send(_ command: RedisCommand) async throws -> RESPValue {
    try await single { try await exchange([command]) }
  }

  /// Sends commands in one go; nobody else's come in between.
  public func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    if commands.isEmpty { return [] }
    return try await reporting { try await exchange(commands) }
  }

  public func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    let connection = try await reporting { try await borrow() }
    do {
      let result = try await body(connection)
      await giveBack(connection)
      return result
    } catch {
      await giveBack(connection)
      throw error
    }
  }
}

extension RedisClient {
  /// Sends commands on the shared connection, or on a dedicated one if others would have to wait.
  ///
  /// - Throws: A ``LinkFailure`` when there is no reply.
  func exchange(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    if try CommandTraits.waits(commands) {
      let connection = try await borrow()
      do {
        let replies = try await connection.exchange(commands)
        await giveBack(connection)
        return replies
      } catch {
        await giveBack(connection)
        throw error
      }
    }
    return try await link.exchange(commands, timeout: configuration.commandTimeout)
  }

  /// Sends commands as ``exchange(_:)`` does, with `ASKING` where a cluster client puts it.
  ///
  /// `ASKING` holds for the next command only, and both go out together.
  func exchangeForCluster(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    guard commands.contains(where: { $0.arguments == ["ASKING"] }) else {
      return try await exchange(commands)
    }
    return try await link.exchange(commands, timeout: configuration.commandTimeout)
  }

  func borrow() async throws -> DedicatedConnection {
    DedicatedConnection(wire: try await pool.checkOut(), client: self)
  }

  func giveBack(_ connection: DedicatedConnection) async {
    let isClean = await connection.end()
    pool.checkIn(connection.wire, isClean: isClean)
  }

  /// The reply to a single command, thrown if it is an error.
  func single(_ body: () async throws -> [RESPValue]) async throws -> RESPValue {
    let replies = try await reporting(body)
    guard let reply = replies.first else { throw RedisUnavailable("there was no reply") }
    if case .error(let error) = reply { throw error }
    return reply
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
