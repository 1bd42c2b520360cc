import CheckSupport
import Lab
import Redis
import RedisChecks
import Synchronization
import Week3
import XCTest

final class RedisLockTests: XCTestCase {
  func testAFreeLockIsTaken() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let lease = try await lock.acquire("report", lease: .seconds(60))
      expect(lease?.name, is: "report", "the name in the lease of a free lock")
      let holder = try await redis.get("{\(namespace):lock:report}", as: String.self)
      expect(holder, is: lease?.token, "at {\(namespace):lock:report}, when the lock is held")
    }
  }

  func testATakenLockIsRefused() async throws {
    try await onEveryRedis { redis, namespace in
      let first = try await Self.lock(redis, namespace).acquire("report", lease: .seconds(60))
      let second = try await Self.lock(redis, namespace, seed: 2)
        .acquire("report", lease: .seconds(600))
      expect(second, is: nil, "the lease of a lock that somebody else has")
      let holder = try await redis.get("{\(namespace):lock:report}", as: String.self)
      expect(holder, is: first?.token, "the holder, after somebody else asked for the lock")
      let left = try await redis.pttl("{\(namespace):lock:report}").duration ?? .zero
      expect(left, isAtMost: .seconds(60), "of the lease, after somebody else asked for the lock")
    }
  }

  func testAReleasedLockIsFree() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let lease = try await Self.held(lock.acquire("report", lease: .seconds(60)))
      expect(try await lock.release(lease), is: true, "for a lease that holds the lock")
      expect(try await lock.release(lease), is: false, "for a lease that was released before")
      let next = try await Self.lock(redis, namespace, seed: 2)
        .acquire("report", lease: .seconds(60))
      expect(next != nil, "a lease for the next who asks, after the lock was released")
    }
  }

  func testEachNameIsALockOfItsOwn() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let report = try await Self.held(lock.acquire("report", lease: .seconds(60)))
      let mail = try await lock.acquire("mail", lease: .seconds(60))
      expect(mail != nil, "a lease of mail, while report is held")
      try await lock.release(report)
      let again = try await lock.acquire("mail", lease: .seconds(60))
      expect(again, is: nil, "the lease of mail, which is held, after report was released")
    }
  }

  func testALeaseCanBeExtended() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let lease = try await Self.held(lock.acquire("report", lease: .seconds(60)))
      expect(try await lock.extend(lease, to: .seconds(600)), is: true, "for the lock's own lease")
      let left = try await redis.pttl("{\(namespace):lock:report}").duration ?? .zero
      expect(left > .seconds(500), "most of 600 s left, after a lease was extended to that")
      expect(left, isAtMost: .seconds(600), "the time left, after a lease was extended to 600 s")
    }
  }

  func testALeaseRunsOutOnTime() async throws {
    try await onFakeRedis { schedule, redis in
      let lock = Self.lock(redis, "shop", clock: schedule.clock)
      let next = Self.lock(redis, "shop", clock: schedule.clock, seed: 2)
      let lease = try await Self.held(lock.acquire("report", lease: .milliseconds(1500)))
      await schedule.pass(.milliseconds(1499))
      expect(
        try await next.acquire("report", lease: .seconds(1)),
        is: nil,
        "1499 ms into 1500 ms of lease"
      )
      expect(try await lock.extend(lease, to: .milliseconds(2500)), is: true, "after 1499 ms")
      await schedule.pass(.milliseconds(2499))
      expect(
        try await next.acquire("report", lease: .seconds(1)),
        is: nil,
        "2499 ms after a lease was extended to 2500 ms"
      )
      await schedule.pass(.milliseconds(1))
      expect(
        try await next.acquire("report", lease: .seconds(1)) != nil,
        "a lease for the next, 2500 ms after one was extended to 2500 ms"
      )
    }
  }

  func testALateReleaseLeavesTheNextHoldersLock() async throws {
    try await onEveryRedis { redis, namespace in
      // The two holders are tasks of one process at first, and then of two.
      for seed in [UInt64(1), 2] {
        let lock = Self.lock(redis, namespace)
        let next = seed == 1 ? lock : Self.lock(redis, namespace, seed: seed)
        let late = try await Self.held(lock.acquire("report", lease: .seconds(60)))
        // As if it had run out.
        try await redis.del("{\(namespace):lock:report}")
        let holder = try await Self.held(next.acquire("report", lease: .seconds(60)))
        let situation = "released after its lease ran out and another was granted"
        guard
          expect(try await lock.release(late), is: false, situation),
          expect(try await next.release(holder), is: true, "by the next holder, after that")
        else { return }
      }
    }
  }

  func testALateExtensionChangesNothing() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let next = Self.lock(redis, namespace, seed: 2)
      let late = try await Self.held(lock.acquire("report", lease: .seconds(60)))
      try await redis.del("{\(namespace):lock:report}")
      guard
        expect(
          try await lock.extend(late, to: .seconds(600)),
          is: false,
          "for a lease that ran out"
        ),
        expect(
          try await redis.exists("{\(namespace):lock:report}"),
          is: false,
          "whether the lock is held, after a lease that ran out was to be extended"
        )
      else { return }
      _ = try await next.acquire("report", lease: .seconds(60))
      expect(
        try await lock.extend(late, to: .seconds(600)),
        is: false,
        "for a lease that ran out, when somebody else has the lock"
      )
      let left = try await redis.pttl("{\(namespace):lock:report}").duration ?? .zero
      expect(left, isAtMost: .seconds(60), "the next holder's time, after a late extension")
    }
  }

  func testNothingFitsIntoARelease() async throws {
    try await onEveryRedis { redis, namespace in
      let lease = try await Self.held(
        Self.lock(redis, namespace).acquire("report", lease: .seconds(60))
      )
      let link = InterruptedConnection(redis) { try await Self.pass(redis, namespace) }
      _ = try await Self.lock(link, namespace).release(lease)
      let holder = try await redis.get("{\(namespace):lock:report}", as: String.self)
      guard link.wasInterrupted else { return }
      expect(
        holder != nil,
        "the next holder to have the lock that it got between two steps of a release"
      )
    }
  }

  func testNothingFitsIntoAnExtension() async throws {
    try await onEveryRedis { redis, namespace in
      let lease = try await Self.held(
        Self.lock(redis, namespace).acquire("report", lease: .seconds(60))
      )
      let link = InterruptedConnection(redis) { try await Self.pass(redis, namespace) }
      _ = try await Self.lock(link, namespace).extend(lease, to: .seconds(600))
      let left = try await redis.pttl("{\(namespace):lock:report}").duration ?? .zero
      expect(
        left,
        isAtMost: .seconds(60),
        "the time of a holder that got the lock between two steps of an extension"
      )
    }
  }

  func testALockNeverStandsWithoutAnExpiry() async throws {
    try await onFakeRedis { schedule, redis in
      let link = InterruptedConnection(redis) { throw RedisUnavailable("the client died here") }
      _ = try? await Self.lock(link, "shop", clock: schedule.clock)
        .acquire("report", lease: .seconds(60))
      let left = try await redis.pttl("{shop:lock:report}")
      expect(
        left != .unlimited,
        "an expiry of the lock, when its client died after the first round trip"
      )
    }
  }

  func testOnlyOneOfManyGetsTheLock() async throws {
    try await onFakeRedis { schedule, redis in
      redis.setLatency(.milliseconds(2))
      let askers = (1...10).map { seed in
        Task {
          try await Self.lock(redis, "shop", clock: schedule.clock, seed: seed)
            .acquire("report", lease: .seconds(60))
        }
      }
      var leases: [RedisLock.Lease] = []
      for asker in askers {
        if let lease = try await asker.value { leases.append(lease) }
      }
      expect(leases.count, is: 1, "leases, when ten ask at once")
    }
  }

  func testATryIsOneRoundTrip() async throws {
    try await onFakeRedis { schedule, redis in
      let lock = Self.lock(redis, "shop", clock: schedule.clock)
      for (expected, situation) in [(1, "for a free lock"), (2, "for a taken one after it")] {
        _ = try await lock.acquire("report", lease: .seconds(60))
        guard expect(redis.roundTrips, is: expected, "round trips, \(situation)") else { return }
      }
    }
  }

  func testFencesGrowWhoeverAsks() async throws {
    try await onEveryRedis { redis, namespace in
      var last: Int?
      for seed in [UInt64(1), 2, 3, 1, 2] {
        let lock = Self.lock(redis, namespace, seed: seed)
        _ = try await lock.acquire("mail", lease: .seconds(60))
        let lease = try await Self.held(lock.acquire("report", lease: .seconds(60)))
        if let last {
          let promise = "a fence larger than \(last), that of the lease before, not \(lease.fence)"
          guard expect(lease.fence > last, promise) else { return }
        }
        last = lease.fence
        try await lock.release(lease)
      }
    }
  }

  func testTheCounterOfFencesNeverExpires() async throws {
    try await onEveryRedis { redis, namespace in
      _ = try await Self.lock(redis, namespace).acquire("report", lease: .seconds(60))
      let left = try await redis.pttl("{\(namespace):lock:report}:fence")
      expect(left, is: .unlimited, "the time left of {\(namespace):lock:report}:fence")
    }
  }

  func testFencesAreInTheOrderOfTheLeases() async throws {
    try await onEveryRedis { redis, namespace in
      for releases in [false, true] {
        let name = "report-\(releases)"
        // While the slow one asks, its lease runs out, or is not granted yet, and another is granted.
        let granted = Latest()
        let link = InterruptedConnection(redis) {
          try await redis.del("{\(namespace):lock:\(name)}")
          let next = Self.lock(redis, namespace, seed: 2)
          let lease = try await Self.held(next.acquire(name, lease: .seconds(60)))
          if releases { try await next.release(lease) }
          granted.set(lease)
        }
        let slow = try await Self.lock(link, namespace).acquire(name, lease: .seconds(60))
        guard let slow, let other = granted.lease else { continue }
        let isHeld =
          try await redis.get("{\(namespace):lock:\(name)}", as: String.self) == slow.token
        let promise =
          isHeld
          ? "a fence larger than that of the lease before"
          : "a fence smaller than that of the holder, for a lease that ran out while it was asked for"
        guard expect((slow.fence > other.fence) == isHeld, promise) else { return }
      }
    }
  }

  func testTokensFollowFromTheGenerator() async throws {
    try await onFakeRedis { schedule, redis in
      func tokens(_ seed: UInt64, _ namespace: String) async throws -> [String?] {
        let lock = Self.lock(redis, namespace, clock: schedule.clock, seed: seed)
        var tokens: [String?] = []
        for name in ["report", "mail", "stock"] {
          tokens.append(try await lock.acquire(name, lease: .seconds(60))?.token)
        }
        return tokens
      }
      let first = try await tokens(7, "shop")
      expect(try await tokens(7, "yard"), is: first, "tokens of a lock with the same seed")
      let other = try await tokens(8, "mill")
      expect(Set(first + other).count, is: 6, "different tokens in six leases of two locks")
    }
  }

  func testWaitingEndsWhenTheLockIsReleased() async throws {
    try await onFakeRedis { schedule, redis in
      let lock = Self.lock(redis, "shop", clock: schedule.clock)
      let lease = try await Self.held(lock.acquire("report", lease: .seconds(60)))
      let waiter = Task {
        try await Self.lock(redis, "shop", clock: schedule.clock, seed: 2)
          .acquire("report", lease: .seconds(60), tries: 20)
      }
      await schedule.pass(.seconds(1))
      try await lock.release(lease)
      expect(try await waiter.value != nil, "a lease for the one who waited, after the release")
      let waited = LabInstant.start.duration(to: schedule.clock.now)
      expect(
        waited,
        isAtMost: .milliseconds(1640),
        "the time at which it had the lock, which was released after 1 s"
      )
    }
  }

  func testItAsksAsOftenAsItIsTold() async throws {
    try await onFakeRedis { schedule, redis in
      _ = try await Self.lock(redis, "shop", clock: schedule.clock)
        .acquire("report", lease: .seconds(60))
      let lock = Self.lock(redis, "shop", clock: schedule.clock, seed: 2)
      for tries in [1, 2, 5] {
        let before = redis.roundTrips
        let lease = try await lock.acquire("report", lease: .seconds(60), tries: tries)
        guard
          expect(lease, is: nil, "after \(tries) tries for a lock that is held"),
          expect(redis.roundTrips - before, is: tries, "round trips for \(tries) tries")
        else { return }
      }
    }
  }

  func testPausesGrowAndAreBounded() async throws {
    try await onFakeRedis { schedule, redis in
      _ = try await Self.lock(redis, "shop", clock: schedule.clock)
        .acquire("report", lease: .hours(1))
      let times = try await Self.timesOfTries(redis, schedule.clock, seed: 2)
      var longest = Duration.milliseconds(10)
      for (index, pause) in zip(times, times.dropFirst()).map({ $0.duration(to: $1) }).enumerated()
      {
        let promise = """
          a pause of \((longest / 2).readable) to \(longest.readable) after try \(index + 1), \
          not \(pause.readable)
          """
        guard expect(pause >= longest / 2 && pause <= longest, promise) else { return }
        longest = min(longest * 2, .milliseconds(640))
      }
    }
  }

  func testThoseWhoWaitDoNotComeBackTogether() async throws {
    try await onFakeRedis { schedule, redis in
      _ = try await Self.lock(redis, "shop", clock: schedule.clock)
        .acquire("report", lease: .hours(1))
      let first = Task { try await Self.timesOfTries(redis, schedule.clock, seed: 2) }
      let second = Task { try await Self.timesOfTries(redis, schedule.clock, seed: 3) }
      let together = Set(try await first.value).intersection(try await second.value)
      expect(
        together.count,
        is: 1,
        "moments at which both of two who wait asked, the first one too"
      )
    }
  }

  func testACancelledWaiterAsksNoMore() async throws {
    try await onFakeRedis { schedule, redis in
      _ = try await Self.lock(redis, "shop", clock: schedule.clock)
        .acquire("report", lease: .seconds(60))
      let waiter = Task {
        try await Self.lock(redis, "shop", clock: schedule.clock, seed: 2)
          .acquire("report", lease: .seconds(60), tries: 20)
      }
      await schedule.settle()
      waiter.cancel()
      let result = await waiter.result
      expect(result.failure is CancellationError, "a CancellationError, cancelled in a pause")
      expect(redis.roundTrips, is: 2, "round trips: the holder's, and one before the cancellation")
    }
  }

  func testWorkIsDoneUnderTheLock() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let (inside, fence) = try await lock.withLock("report", lease: .seconds(60)) { lease in
        let other = Self.lock(redis, namespace, seed: 2)
        return (try await other.acquire("report", lease: .seconds(60)), lease.fence)
      }
      expect(inside, is: nil, "the lease of somebody else, during the work")
      let next = try await Self.held(lock.acquire("report", lease: .seconds(60)))
      expect(next.fence > fence, "a lease after the work, with a larger fence than the work's")
    }
  }

  func testThereIsNoWorkWithoutTheLock() async throws {
    try await onEveryRedis { redis, namespace in
      _ = try await Self.lock(redis, namespace).acquire("report", lease: .seconds(60))
      let worked = Latest()
      let result = await Self.result {
        try await Self.lock(redis, namespace, seed: 2)
          .withLock("report", lease: .seconds(60)) { worked.set($0) }
      }
      expect(worked.lease, is: nil, "the lease under which work was done, when the lock was taken")
      expect(result.failure as? RedisLock.Failure, is: .taken, "thrown, when the lock was taken")
    }
  }

  func testWorkThatThrowsGivesTheLockBack() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let result = await Self.result {
        try await lock.withLock("report", lease: .seconds(60)) { _ in throw Refusal() }
      }
      expect(result.failure is Refusal, "the error of the work")
      let next = try await lock.acquire("report", lease: .seconds(60))
      expect(next != nil, "a lease for the next who asks, after work that threw")
    }
  }

  func testCancelledWorkGivesTheLockBack() async throws {
    try await onFakeRedis { schedule, redis in
      redis.setLatency(.milliseconds(2))
      let clock = schedule.clock
      let lock = Self.lock(redis, "shop", clock: clock)
      for stops in [true, false] {
        let worker = Task {
          try await lock.withLock("report", lease: .hours(1)) { _ in
            do { try await clock.sleep(for: .seconds(60)) } catch  where !stops {}
          }
        }
        await schedule.pass(.seconds(1))
        worker.cancel()
        _ = await worker.result
        let lease = try await lock.acquire("report", lease: .hours(1))
        let end = stops ? "and threw" : "and came to its end all the same"
        guard
          expect(
            lease != nil,
            "a lease for the next who asks, after work that was cancelled \(end)"
          )
        else { return }
        if let lease { try await lock.release(lease) }
      }
    }
  }

  func testWorkThatOutlivesItsLeaseHasNoResult() async throws {
    try await onFakeRedis { schedule, redis in
      let clock = schedule.clock
      let lock = Self.lock(redis, "shop", clock: clock)
      let late = Task {
        try await lock.withLock("report", lease: .seconds(5)) { _ in
          try await clock.sleep(for: .seconds(10))
        }
      }
      await schedule.pass(.seconds(6))
      let next = try await Self.held(lock.acquire("report", lease: .seconds(60)))
      let result = await late.result
      expect(
        result.failure as? RedisLock.Failure,
        is: .ranOut,
        "thrown, after 10 s of work under 5 s of lease"
      )
      expect(try await lock.release(next), is: true, "by the holder that came after 6 s")

      let extended = try await lock.withLock("report", lease: .seconds(5)) { lease in
        try await clock.sleep(for: .seconds(4))
        return try await lock.extend(lease, to: .seconds(5))
      }
      expect(extended, is: true, "for an extension after 4 s of work under 5 s of lease")
    }
  }

  func testNoUpdateIsLostUnderTheLock() async throws {
    try await onFakeRedis { schedule, redis in
      redis.setLatency(.milliseconds(2))
      let workers = (1...6).map { seed in
        Task {
          let lock = Self.lock(redis, "shop", clock: schedule.clock, seed: seed)
          for _ in 1...3 {
            try await lock.withLock("counter", lease: .seconds(60), tries: 1000) { _ in
              let count = try await redis.get("shop:count", as: Int.self) ?? 0
              try await redis.set("shop:count", count + 1)
            }
          }
        }
      }
      for worker in workers { try await worker.value }
      expect(
        try await redis.get("shop:count", as: Int.self),
        is: 18,
        "counted by 6 workers, 3 times each, who read and then write under the lock"
      )
    }
  }

  private static func lock(
    _ redis: any RedisConnection,
    _ namespace: String,
    clock: any Clock<Duration> = ManualClock(),
    seed: UInt64 = 1
  ) -> RedisLock {
    let server = (redis as? InterruptedConnection)?.redis ?? redis
    for script in RedisLock.scripts { (server as? FakeRedis)?.register(script) }
    return RedisLock(
      redis: redis,
      namespace: namespace,
      clock: clock,
      random: SplitMix64(seed: seed)
    )
  }

  /// The lease, or an error that ends the check if there is none.
  private static func held(_ lease: RedisLock.Lease?) throws -> RedisLock.Lease {
    guard let lease else { throw NoLease() }
    return lease
  }

  /// Ends the lease of report, and has somebody else get it.
  private static func pass(_ redis: any RedisConnection, _ namespace: String) async throws {
    try await redis.del("{\(namespace):lock:report}")
    _ = try await lock(redis, namespace, seed: 2).acquire("report", lease: .seconds(60))
  }

  /// When a lock that is held was asked for, in twelve tries.
  private static func timesOfTries(
    _ redis: any RedisConnection,
    _ clock: ManualClock,
    seed: UInt64
  ) async throws -> [LabInstant] {
    let times = Mutex<[LabInstant]>([])
    let link = WatchedConnection(redis: redis) { times.withLock { $0.append(clock.now) } }
    _ = lock(redis, "shop", clock: clock)
    let lock = RedisLock(
      redis: link,
      namespace: "shop",
      clock: clock,
      random: SplitMix64(seed: seed)
    )
    _ = try await lock.acquire("report", lease: .seconds(60), tries: 12)
    return times.withLock { $0 }
  }

  private static func result<Value: Sendable>(
    _ operation: () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await operation()) } catch { return .failure(error) }
  }
}

