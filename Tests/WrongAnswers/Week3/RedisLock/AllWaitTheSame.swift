// Caught by: testWaitersDoNotComeBackTogether
// The mistake: pauses are not random, so those who wait come back together.

import Redis
import Synchronization

public final class RedisLock: Sendable {
  public struct Lease: Hashable, Sendable {
    public let name: String
    public let token: String
    public let fence: Int
  }

  public enum Failure: Error, Hashable, Sendable {
    case taken
    case ranOut
  }

  public static let scripts: [RedisScript] = [take, end]

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
    let token = random.withLock { String($0.next(), radix: 16) }
    for attempt in 0..<tries {
      if attempt > 0 {
        let longest = Duration.milliseconds(10 << min(attempt - 1, 6))
        try await clock.sleep(for: longest)
      }
      let keys = [key(name), "\(key(name)):fence"]
      let values: [any RedisArgument] = [token, Int(lease / .milliseconds(1))]
      let fence = try await redis.run(Self.take, keys: keys, arguments: values, as: Int?.self)
      if let fence { return Lease(name: name, token: token, fence: fence) }
    }
    return nil
  }

  @discardableResult
  public func release(_ lease: Lease) async throws -> Bool {
    try await end(lease, after: .zero)
  }

  public func extend(_ lease: Lease, to duration: Duration) async throws -> Bool {
    precondition(duration >= .milliseconds(1), "a lease lasts 1 ms or more, not \(duration)")
    return try await end(lease, after: duration)
  }

  public func withLock<Value: Sendable>(
    _ name: String,
    lease: Duration,
    tries: Int = 1,
    _ work: @Sendable (Lease) async throws -> Value
  ) async throws -> Value {
    guard let held = try await acquire(name, lease: lease, tries: tries) else {
      throw Failure.taken
    }
    let outcome: Result<Value, any Error>
    do { outcome = try await .success(work(held)) } catch { outcome = .failure(error) }
    let ending = await Task { try await release(held) }.result
    let value = try outcome.get()
    guard try ending.get() else { throw Failure.ranOut }
    return value
  }

  private func end(_ lease: Lease, after time: Duration) async throws -> Bool {
    let values: [any RedisArgument] = [lease.token, Int(time / .milliseconds(1))]
    return try await redis.run(Self.end, keys: [key(lease.name)], arguments: values, as: Bool.self)
  }

  private func key(_ name: String) -> String { "{\(namespace):lock:\(name)}" }

  private static let take = RedisScript(
    name: "lock-take",
    text: """
      if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
      return redis.call('INCR', KEYS[2])
      """
  ) { redis, keys, arguments in
    let reply = try redis.call("SET", keys[0], arguments[0], "NX", "PX", arguments[1])
    return reply == .null ? .null : try redis.call("INCR", keys[1])
  }

  private static let end = RedisScript(
    name: "lock-end",
    text: """
      if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
      return redis.call('PEXPIRE', KEYS[1], ARGV[2])
      """
  ) { redis, keys, arguments in
    guard try redis.call("GET", keys[0]) == .bulk(arguments[0]) else { return .integer(0) }
    return try redis.call("PEXPIRE", keys[0], arguments[1])
  }
}
