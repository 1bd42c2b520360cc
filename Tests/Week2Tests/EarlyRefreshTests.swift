import CheckSupport
import Lab
import Week2
import XCTest

/// Chance is checked by counting, with a tolerance.
///
/// A share counted in n independent trials is off by more than d with a probability of at most
/// 2·exp(−2·n·d²), whatever the true share is (Hoeffding, 1963). The tolerances below make that less
/// than 10⁻⁸ for each share, and there are fewer than 50 of them, so a right answer fails with less
/// than one seed in a million. (The exact binomial tails add up to 2·10⁻⁹. A straight line passes
/// with 2·10⁻¹⁸.) No check cares which numbers an answer draws, or how many.
final class EarlyRefreshTests: XCTestCase {
  // MARK: - When to refresh

  func testAnExpiredEntryIsAlwaysDue() throws {
    let cases: [(remaining: Duration, loadTime: Duration, beta: Double)] = [
      (.zero, .seconds(1), 1), (.seconds(-1), .seconds(1), 1), (.days(-1), .milliseconds(1), 1),
      (.zero, .zero, 1), (.seconds(-1), .zero, 1), (.zero, .seconds(1), 0),
      (.seconds(-1), .seconds(1), 0), (.zero, .zero, 0),
    ]
    var random = SplitMix64(seed: 1)
    for (remaining, loadTime, beta) in cases {
      let policy = EarlyRefresh(beta: beta)
      for _ in 1...100 {
        let isDue = policy.isDue(remaining: remaining, loadTime: loadTime, using: &random)
        let given = "remaining \(remaining.readable), load time \(loadTime.readable), beta \(beta)"
        try require(isDue, is: true, given)
      }
    }
  }

  func testWithoutALoadTimeOrBetaNothingIsDueEarly() throws {
    let cases: [(remaining: Duration, loadTime: Duration, beta: Double)] = [
      (.nanoseconds(1), .zero, 1), (.seconds(60), .zero, 1), (.nanoseconds(1), .seconds(1), 0),
      (.seconds(60), .zero, 0),
    ]
    var random = SplitMix64(seed: 2)
    for (remaining, loadTime, beta) in cases {
      let policy = EarlyRefresh(beta: beta)
      for _ in 1...1_000 {
        let isDue = policy.isDue(remaining: remaining, loadTime: loadTime, using: &random)
        let given = "remaining \(remaining.readable), load time \(loadTime.readable), beta \(beta)"
        try require(isDue, is: false, given)
      }
    }
  }

  func testTheChanceFallsExponentiallyWithTheTimeThatRemains() throws {
    // exp(-x), rounded to four places.
    let law: [(milliseconds: Int, chance: Double)] = [
      (50, 0.9512), (250, 0.7788), (500, 0.6065), (1_000, 0.3679), (1_500, 0.2231),
      (2_000, 0.1353), (3_000, 0.0498), (5_000, 0.0067),
    ]
    for (milliseconds, chance) in law {
      let remaining = Duration.milliseconds(milliseconds)
      try requireChance(
        chance,
        EarlyRefresh(beta: 1),
        remaining: remaining,
        loadTime: .seconds(1),
        seed: UInt64(milliseconds)
      )
    }
  }

  func testBetaAndTheLoadTimeStretchTheLaw() throws {
    let law: [(beta: Double, loadTime: Duration, remaining: Duration, chance: Double)] = [
      (1, .seconds(20), .seconds(20), 0.3679), (1, .milliseconds(20), .milliseconds(10), 0.6065),
      (2, .seconds(1), .seconds(2), 0.3679), (0.5, .seconds(1), .seconds(1), 0.1353),
      (0.5, .seconds(4), .seconds(2), 0.3679), (3, .seconds(100), .seconds(450), 0.2231),
      (10, .milliseconds(500), .seconds(10), 0.1353), (1, .seconds(1), .hours(1), 0),
    ]
    for (number, (beta, loadTime, remaining, chance)) in law.enumerated() {
      try requireChance(
        chance,
        EarlyRefresh(beta: beta),
        remaining: remaining,
        loadTime: loadTime,
        seed: 100 + UInt64(number)
      )
    }
  }

  // MARK: - Jittered lifetimes