private struct NoLease: Error, CustomStringConvertible {
  var description: String { "a lock that nobody has was not granted" }
}

private struct Refusal: Error {}

/// The lease that somebody got, if anybody did.
private final class Latest: Sendable {
  private let state = Mutex<RedisLock.Lease?>(nil)

  var lease: RedisLock.Lease? { state.withLock { $0 } }

  func set(_ lease: RedisLock.Lease) { state.withLock { $0 = lease } }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

/// A connection that lets something happen between its first round trip and its second.
private struct InterruptedConnection: RedisConnection {
  let redis: any RedisConnection
  private let trips: Trips
  private let interruption: @Sendable () async throws -> Void

  private final class Trips: Sendable {
    let count = Mutex(0)
  }

  init(_ redis: any RedisConnection, interruption: @escaping @Sendable () async throws -> Void) {
    self.init(redis, Trips(), interruption)
  }

  private init(
    _ redis: any RedisConnection,
    _ trips: Trips,
    _ interruption: @escaping @Sendable () async throws -> Void
  ) {
    self.redis = redis
    self.trips = trips
    self.interruption = interruption
  }

  var wasInterrupted: Bool { trips.count.withLock { $0 > 1 } }

  func send(_ command: RedisCommand) async throws -> RESPValue {
    try await step()
    return try await redis.send(command)
  }

  func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    try await step()
    return try await redis.pipeline(commands)
  }

  func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    try await redis.withDedicatedConnection { dedicated in
      try await body(InterruptedConnection(dedicated, trips, interruption))
    }
  }

  private func step() async throws {
    let count = trips.count.withLock { count in
      count += 1
      return count
    }
    if count == 2 { try await interruption() }
  }
}

/// A connection that tells of every round trip.
private struct WatchedConnection: RedisConnection {
  let redis: any RedisConnection
  let onRoundTrip: @Sendable () -> Void

  func send(_ command: RedisCommand) async throws -> RESPValue {
    onRoundTrip()
    return try await redis.send(command)
  }

  func pipeline(_ commands: [RedisCommand]) async throws -> [RESPValue] {
    onRoundTrip()
    return try await redis.pipeline(commands)
  }

  func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    try await redis.withDedicatedConnection { dedicated in
      try await body(WatchedConnection(redis: dedicated, onRoundTrip: onRoundTrip))
    }
  }
}
