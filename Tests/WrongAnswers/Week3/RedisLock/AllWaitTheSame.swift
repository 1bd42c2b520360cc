// Caught by: testThoseWhoWaitDoNotComeBackTogether
// The mistake: pauses are not random, so those who wait come back together.

import Redis
import Synchronization

public final class RedisLock: Sendable {
  public struct Lease: Hashable, Sendable {
    public let name: String
    public let token: String
    public let fence: Int

    public init(name: String, token: String, fence: Int) {
      self.name = name
      self.token = token
      self.fence = fence
    }
  }

  public enum Failure: Error, Hashable, Sendable {
    case taken
    case ranOut
  }

  public static let scripts: [RedisScript] = [take, giveBack, prolong]

  private let redis: any RedisConnection
  private let namespace: String
  private let clock: any Clock<Duration>
  private let random: Mutex<any RandomNumberGenerator & Sendable>

  public init(
    redis: any RedisConnection,
    namespace: String,
    clock: any Clock<Duration>,
    random: any RandomNumberGenerator & Sendable
  ) {
    self.redis = redis
    self.namespace = namespace
    self.clock = clock
    self.random = Mutex(random)
  }

  public func acquire(_ name: String, lease: Duration, tries: Int = 1) async throws -> Lease? {
    precondition(lease >= .milliseconds(1), "a lease lasts 1 ms or more, not \(lease)")
    precondition(tries > 0, "a lock is tried for at least once, not \(tries) times")
    var longestPause = Duration.milliseconds(10)
    for attempt in 1...tries {
      if attempt > 1 {
        try await clock.sleep(for: longestPause)
        longestPause = min(longestPause * 2, .milliseconds(640))
      }
      let token = random.withLock { String($0.next(), radix: 16) }
      let fence = try await redis.run(
        Self.take,
        keys: [key(name), "\(key(name)):fence"],
        arguments: [token, milliseconds(lease)],
        as: Int?.self
      )
      if let fence { return Lease(name: name, token: token, fence: fence) }
    }
    return nil
  }

  @discardableResult
  public func release(_ lease: Lease) async throws -> Bool {
    try await redis.run(
      Self.giveBack,
      keys: [key(lease.name)],
      arguments: [lease.token],
      as: Bool.self
    )
  }

  public func extend(_ lease: Lease, to duration: Duration) async throws -> Bool {
    precondition(duration >= .milliseconds(1), "a lease lasts 1 ms or more, not \(duration)")
    return try await redis.run(
      Self.prolong,
      keys: [key(lease.name)],
      arguments: [lease.token, milliseconds(duration)],
      as: Bool.self
    )
  }

  public func withLock<Result: Sendable>(
    _ name: String,
    lease: Duration,
    tries: Int = 1,
    _ work: @Sendable (Lease) async throws -> Result
  ) async throws -> Result {
    guard let held = try await acquire(name, lease: lease, tries: tries) else {
      throw Failure.taken
    }
    let result: Result
    do {
      result = try await work(held)
    } catch {
      _ = try? await releaseThoughCancelled(held)
      throw error
    }
    guard try await releaseThoughCancelled(held) else { throw Failure.ranOut }
    return result
  }

  private func releaseThoughCancelled(_ lease: Lease) async throws -> Bool {
    try await Task { try await release(lease) }.value
  }

  private func key(_ name: String) -> String { "{\(namespace):lock:\(name)}" }

  private func milliseconds(_ duration: Duration) -> Int {
    Int((duration / .milliseconds(1)).rounded(.up))
  }
}

extension RedisLock {
  private static let take = RedisScript(
    name: "lock-take",
    text: """
      if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
        return redis.call('INCR', KEYS[2])
      end
      return false
      """
  ) { redis, keys, arguments in
    let reply = try redis.call("SET", keys[0], arguments[0], "NX", "PX", arguments[1])
    return reply == .null ? .null : try redis.call("INCR", keys[1])
  }

  private static let giveBack = RedisScript(
    name: "lock-give-back",
    text: """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        return redis.call('DEL', KEYS[1])
      end
      return 0
      """
  ) { redis, keys, arguments in
    guard try redis.call("GET", keys[0]) == .bulk(arguments[0]) else { return .integer(0) }
    return try redis.call("DEL", keys[0])
  }

  private static let prolong = RedisScript(
    name: "lock-prolong",
    text: """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        return redis.call('PEXPIRE', KEYS[1], ARGV[2])
      end
      return 0
      """
  ) { redis, keys, arguments in
    guard try redis.call("GET", keys[0]) == .bulk(arguments[0]) else { return .integer(0) }
    return try redis.call("PEXPIRE", keys[0], arguments[1])
  }
}