  func testAJitteredLifetimeLiesInItsRange() throws {
    var random = SplitMix64(seed: 3)
    for jitter in [0.1, 0.5, 1] {
      let policy = EarlyRefresh(jitter: jitter)
      let shortest = Duration.seconds(60 * (1 - jitter))
      for _ in 1...2_000 {
        let lifetime = policy.jittered(.seconds(60), using: &random)
        // A double cannot tell apart lengths that differ by less than a nanosecond.
        let isInRange = lifetime >= shortest - .nanoseconds(1) && lifetime <= .seconds(60)
        try require(
          isInRange,
          "a lifetime of \(shortest.readable) … 60 s with jitter \(jitter), "
            + "not \(lifetime.readable)"
        )
      }
    }
  }

  func testWithoutJitterALifetimeStaysAsItIs() {
    var random = SplitMix64(seed: 4)
    for lifetime in [Duration.zero, .nanoseconds(1), .seconds(60), .days(365) + .nanoseconds(1)] {
      let jittered = EarlyRefresh(jitter: 0).jittered(lifetime, using: &random)
      expect(jittered, is: lifetime, "with jitter 0")
    }
    expect(EarlyRefresh(jitter: 1).jittered(.zero, using: &random), is: .zero, "with jitter 1")
  }

  func testJitterSpreadsLifetimesEvenly() {
    var random = SplitMix64(seed: 5)
    let policy = EarlyRefresh(jitter: 0.4)
    var counts = [0, 0, 0, 0]
    for _ in 1...Self.trials {
      let taken = Duration.seconds(100) - policy.jittered(.seconds(100), using: &random)
      counts[min(max(Int(taken / .seconds(10)), 0), 3)] += 1
    }
    for (number, count) in counts.enumerated() {
      let range = "\(90 - 10 * number) s … \(100 - 10 * number) s"
      expect(
        Double(count) / Double(Self.trials),
        isNear: 0.25,
        within: Self.tolerance,
        "for the share of lifetimes of \(range), with jitter 0.4 of 100 s, seed 5"
      )
    }
  }

  func testAllChanceComesFromTheGenerator() {
    func answers(seed: UInt64) -> [String] {
      var random = SplitMix64(seed: seed)
      let policy = EarlyRefresh(beta: 1, jitter: 0.5)
      return (1...100).map { _ in
        let isDue = policy.isDue(remaining: .seconds(1), loadTime: .seconds(1), using: &random)
        return "\(isDue) \(policy.jittered(.seconds(60), using: &random).readable)"
      }
    }
    expect(answers(seed: 6), is: answers(seed: 6), "asked 100 times, with the same seed again")
  }

  // MARK: - Loading

