import Redis
import Synchronization

/// A lock that processes on different machines respect, kept in Redis.
///
///     if let lease = try await lock.acquire("nightly-report", lease: .seconds(30)) {
///       try await archive.write(report, fence: lease.fence)
///       try await lock.release(lease)
///     }
///
/// A lock is held for a *lease*, which Redis ends by itself. So a holder that crashed does not keep
/// it forever, and a slow one may lose it while it still works. Whatever stores the result has to
/// make sure that nothing happens twice: it refuses a ``Lease/fence`` smaller than the largest it
/// has seen.
///
/// The lock `name` is the key `{namespace:lock:name}`: it holds the token of the holder, and
/// expires with the lease. Fences are counted in `{namespace:lock:name}:fence`, which never
/// expires.
///
/// A try to acquire, a release and an extension are one step each: no other command comes in
/// between. Redis times the leases, in whole milliseconds. Its errors reach the caller and end the
/// call.
public final class RedisLock: Sendable {
  /// The right to work under a lock, for a time.
  public struct Lease: Hashable, Sendable {
    /// The name of the lock.
    public let name: String
    /// What tells this lease from every other: 64 bits from the generator, in hexadecimal.
    public let token: String
    /// Larger than the fence of every lease of this lock that was granted before.
    public let fence: Int
  }

  /// Why ``withLock(_:lease:tries:_:)`` has no result.
  public enum Failure: Error, Hashable, Sendable {
    /// Others held the lock at every try, so the work was not done.
    case taken
    /// The work finished, but its lease had run out before.
    case ranOut
  }

  /// The scripts that a lock runs; a `FakeRedis` has to be told of each with `register(_:)`.
  public static let scripts: [RedisScript] = [take]

  private let redis: any RedisConnection
  private let namespace: String
  private let clock: any Clock<Duration>
  private let random: Mutex<any RandomNumberGenerator & Sendable>

  /// Makes a lock that pauses on `clock`, and that draws its tokens and its pauses from `random`.
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

  /// Takes a lock if nobody has it, and returns the lease, or nil if others held it at all of
  /// `tries`.
  ///
  /// A try is one round trip. The pause after the first try is at most 10 ms; the bound of each
  /// later pause is twice as high, up to 640 ms. A pause lasts half of its bound or more, at
  /// random, so that waiters do not come back together. A caller that is cancelled in a pause gets
  /// a `CancellationError` at once. If a reply is lost, the lock may be taken nevertheless, until
  /// the lease runs out.
  public func acquire(_ name: String, lease: Duration, tries: Int = 1) async throws -> Lease? {
    precondition(lease >= .milliseconds(1), "a lease lasts 1 ms or more, not \(lease)")
    let token = random.withLock { String($0.next(), radix: 16) }
    for attempt in 0..<tries {
      if attempt > 0 {
        let longest = Duration.milliseconds(10 << min(attempt - 1, 6))
        try await clock.sleep(for: longest * random.withLock { .random(in: 0.5...1, using: &$0) })
      }
      let keys = [key(name), "\(key(name)):fence"]
      let values: [any RedisArgument] = [token, Int(lease / .milliseconds(1))]
      let fence = try await redis.run(Self.take, keys: keys, arguments: values, as: Int?.self)
      if let fence { return Lease(name: name, token: token, fence: fence) }
    }
    return nil
  }

  /// Gives a lock back, and returns whether the lease still held it.
  ///
  /// If it did not, nothing changes: the lock may be somebody else's by now.
  @discardableResult
  public func release(_ lease: Lease) async throws -> Bool {
    try await redis.del(key(lease.name)) == 1
  }

  /// Lets a lease run out `duration` from now, and returns whether it still held the lock.
  ///
  /// If it did not, nothing changes: a lease that has run out is not brought back.
  public func extend(_ lease: Lease, to duration: Duration) async throws -> Bool {
    precondition(duration >= .milliseconds(1), "a lease lasts 1 ms or more, not \(duration)")
    return try await redis.pexpire(key(lease.name), after: duration)
  }

  /// Does work under a lock and gives the lock back, even if the work throws or its task is
  /// cancelled.
  ///
  /// Nothing stops work whose lease has run out. It may extend its lease, and should pass on the fence.
  ///
  /// - Throws: A ``Failure``, or what the work throws.
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
    // In a task of its own: a cancelled task cannot send its commands.
    let ending = await Task { try await release(held) }.result
    let value = try outcome.get()
    guard try ending.get() else { throw Failure.ranOut }
    return value
  }

  private func key(_ name: String) -> String { "{\(namespace):lock:\(name)}" }

  /// The fence is counted in the same step: one fetched later could be larger than the next holder's.
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
}
