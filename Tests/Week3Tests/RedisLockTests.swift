import CheckSupport
import Lab
import Redis
import RedisChecks
import Synchronization
import Week3
import XCTest

final class RedisLockTests: XCTestCase {
  // MARK: - Taking a lock

  func testAFreeLockIsTaken() async throws {
    try await onEveryRedis { redis, namespace in
      let lease = try await Self.lock(redis, namespace).acquire("report", lease: .seconds(60))
      expect(lease?.name, is: "report", "the name in the lease of a free lock")
      let holder = try await redis.get("{\(namespace):lock:report}", as: String.self)
      expect(holder, is: lease?.token, "at {\(namespace):lock:report}, when the lock is held")
    }
  }

  func testATakenLockIsRefused() async throws {
    try await onEveryRedis { redis, namespace in
      let first = try await Self.held(Self.lock(redis, namespace))
      let other = Self.lock(redis, namespace, seed: 2)
      let second = try await other.acquire("report", lease: .seconds(600))
      expect(second, is: nil, "the lease of a lock that somebody else has")
      let holder = try await redis.get("{\(namespace):lock:report}", as: String.self)
      expect(holder, is: first.token, "the holder, after somebody else asked for the lock")
      let left = try await Self.timeLeft(redis, namespace)
      expect(left, isAtMost: .seconds(60), "of the lease, after somebody else asked for the lock")
    }
  }