  func testAMissLoadsAndAHitDoesNot() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .never)
      expect(try await cache.value(for: "tea"), is: "tea 1", "on the first read")
      expect(schedule.clock.now.offset, is: .seconds(1), "after a load that takes 1 s")
      expect(try await cache.value(for: "tea"), is: "tea 1", "on the second read")
      expect(try await cache.value(for: "milk"), is: "milk 1", "for another key")
      loader.expectLoads(of: "tea", at: [0])
      loader.expectLoads(of: "milk", at: [1])
    }
  }

  func testReadersOfAMissingKeyShareOneLoad() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .never)
      let readers = (1...10).map { _ in Task { try await cache.value(for: "tea") } }
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0], "while ten readers wait")
      for reader in readers { try require(try await reader.value, is: "tea 1") }
      loader.expectLoads(of: "tea", at: [0], "after ten readers got their value")
    }
  }

  func testKeysDoNotWaitForEachOther() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .never)
      loader.loadTime = .seconds(50)
      let slow = Task { try await cache.value(for: "coffee") }
      await schedule.settle()
      loader.loadTime = .seconds(1)
      expect(try await cache.value(for: "tea"), is: "tea 1")
      expect(schedule.clock.now.offset, is: .seconds(1), "while \"coffee\" takes 50 s to load")
      expect(try await slow.value, is: "coffee 1")
    }
  }

  func testAnEntryIsDeadAtItsDeadline() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .never)
      _ = try await cache.value(for: "tea")  // until 1 s, so it lives until 61 s
      await schedule.pass(.seconds(60) - .nanoseconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 1", "1 ns before the deadline")
      await schedule.pass(.nanoseconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 2", "at the deadline")
      expect(schedule.clock.now.offset, is: .seconds(62), "after waiting for the load")
      loader.expectLoads(of: "tea", at: [0, 61], "without early refresh")
    }
  }

  // MARK: - Refreshing early

  func testAReadThatIsDueIsAnsweredAtOnceAndRefreshesBehind() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .always)
      _ = try await cache.value(for: "tea")
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for the reader that refreshes")
      expect(schedule.clock.now.offset, is: .seconds(11), "since that reader does not wait")
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0, 11], "once a read was due")
      await schedule.pass(.seconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 2", "once the refresh has ended")
      await schedule.pass(.seconds(1))
    }
  }

  func testARefreshBeginsANewLifetime() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .always)
      _ = try await cache.value(for: "tea")  // lives until 61 s
      await schedule.pass(.seconds(40))
      _ = try await cache.value(for: "tea")  // refreshed until 42 s, so it lives until 102 s
      await schedule.pass(.seconds(60))
      expect(try await cache.value(for: "tea"), is: "tea 2", "59 s after the refresh ended")
      expect(schedule.clock.now.offset, is: .seconds(101), "since the entry is alive")
      await schedule.pass(.seconds(1))
      loader.expectLoads(of: "tea", at: [0, 41, 101])
    }
  }

  func testOnlyOneRefreshOfAKeyIsUnderWay() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .always)
      _ = try await cache.value(for: "tea")
      let readers = (1...10).map { _ in Task { try await cache.value(for: "tea") } }
      for reader in readers { try require(try await reader.value, is: "tea 1") }
      await schedule.pass(.milliseconds(500))
      expect(try await cache.value(for: "tea"), is: "tea 1", "in the middle of the refresh")
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0, 1], "after eleven reads, all of them due")
      await schedule.pass(.seconds(1))
    }
  }

  func testAReadAfterTheDeadlineWaitsForTheRefreshThatIsUnderWay() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .always)
      _ = try await cache.value(for: "tea")  // lives until 61 s
      loader.loadTime = .seconds(30)
      await schedule.pass(.seconds(50))
      _ = try await cache.value(for: "tea")  // refreshes until 81 s
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 2", "for a read at the deadline")
      expect(schedule.clock.now.offset, is: .seconds(81), "when the refresh ended")
      loader.expectLoads(of: "tea", at: [0, 51])
    }
  }

  func testTheCacheMeasuresHowLongEachLoadTakes() async throws {
    // Keys that load in 1 s and are read 1 s before their deadline, and the same with 4 s, are both
    // due with probability exp(-1). So are keys that took 9 s at first and 1 s the last time.
    let count = 300
    try await inManyOrders(2) { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, EarlyRefresh(beta: 1, jitter: 0), lifetime: .seconds(100))
      func load(_ group: String, in time: Duration) async {
        loader.loadTime = time
        for key in 0..<count { Task { try await cache.value(for: "\(group) \(key)") } }
        await schedule.settle()
      }
      func expectShare(_ group: String, number: Int) async throws {
        for key in 0..<count { _ = try await cache.value(for: "\(group) \(key)") }
        await schedule.settle()
        let due = (0..<count).count { loader.loadCount(of: "\(group) \($0)") == number }
        expect(
          Double(due) / Double(count),
          isNear: 0.3679,
          within: 0.18,  // 2·exp(−2·300·0.18²) is 8·10⁻⁹
          "for the share of \(count) keys refreshed by one read each, which took \(group) to load "
            + "and had as long to live"
        )
      }
      await load("1 s", in: .seconds(1))  // live until 101 s
      await load("4 s", in: .seconds(4))  // live until 104 s
      await schedule.pass(.seconds(100))
      try await expectShare("1 s", number: 2)
      try await expectShare("4 s", number: 2)
      await schedule.pass(.seconds(100))
      await load("9 s, later 1 s", in: .seconds(9))
      await schedule.pass(.seconds(200))
      await load("9 s, later 1 s", in: .seconds(1))  // live for 101 s from now
      await schedule.pass(.seconds(100))
      try await expectShare("9 s, later 1 s", number: 3)
      await schedule.pass(.seconds(10))
    }
  }

  func testEntriesThatAreLoadedTogetherDoNotDieTogether() async throws {
    let count = 300
    try await inManyOrders(2) { schedule in
      let loader = RecordingLoader(schedule.clock)
      let policy = EarlyRefresh(beta: 0, jitter: 0.5)
      let cache = Self.cache(loader, policy, lifetime: .seconds(100))
      func readAll(number: Int) async -> Double {
        for key in 0..<count { Task { try await cache.value(for: "\(key)") } }
        await schedule.settle()
        return Double((0..<count).count { loader.loadCount(of: "\($0)") == number }) / Double(count)
      }
      expect(await readAll(number: 1), is: 1, "for the share of keys loaded at first")
      await schedule.pass(.seconds(50))  // t = 50 s, loaded at 1 s
      expect(await readAll(number: 2), is: 0, "for the share of keys that died in 49 s of 50 … 100")
      await schedule.pass(.seconds(26))
      expect(
        await readAll(number: 2),
        isNear: 0.5,
        within: 0.18,  // 2·exp(−2·300·0.18²) is 8·10⁻⁹
        "for the share of \(count) keys that died in 75 s, of lifetimes of 50 s … 100 s"
      )
      await schedule.pass(.seconds(25))
      let alive = await readAll(number: 1)
      expect(alive, is: 0, "for the share of keys still alive after 100 s, the whole lifetime")
      await schedule.pass(.seconds(10))
    }
  }

  // MARK: - Failure and cancellation

  func testAFailedRefreshLeavesTheEntryAsItWas() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .always)
      _ = try await cache.value(for: "tea")  // lives until 61 s
      loader.isDown = true
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for the reader whose refresh fails")
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 1", "after a refresh has failed")
      await schedule.pass(.seconds(10))
      loader.expectLoads(of: "tea", at: [0, 11, 21], "the next due read tries again")
      await schedule.pass(.seconds(30))  // 61 s
      let late = await errorThrown { _ = try await cache.value(for: "tea") }
      expect(
        late is RecordingLoader.Unavailable,
        "the loader's error for a read at the old deadline"
      )
      loader.isDown = false
      expect(try await cache.value(for: "tea"), is: "tea 5", "when loads succeed again")
    }
  }

  func testAFailedLoadReachesAllWhoWaitAndIsForgotten() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .never)
      loader.isDown = true
      let readers = (1...5).map { _ in Task { try await cache.value(for: "tea") } }
      for reader in readers {
        let error = await errorThrown { _ = try await reader.value }
        try require(
          error is RecordingLoader.Unavailable,
          "the loader's error for each reader that waits"
        )
      }
      loader.expectLoads(of: "tea", at: [0], "after five readers got the error")
      loader.isDown = false
      expect(try await cache.value(for: "tea"), is: "tea 2", "after a failure")
    }
  }

  func testALoadGoesOnWhenItsReaderIsCancelled() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, .never)
      let first = Task { try await cache.value(for: "tea") }
      await schedule.settle()
      let second = Task { try await cache.value(for: "tea") }
      await schedule.settle()
      first.cancel()
      expect(try? await second.value, is: "tea 1", "when the reader that came first is cancelled")
      switch await first.result {
      case .success(let value): expect(value, is: "tea 1", "for the cancelled reader")
      case .failure(let error):
        expect(error is CancellationError, "no other error than that for the cancelled reader")
      }
      loader.expectLoads(of: "tea", at: [0])
    }
  }
}

