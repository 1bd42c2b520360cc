import Redis
import Synchronization

/// A lock that processes on different machines respect, kept in Redis.
///
///     let lock = RedisLock(
///       redis: redis, namespace: "shop", clock: ContinuousClock(), random: SystemRandomNumberGenerator())
///     if let lease = try await lock.acquire("nightly-report", lease: .seconds(30)) {
///       try await report.write(to: archive, fence: lease.fence)
///       try await lock.release(lease)
///     }
///
/// A lock is held for the time of a *lease*. Redis ends it by itself, so that a holder that crashed
/// does not hold it for ever, and so a holder that is slow may lose it while it still works. A lock
/// therefore saves work that would be done twice; it does not make it impossible. What must not happen
/// twice is guarded by whoever stores the result: it remembers the largest ``Lease/fence`` that it has
/// seen and refuses smaller ones.
///
/// The lock `name` is the key `{namespace:lock:name}`, which holds the token of whoever has the lock
/// and expires with the lease. Its fencing numbers are counted in `{namespace:lock:name}:fence`, which
/// never expires. Both are in one slot of a cluster.
///
/// Anything may happen between two round trips: a lease runs out, somebody else takes the lock. So
/// each try to acquire, each release and each extension is a single step for everybody who looks on.
/// Pauses are slept on the clock; a lease is timed by Redis. What Redis throws reaches the caller, and
/// nothing is sent again after it.
public final class RedisLock: Sendable {
  /// The right to work under a lock, for a time.
  public struct Lease: Hashable, Sendable {
    /// The name of the lock.
    public let name: String
    /// What tells this lease from every other: 64 bits from the generator, in hexadecimal.
    public let token: String
    /// Larger than the number of every lease of this lock that was granted before.
    public let fence: Int

    public init(name: String, token: String, fence: Int) {
      self.name = name
      self.token = token
      self.fence = fence
    }
  }

  /// Why ``withLock(_:lease:tries:_:)`` has no result.
  public enum Failure: Error, Hashable, Sendable {
    /// Others had the lock at every try.
    case taken
    /// The lease was over before the work was.
    case ranOut
  }

  /// The scripts that a lock runs; a `FakeRedis` has to be told of each with `register(_:)`.
  public static let scripts: [RedisScript] = [take]

  private let redis: any RedisConnection
  private let namespace: String
  private let clock: any Clock<Duration>
  private let random: Mutex<any RandomNumberGenerator & Sendable>

  /// - Parameters:
  ///   - clock: Where the pauses between tries are slept.
  ///   - random: What tokens and pauses are drawn from.
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

  /// Takes a lock if nobody has it, and returns the lease, or nil if others had it at every try.
  ///
  /// A try is one round trip. The pause after the first try is at most 10 ms and at least half of that,
  /// chosen at random so that those who wait do not come back together; each pause after it may be twice
  /// as long as the one before, up to 640 ms. Who is cancelled in a pause gets a `CancellationError` at
  /// once.
  ///
  /// If the reply is lost the lock may be taken all the same, until its lease runs out.
  ///
  /// - Parameters:
  ///   - lease: How long the lock is held unless it is released or extended; 1 ms or more.
  ///   - tries: How often to ask; 1 or more.
  public func acquire(_ name: String, lease: Duration, tries: Int = 1) async throws -> Lease? {
    precondition(lease >= .milliseconds(1), "a lease lasts 1 ms or more, not \(lease)")
    precondition(tries > 0, "a lock is tried for at least once, not \(tries) times")
    var longestPause = Duration.milliseconds(10)
    for attempt in 1...tries {
      if attempt > 1 {
        let share = random.withLock { Double.random(in: 0.5...1, using: &$0) }
        try await clock.sleep(for: longestPause * share)
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

  /// Gives a lock back, and returns whether the lease was still the one that held it.
  ///
  /// If it was not, because it ran out or had been released before, nothing changes: the lock may be
  /// somebody else's by now.
  @discardableResult
  public func release(_ lease: Lease) async throws -> Bool {
    try await redis.del(key(lease.name)) == 1
  }

  /// Lets a lease run out when `duration` has passed from now, and returns whether it still held the lock.
  ///
  /// If it did not, nothing changes: a lease that has run out is not brought back.
  public func extend(_ lease: Lease, to duration: Duration) async throws -> Bool {
    precondition(duration >= .milliseconds(1), "a lease lasts 1 ms or more, not \(duration)")
    return try await redis.pexpire(key(lease.name), after: duration)
  }

  /// Does work under a lock and gives the lock back, also if the work throws or its task is cancelled.
  ///
  /// Nothing stops work whose lease has run out. The work may extend the lease that it is handed, and
  /// should give the lease's fence to whoever stores what it writes.
  ///
  /// - Throws: ``Failure/taken`` if others had the lock at every try, and then there was no work;
  ///   ``Failure/ranOut`` if the work ended but the lease had been over before; what the work throws.
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

  /// A task that is cancelled may not get its command out, and the lock has to be given back.
  private func releaseThoughCancelled(_ lease: Lease) async throws -> Bool {
    try await Task { try await release(lease) }.value
  }

  private func key(_ name: String) -> String { "{\(namespace):lock:\(name)}" }

  private func milliseconds(_ duration: Duration) -> Int {
    Int((duration / .milliseconds(1)).rounded(.up))
  }
}

extension RedisLock {
  /// Takes the lock and counts in one step: a number fetched later could be larger than the next
  /// holder's.
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
}