  func testAReleasedLockIsFree() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let lease = try await Self.held(lock)
      expect(try await lock.release(lease), is: true, "for a lease that holds the lock")
      expect(try await lock.release(lease), is: false, "for a lease that was released before")
      let next = try await lock.acquire("report", lease: .seconds(60))
      expect(next != nil, "a lease for the next caller, after the lock was released")
    }
  }

  func testEachNameIsALockOfItsOwn() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let report = try await Self.held(lock)
      let mail = try await lock.acquire("mail", lease: .seconds(60))
      expect(mail != nil, "a lease of mail, while report is held")
      try await lock.release(report)
      let again = try await lock.acquire("mail", lease: .seconds(60))
      expect(again, is: nil, "the lease of mail, which is held, after report was released")
    }
  }

  func testALeaseRunsOutOnTime() async throws {
    try await onFakeRedis { schedule, redis in
      let lock = Self.lock(redis, "shop")
      let lease = try await Self.held(lock, for: .milliseconds(1500))
      await schedule.pass(.milliseconds(1499))
      let isExtended = try await lock.extend(lease, to: .milliseconds(2500))
      expect(isExtended, is: true, "after 1499 of 1500 ms")
      await schedule.pass(.milliseconds(2499))
      let early = try await lock.acquire("report", lease: .milliseconds(1500))
      expect(early, is: nil, "2499 ms after a lease was extended to 2500 ms")
      await schedule.pass(.milliseconds(1))
      let next = try await lock.acquire("report", lease: .milliseconds(1500))
      expect(next != nil, "a lease for the next, 2500 ms after one was extended to 2500 ms")
      await schedule.pass(.milliseconds(1500))
      let last = try await lock.acquire("report", lease: .milliseconds(1500))
      expect(last != nil, "a lease for the next, 1500 ms after one of 1500 ms was granted")
    }
  }

  func testALockNeverStandsWithoutAnExpiry() async throws {
    try await onFakeRedis { schedule, redis in
      let link = InterruptedConnection(redis) { trip, _ in
        if trip == 2 { throw RedisUnavailable("the client died here") }
      }
      _ = try? await Self.lock(link, "shop").acquire("report", lease: .seconds(60))
      let promise = "an expiry of the lock, when its client died after the first round trip"
      expect(try await redis.pttl("{shop:lock:report}") != .unlimited, promise)
    }
  }

  func testOnlyOneOfManyGetsTheLock() async throws {
    try await onFakeRedis { schedule, redis in
      redis.setLatency(.milliseconds(2))
      let leases = try await atOnce(10) { number in
        let lock = Self.lock(redis, "shop", seed: UInt64(number))
        return try await lock.acquire("report", lease: .seconds(60))
      }
      expect(leases.count { $0 != nil }, is: 1, "leases, when ten ask at once")
    }
  }

  // MARK: - Late holders

  func testALateReleaseLeavesTheNextHoldersLock() async throws {
    try await onEveryRedis { redis, namespace in
      // The two holders are tasks of one process first, and then of two.
      for seed in [UInt64(1), 2] {
        let lock = Self.lock(redis, namespace)
        let next = seed == 1 ? lock : Self.lock(redis, namespace, seed: seed)
        let late = try await Self.held(lock)
        try await Self.end(redis, namespace)
        let holder = try await Self.held(next)
        let situation = "released after its lease ran out and another was granted"
        try await require(lock.release(late), is: false, situation)
        try await require(next.release(holder), is: true, "by the next holder, after that")
      }
    }
  }

  func testALateExtensionChangesNothing() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let late = try await Self.held(lock)
      try await Self.end(redis, namespace)
      expect(try await lock.extend(late, to: .seconds(600)), is: false, "for one that ran out")
      let isHeld = try await redis.exists("{\(namespace):lock:report}")
      try require(isHeld, is: false, "whether it is held, after a late extension")
      _ = try await Self.held(Self.lock(redis, namespace, seed: 2))
      expect(try await lock.extend(late, to: .seconds(600)), is: false, "when another has the lock")
      let left = try await Self.timeLeft(redis, namespace)
      expect(left, isAtMost: .seconds(60), "the next holder's time, after a late extension")
    }
  }

  func testAReleaseOrAnExtensionIsOneStep() async throws {
    try await onEveryRedis { redis, namespace in
      for action in ["a release", "an extension"] {
        let lease = try await Self.held(Self.lock(redis, namespace))
        let rival = Mutex<RedisLock.Lease?>(nil)
        let link = InterruptedConnection(redis) { trip, _ in
          guard trip == 2 else { return }
          try await Self.end(redis, namespace)
          let next = try await Self.held(Self.lock(redis, namespace, seed: 2))
          rival.withLock { $0 = next }
        }
        let late = Self.lock(link, namespace)
        if action == "a release" {
          _ = try await late.release(lease)
        } else {
          _ = try await late.extend(lease, to: .seconds(600))
        }
        if let next = rival.withLock({ $0 }) {
          let holder = try await redis.get("{\(namespace):lock:report}", as: String.self)
          let situation = "after another got the lock between two round trips of \(action)"
          try require(holder, is: next.token, "the holder, \(situation)")
          let left = try await Self.timeLeft(redis, namespace)
          try require(left, isAtMost: .seconds(60), "its time, \(situation)")
        }
        try await Self.end(redis, namespace)
      }
    }
  }

  // MARK: - Fences

  func testFencesGrowWhoeverAsks() async throws {
    try await onEveryRedis { redis, namespace in
      var last: Int?
      for seed in [UInt64(1), 2, 3, 1, 2] {
        let lock = Self.lock(redis, namespace, seed: seed)
        _ = try await lock.acquire("mail", lease: .seconds(60))
        let lease = try await Self.held(lock)
        if let last {
          let promise = "a fence larger than \(last), that of the lease before, not \(lease.fence)"
          try require(lease.fence > last, promise)
        }
        last = lease.fence
        try await lock.release(lease)
      }
    }
  }

  func testTheCountOfFencesNeverExpires() async throws {
    try await onEveryRedis { redis, namespace in
      _ = try await Self.held(Self.lock(redis, namespace))
      let left = try await redis.pttl("{\(namespace):lock:report}:fence")
      expect(left, is: .unlimited, "the time left of {\(namespace):lock:report}:fence")
    }
  }

  func testFencesAreInTheOrderOfTheLeases() async throws {
    try await onEveryRedis { redis, namespace in
      for isReleased in [false, true] {
        // Between two round trips of the slow one, another gets a lease, and may give it back.
        let granted = Mutex<RedisLock.Lease?>(nil)
        let link = InterruptedConnection(redis) { trip, _ in
          guard trip == 2 else { return }
          try await Self.end(redis, namespace)
          let rival = Self.lock(redis, namespace, seed: 2)
          let lease = try await Self.held(rival)
          if isReleased { try await rival.release(lease) }
          granted.withLock { $0 = lease }
        }
        let slow = try await Self.lock(link, namespace).acquire("report", lease: .seconds(60))
        if let slow, let other = granted.withLock({ $0 }) {
          let holder = try await redis.get("{\(namespace):lock:report}", as: String.self)
          let isLater = holder == slow.token
          let promise =
            isLater
            ? "a fence larger than that of the lease before"
            : "a fence smaller than the holder's, for a lease that ran out while it was asked for"
          try require((slow.fence > other.fence) == isLater, promise)
        }
        try await Self.end(redis, namespace)
      }
    }
  }

  // MARK: - Waiting

  func testWaitingEndsWhenTheLockIsReleased() async throws {
    try await onFakeRedis { schedule, redis in
      let lock = Self.lock(redis, "shop")
      let lease = try await Self.held(lock)
      let next = Self.lock(redis, "shop", clock: schedule.clock, seed: 2)
      let waiter = Task { try await next.acquire("report", lease: .seconds(60), tries: 20) }
      await schedule.pass(.seconds(1))
      try await lock.release(lease)
      expect(try await waiter.value != nil, "a lease for the waiter, after the release")
      let waited = LabInstant.start.duration(to: schedule.clock.now)
      let situation = "the time at which it got the lock, which was released after 1 s"
      expect(waited, isAtMost: .milliseconds(1640), situation)
    }
  }

  func testItTriesAsOftenAsItIsTold() async throws {
    try await onFakeRedis { schedule, redis in
      _ = try await Self.held(Self.lock(redis, "shop"))
      for tries in [1, 2, 5] {
        let lock = Self.lock(redis, "shop", clock: schedule.clock)
        let count = try await redis.countRoundTrips {
          let lease = try await lock.acquire("report", lease: .seconds(60), tries: tries)
          try require(lease, is: nil, "after \(tries) tries for a lock that is held")
        }
        try require(count, is: tries, "round trips for \(tries) tries")
      }
    }
  }

  func testPausesGrowAndAreBounded() async throws {
    try await onFakeRedis { schedule, redis in
      let times = try await Self.timesOfTries(redis, schedule.clock, seed: 2)
      let pauses = zip(times, times.dropFirst()).map { $0.duration(to: $1) }
      try require(pauses.count, is: 11, "pauses between 12 tries")
      var bound = Duration.milliseconds(10)
      for (index, pause) in pauses.enumerated() {
        let range = "\((bound / 2).readable) to \(bound.readable)"
        let promise = "a pause of \(range) after try \(index + 1), not \(pause.readable)"
        try require(pause >= bound / 2 && pause <= bound, promise)
        bound = min(bound * 2, .milliseconds(640))
      }
    }
  }

  func testWaitersDoNotComeBackTogether() async throws {
    try await onFakeRedis { schedule, redis in
      let first = Task { try await Self.timesOfTries(redis, schedule.clock, seed: 2) }
      let second = Task { try await Self.timesOfTries(redis, schedule.clock, seed: 3) }
      let together = Set(try await first.value).intersection(try await second.value)
      expect(together.count, is: 1, "moments at which both waiters asked, the first one included")
    }
  }

  func testACancelledWaiterStopsTrying() async throws {
    try await onFakeRedis { schedule, redis in
      _ = try await Self.held(Self.lock(redis, "shop"))
      let lock = Self.lock(redis, "shop", clock: schedule.clock)
      let waiter = Task { try await lock.acquire("report", lease: .seconds(60), tries: 20) }
      await schedule.settle()
      waiter.cancel()
      let isCancelled = await errorThrown { _ = try await waiter.value } is CancellationError
      expect(isCancelled, "a CancellationError, when its task is cancelled in a pause")
      expect(redis.roundTrips, is: 2, "round trips: the holder's, and one before the cancellation")
    }
  }

  // MARK: - Work under the lock

  func testWorkIsDoneUnderTheLockOnly() async throws {
    try await onEveryRedis { redis, namespace in
      let lock = Self.lock(redis, namespace)
      let other = Self.lock(redis, namespace, seed: 2)
      let fence = try await lock.withLock("report", lease: .seconds(60)) { lease in
        let hasWorked = Mutex(false)
        let error = await errorThrown {
          try await other.withLock("report", lease: .seconds(60)) { _ in
            hasWorked.withLock { $0 = true }
          }
        }
        expect(hasWorked.withLock { $0 }, is: false, "work of another, while the lock is taken")
        expect(error as? RedisLock.Failure, is: .taken, "thrown, when the lock is taken")
        return lease.fence
      }
      let next = try await Self.held(other)
      expect(next.fence > fence, "a lease after the work, with a larger fence than the work's")
    }
  }

  func testTheLockIsGivenBackHoweverTheWorkEnds() async throws {
    try await onFakeRedis { schedule, redis in
      redis.setLatency(.milliseconds(2))
      let clock = schedule.clock
      let lock = Self.lock(redis, "shop")
      let endings: [(String, @Sendable () async throws -> Void)] = [
        ("threw", { throw Refusal() }),
        ("was cancelled, and threw", { try await clock.sleep(for: .seconds(60)) }),
        ("was cancelled, and returned nevertheless", { try? await clock.sleep(for: .seconds(60)) }),
      ]
      for (ending, work) in endings {
        let worker = Task {
          try await lock.withLock("report", lease: .hours(1)) { _ in try await work() }
        }
        await schedule.pass(.seconds(1))
        worker.cancel()
        let error = await errorThrown { try await worker.value }
        if ending == "threw" { expect(error is Refusal, "the work's own error, when it threw") }
        let lease = try await lock.acquire("report", lease: .hours(1))
        try await lock.release(require(lease, "a lease for the next, after work that \(ending)"))
      }
    }
  }

  func testWorkThatOutlivesItsLeaseHasNoResult() async throws {
    try await onFakeRedis { schedule, redis in
      let clock = schedule.clock
      let lock = Self.lock(redis, "shop")
      let late = Task {
        try await lock.withLock("report", lease: .seconds(5)) { _ in
          try await clock.sleep(for: .seconds(10))
        }
      }
      await schedule.pass(.seconds(6))
      let next = try await Self.held(lock)
      let error = await errorThrown { try await late.value } as? RedisLock.Failure
      expect(error, is: .ranOut, "thrown, after 10 s of work under 5 s of lease")
      expect(try await lock.release(next), is: true, "by the holder that came after 6 s")
      let isExtended = try await lock.withLock("report", lease: .seconds(5)) { lease in
        try await clock.sleep(for: .seconds(4))
        let isExtended = try await lock.extend(lease, to: .seconds(5))
        try await clock.sleep(for: .seconds(4))
        return isExtended
      }
      expect(isExtended, is: true, "for 8 s of work whose lease was extended after 4 of 5 s")
    }
  }

  func testNoUpdateIsLostUnderTheLock() async throws {
    try await onFakeRedis { schedule, redis in
      redis.setLatency(.milliseconds(2))
      _ = try await atOnce(6) { worker in
        let lock = Self.lock(redis, "shop", clock: schedule.clock, seed: UInt64(worker))
        for _ in 1...3 {
          try await lock.withLock("counter", lease: .seconds(60), tries: 1000) { _ in
            let count = try await redis.get("shop:count", as: Int.self) ?? 0
            try await redis.set("shop:count", count + 1)
          }
        }
      }
      let count = try await redis.get("shop:count", as: Int.self)
      expect(count, is: 18, "counted by 6 workers, 3 times each, who read and write under the lock")
    }
  }
}