extension EarlyRefreshTests {
  /// With so many trials, a share is off by more than this with probability 3·10⁻⁹.
  private static let trials = 5_000
  private static let tolerance = 0.045

  private func requireChance(
    _ chance: Double,
    _ policy: EarlyRefresh,
    remaining: Duration,
    loadTime: Duration,
    seed: UInt64,
    file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    var random = SplitMix64(seed: seed)
    let due = (1...Self.trials).count { _ in
      policy.isDue(remaining: remaining, loadTime: loadTime, using: &random)
    }
    try require(
      Double(due) / Double(Self.trials),
      isNear: chance,
      within: Self.tolerance,
      "for the share of \(Self.trials) reads that are due, remaining \(remaining.readable), "
        + "load time \(loadTime.readable), beta \(policy.beta), seed \(seed)",
      file: file,
      line: line
    )
  }

  private static func cache(
    _ loader: RecordingLoader,
    _ policy: EarlyRefresh,
    lifetime: Duration = .seconds(60)
  ) -> EarlyRefreshCache<String, String, ManualClock> {
    EarlyRefreshCache(
      lifetime: lifetime,
      policy: policy,
      random: SplitMix64(seed: 7),
      clock: loader.clock,
      load: loader.load
    )
  }
}

extension EarlyRefresh {
  /// No refresh before the deadline.
  fileprivate static let never = EarlyRefresh(beta: 0, jitter: 0)

  /// Each read is due, except for one in 10¹⁰.
  fileprivate static let always = EarlyRefresh(beta: 1e12, jitter: 0)
}
