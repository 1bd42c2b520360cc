import Redis
import Synchronization

/// A connection that lets something happen just before a round trip.
///
///     let link = InterruptedConnection(redis) { trip, commands in
///       if trip == 2 { try await rival.sell(["tea": 1], order: "rival") }
///     }
///
/// So a check says exactly what comes between two commands of an answer. Round trips are counted from
/// 1, those of dedicated connections among them. What the interruption throws is what the round trip
/// throws, and its commands are not sent.
public struct InterruptedConnection: RedisConnection {
  public typealias Interruption = @Sendable (_ trip: Int, [RedisCommand]) async throws -> Void

  /// What the round trips go to.
  public let redis: any RedisConnection
  private let trips: Trips
  private let interruption: Interruption

  private final class Trips: Sendable {
    let count = Mutex(0)
  }

  public init(_ redis: any RedisConnection, before interruption: @escaping Interruption) {
    self.init(redis, Trips(), interruption)
  }

  private init(
    _ redis: any RedisConnection,
    _ trips: Trips,
    _ interruption: @escaping Interruption
  ) {
    self.redis = redis
    self.trips = trips
    self.interruption = interruption
  }

  /// How many round trips there have been, or have been tried.
  public var roundTrips: Int { trips.count.withLock { $0 } }

  public func send(_ command: RedisCommand) async throws -> RESPValue {
    try await interrupt([command])
    return try await redis.send(command)
  }

  public func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    try await interrupt(commands)
    return try await redis.pipeline(commands)
  }

  public func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    try await redis.withDedicatedConnection { dedicated in
      try await body(InterruptedConnection(dedicated, trips, interruption))
    }
  }

  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    try await redis.subscribe(to: channels, patterns: patterns)
  }

  private func interrupt(_ commands: [RedisCommand]) async throws {
    let trip = trips.count.withLock { count in
      count += 1
      return count
    }
    try await interruption(trip, commands)
  }
}