extension RedisLockTests {
  private static func lock(
    _ redis: any RedisConnection,
    _ namespace: String,
    clock: ManualClock = ManualClock(),
    seed: UInt64 = 1
  ) -> RedisLock {
    let server = (redis as? InterruptedConnection)?.redis ?? redis
    if let fake = server as? FakeRedis { RedisLock.scripts.forEach(fake.register) }
    return RedisLock(
      redis: redis,
      namespace: namespace,
      clock: clock,
      random: SplitMix64(seed: seed)
    )
  }

  /// A lease of report, which nobody has.
  private static func held(
    _ lock: RedisLock,
    for duration: Duration = .seconds(60),
    file: StaticString = #filePath,
    line: UInt = #line
  ) async throws -> RedisLock.Lease {
    let lease = try await lock.acquire("report", lease: duration)
    return try require(lease, "a lease of a lock that nobody has", file: file, line: line)
  }

  /// Ends the lease of report, as if its time were over.
  private static func end(_ redis: any RedisConnection, _ namespace: String) async throws {
    try await redis.del("{\(namespace):lock:report}")
  }

  private static func timeLeft(
    _ redis: any RedisConnection,
    _ namespace: String
  ) async throws -> Duration {
    try await redis.pttl("{\(namespace):lock:report}").duration ?? .zero
  }

  /// The times of twelve tries for a lock that is held.
  private static func timesOfTries(
    _ redis: FakeRedis,
    _ clock: ManualClock,
    seed: UInt64
  ) async throws -> [LabInstant] {
    _ = try await lock(redis, "shop").acquire("report", lease: .hours(1))
    let times = Mutex<[LabInstant]>([])
    let link = InterruptedConnection(redis) { _, _ in times.withLock { $0.append(clock.now) } }
    let waiting = lock(link, "shop", clock: clock, seed: seed)
    _ = try await waiting.acquire("report", lease: .seconds(60), tries: 12)
    return times.withLock { $0 }
  }
}

private struct Refusal: Error {}
