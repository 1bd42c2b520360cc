import CheckSupport
import Lab
import Synchronization
import Week2
import XCTest

/// In these checks a load takes 1 s, unless it is said otherwise.
///
/// An entry is fresh for 60 s from the end of its load, stale for 30 s more, and hot from 3 reads
/// on. "tea 2" is what the second load of "tea" answers with.
final class RefreshAheadTests: XCTestCase {
  func testAMissLoadsAndAFreshEntryAnswersAtOnce() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      expect(try await cache.value(for: "tea"), is: "tea 1", "on the first read")
      expect(schedule.clock.now.offset, is: .seconds(1), "after a load that takes 1 s")
      await schedule.pass(.seconds(60) - .nanoseconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 1", "1 ns before it becomes stale")
      await schedule.settle()
      source.expectLoads(of: "tea", at: [0])
      expect(await cache.count, is: 1)
    }
  }

  func testReadersOfAMissingKeyShareOneLoad() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      let readers = (1...10).map { _ in Task { try await cache.value(for: "tea") } }
      await schedule.settle()
      source.expectLoads(of: "tea", at: [0], "while ten readers wait")
      for reader in readers {
        guard expect(try await reader.value, is: "tea 1") else { return }
      }
      source.expectLoads(of: "tea", at: [0], "after ten readers got their value")
    }
  }

  func testKeysDoNotWaitForEachOther() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      source.loadTime = .seconds(50)
      let slow = Task { try await cache.value(for: "coffee") }
      await schedule.settle()
      source.loadTime = .seconds(1)
      expect(try await cache.value(for: "tea"), is: "tea 1")
      expect(schedule.clock.now.offset, is: .seconds(1), "while \"coffee\" takes 50 s to load")
      expect(try await slow.value, is: "coffee 1")
    }
  }

  func testAStaleEntryAnswersAtOnceAndIsRefreshedBehindTheReader() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      _ = try await cache.value(for: "tea")  // fresh until 61 s
      await schedule.pass(.seconds(60))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for a read at the moment it is stale")
      expect(schedule.clock.now.offset, is: .seconds(61), "since that reader does not wait")
      await schedule.settle()
      source.expectLoads(of: "tea", at: [0, 61], "after a stale read")
      await schedule.pass(.seconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 2", "once the refresh has ended")
      await schedule.pass(.seconds(59))
      expect(try await cache.value(for: "tea"), is: "tea 2", "59 s after the refresh has ended")
      await schedule.settle()
      source.expectLoads(of: "tea", at: [0, 61], "since it is fresh again")
    }
  }

  func testOnlyOneRefreshOfAKeyIsUnderWay() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      _ = try await cache.value(for: "tea")
      await schedule.pass(.seconds(70))
      let readers = (1...10).map { _ in Task { try await cache.value(for: "tea") } }
      for reader in readers {
        guard expect(try await reader.value, is: "tea 1", "for a stale read") else { return }
      }
      await schedule.pass(.milliseconds(500))
      expect(try await cache.value(for: "tea"), is: "tea 1", "in the middle of the refresh")
      let round = Task { await cache.refreshDue(within: .seconds(10)) }
      await schedule.settle()
      source.expectLoads(of: "tea", at: [0, 71], "after eleven stale reads and a round")
      await round.value
      expect(schedule.clock.now.offset, is: .seconds(72), "as the refresh and the round end")
      source.expectLoads(of: "tea", at: [0, 71], "after the round")
    }
  }

  func testAnEntryIsGoneWhenItsStaleTimeIsUp() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      _ = try await cache.value(for: "tea")  // stale from 61 s, gone from 91 s
      _ = try await cache.value(for: "milk")  // the same a second later
      await schedule.pass(.seconds(89))  // 91 s
      expect(try await cache.value(for: "tea"), is: "tea 2", "at the moment it is gone")
      expect(schedule.clock.now.offset, is: .seconds(92), "after waiting for the load")
      await schedule.pass(.days(1))
      expect(try await cache.value(for: "milk"), is: "milk 2", "a day later")
      source.expectLoads(of: "tea", at: [0, 91])
    }
  }

  func testAReadOfWhatIsGoneWaitsForTheRefreshThatIsUnderWay() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      _ = try await cache.value(for: "tea")  // gone from 91 s
      source.loadTime = .seconds(20)
      await schedule.pass(.seconds(80))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for a stale read at 81 s")
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 2", "for a read at 91 s")
      expect(schedule.clock.now.offset, is: .seconds(101), "when the refresh ended")
      source.expectLoads(of: "tea", at: [0, 81])
    }
  }

  func testAFailedRefreshLeavesTheEntryAsItWas() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      _ = try await cache.value(for: "tea")  // stale from 61 s, gone from 91 s
      source.isDown = true
      await schedule.pass(.seconds(70))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for the reader whose refresh fails")
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 1", "after a refresh has failed")
      await schedule.settle()
      source.expectLoads(of: "tea", at: [0, 71, 81], "the next stale read tries again")
      await schedule.pass(.seconds(10))  // 91 s
      let late = await Task { try await cache.value(for: "tea") }.result
      expect(late.failure is Unavailable, "the loader's error when the entry is gone")
      source.isDown = false
      expect(try await cache.value(for: "tea"), is: "tea 5", "when the source is up again")
    }
  }

  func testAFailedLoadReachesAllWhoWaitAndIsForgotten() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      source.isDown = true
      let readers = (1...5).map { _ in Task { try await cache.value(for: "tea") } }
      for reader in readers {
        let error = await reader.result.failure
        guard expect(error is Unavailable, "the loader's error for each who waits") else { return }
      }
      source.expectLoads(of: "tea", at: [0], "after five readers got the error")
      source.isDown = false
      expect(try await cache.value(for: "tea"), is: "tea 2", "after a failure")
    }
  }

  func testALoadGoesOnWhenItsReaderIsCancelled() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      let first = Task { try await cache.value(for: "tea") }
      await schedule.settle()
      let second = Task { try await cache.value(for: "tea") }
      await schedule.settle()
      first.cancel()
      expect(await second.result.value, is: "tea 1", "when the reader who came first is cancelled")
      switch await first.result {
      case .success(let value): expect(value, is: "tea 1", "for the cancelled reader")
      case .failure(let error):
        expect(error is CancellationError, "no other error for the cancelled reader than that")
      }
      source.expectLoads(of: "tea", at: [0])
    }
  }

  func testARoundRefreshesWhatIsHotAndSoonStale() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      try await Self.load("tea", cache, reads: 3)  // fresh until 61 s
      await schedule.pass(.seconds(50) - .nanoseconds(1))
      await cache.refreshDue(within: .seconds(10))
      source.expectLoads(of: "tea", at: [0], "10 s and 1 ns before it becomes stale")
      await schedule.pass(.nanoseconds(1))
      await cache.refreshDue(within: .seconds(10))
      expect(schedule.clock.now.offset, is: .seconds(52), "as the round waits for its load")
      expect(try await cache.value(for: "tea"), is: "tea 2", "after the round")
      await schedule.pass(.seconds(59))  // 111 s
      expect(try await cache.value(for: "tea"), is: "tea 2", "59 s after the refresh")
      await schedule.settle()
      source.expectLoads(of: "tea", at: [0, 51], "as no read was stale")
    }
  }

  func testARoundLeavesColdEntriesAlone() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      try await Self.load("cold", cache, reads: 2)
      try await Self.load("hot", cache, reads: 3)
      // Ten readers wait for one load: not one of them found an entry.
      let crowd = (1...10).map { _ in Task { try await cache.value(for: "crowd") } }
      for reader in crowd { _ = try await reader.value }
      await schedule.pass(.seconds(57))
      await cache.refreshDue(within: .seconds(60))
      source.expectLoads(of: "hot", at: [1, 60], "with three reads besides the first")
      source.expectLoads(of: "cold", at: [0], "with two reads besides the first")
      source.expectLoads(of: "crowd", at: [2], "with ten who had to wait for it")
      expect(try await cache.value(for: "cold"), is: "cold 1", "for a read of a cold, stale entry")
      await schedule.pass(.seconds(1))
      source.expectLoads(of: "cold", at: [0, 61], "as a stale read refreshes even it")
    }
  }

  func testWhatIsNoLongerReadIsNoLongerRefreshed() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      try await Self.load("tea", cache, reads: 50)
      for _ in 1...4 {
        await schedule.pass(.seconds(20))
        await cache.refreshDue(within: .seconds(20))
      }
      source.expectLoads(of: "tea", at: [0, 41], "with 50 reads before the refresh only")
    }
  }

  func testStaleReadsMakeAnEntryHot() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      try await Self.load("tea", cache, reads: 2)
      source.isDown = true
      await schedule.pass(.seconds(70))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for a stale read at 71 s")
      await schedule.pass(.seconds(5))
      source.isDown = false
      await cache.refreshDue(within: .zero)
      source.expectLoads(of: "tea", at: [0, 71, 76], "with two fresh reads and a stale one")
    }
  }

  func testARoundLoadsSideBySideAndOutlivesFailures() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      let keys = ["tea", "milk", "rice", "salt", "soap"]
      for key in keys { try await Self.load(key, cache, reads: 3) }  // until 5 s
      await schedule.pass(.seconds(50))
      source.isDown = true
      await cache.refreshDue(within: .seconds(60))
      expect(schedule.clock.now.offset, is: .seconds(56), "as five failing loads take 1 s together")
      source.isDown = false
      await cache.refreshDue(within: .seconds(60))
      expect(schedule.clock.now.offset, is: .seconds(57), "as five loads take 1 s together")
      for (number, key) in keys.enumerated() {
        source.expectLoads(of: key, at: [Double(number), 55, 56], "once more, once failed")
        expect(try await cache.value(for: key), is: "\(key) 3", "after both rounds")
      }
    }
  }

  func testReadsAreAnsweredDuringARound() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      try await Self.load("tea", cache, reads: 3)
      source.loadTime = .seconds(5)
      let round = Task { await cache.refreshDue(within: .seconds(60)) }
      await schedule.pass(.seconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 1", "while a round loads it anew")
      expect(schedule.clock.now.offset, is: .seconds(2), "since the reader does not wait")
      await round.value
      expect(try await cache.value(for: "tea"), is: "tea 2", "after the round")
    }
  }

  func testARoundDropsWhatIsGone() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      try await Self.load("tea", cache, reads: 50)  // gone from 91 s
      await schedule.pass(.seconds(60))
      try await Self.load("milk", cache, reads: 0)
      expect(await cache.count, is: 2)
      await schedule.pass(.seconds(28))
      await cache.refreshDue(within: .zero)
      source.expectLoads(of: "tea", at: [0, 90], "for a round a second before it is gone")
      await schedule.pass(.seconds(90) - .nanoseconds(1))
      await cache.refreshDue(within: .days(1))
      expect(await cache.count, is: 1, "1 ns before the last entry is gone")
      await schedule.pass(.nanoseconds(1))
      await cache.refreshDue(within: .days(1))
      expect(await cache.count, is: 0, "when both are gone")
      source.expectLoads(of: "milk", at: [61])
    }
  }

  func testAReadBringsInTheCompanions() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      expect(try await cache.value(for: "page"), is: "page 1")
      source.expectLoads(of: "page/reviews", at: [0], "beside the load of \"page\"")
      source.expectLoads(of: "page/similar", at: [0], "beside the load of \"page\"")
      await schedule.settle()
      expect(try await cache.value(for: "page/reviews"), is: "page/reviews 1")
      expect(schedule.clock.now.offset, is: .seconds(1), "as the companion is there already")
      await schedule.pass(.seconds(1))
    }
  }

  func testAReaderDoesNotWaitForCompanionsNorSufferTheirFailures() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      source.setLoadTime(.seconds(10), for: "page/reviews")
      source.fail("page/similar")
      expect(try await cache.value(for: "page"), is: "page 1")
      expect(schedule.clock.now.offset, is: .seconds(1), "with a companion that takes 10 s")
      await schedule.settle()
      expect(try await cache.value(for: "page/similar"), is: "page/similar 2", "after its failure")
      expect(try await cache.value(for: "page/reviews"), is: "page/reviews 1")
      expect(schedule.clock.now.offset, is: .seconds(10), "as the reader joins the load under way")
    }
  }

  func testCompanionsThatAreThereAreNotLoadedAgain() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source)
      _ = try await cache.value(for: "page")
      _ = try await cache.value(for: "page")
      await schedule.pass(.seconds(80))
      _ = try await cache.value(for: "page")  // stale at 81 s, as its companions are
      await schedule.pass(.seconds(9))
      _ = try await cache.value(for: "page")
      await schedule.settle()
      source.expectLoads(of: "page/reviews", at: [0], "while it was fresh, then stale")
      await schedule.pass(.seconds(1))
      _ = try await cache.value(for: "page")  // fresh, and its companions are gone
      await schedule.settle()
      source.expectLoads(of: "page/reviews", at: [0, 91], "as a hit finds it gone")
      source.expectLoads(of: "page", at: [0, 81])
      await schedule.pass(.seconds(1))
    }
  }

  func testCompanionsBringInNoCompanionsAndAreNotRead() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source, hotFrom: 1)
      _ = try await cache.value(for: "page")
      await schedule.settle()
      source.expectLoads(of: "page/reviews/reviews", at: [], "for companions' companions")
      await schedule.pass(.seconds(50))
      for _ in 1...5 { _ = try await cache.value(for: "page") }
      await cache.refreshDue(within: .seconds(60))
      source.expectLoads(of: "page", at: [0, 51], "with five reads")
      source.expectLoads(of: "page/reviews", at: [0], "which nobody has read")
    }
  }

  func testRunningMakesARoundEveryInterval() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source, hotFrom: 1)
      try await Self.load("tea", cache, reads: 1)  // until 1 s
      let running = Task { try await cache.run(every: .seconds(25)) }
      // Rounds at 26, 51, 76, 101 … s; a refresh at 51 s is fresh until 112 s, one at 101 s until 162 s.
      for _ in 1...30 {
        await schedule.pass(.seconds(7))
        let before = schedule.clock.now
        _ = try await cache.value(for: "tea")
        expect(schedule.clock.now, is: before, "as no reader waits for what is read every 7 s")
      }
      source.expectLoads(of: "tea", at: [0, 51, 101, 151, 201], "until 211 s")
      running.cancel()
      let end = await running.result
      expect(end.failure is CancellationError, "CancellationError at the end of run")
    }
  }

  func testRoundsKeepTheirTimeHoweverLongLoadsTake() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source, hotFrom: 1)
      try await Self.load("tea", cache, reads: 1)
      source.loadTime = .seconds(4)
      let running = Task { try await cache.run(every: .seconds(60)) }
      for _ in 1...5 {
        await schedule.pass(.seconds(59))
        _ = try await cache.value(for: "tea")
        await schedule.pass(.seconds(1))
      }
      source.expectLoads(of: "tea", at: [0, 61, 121, 181, 241, 301], "each taking 4 s")
      await schedule.pass(.seconds(4))
      running.cancel()
      _ = await running.result
    }
  }

  func testACancelledRunStartsNothingMoreAndTakesNoLoadAway() async throws {
    try await inManyOrders { schedule in
      let source = Source(schedule.clock)
      let cache = Self.cache(source, hotFrom: 1)
      try await Self.load("tea", cache, reads: 1)
      source.loadTime = .seconds(5)
      let running = Task { try await cache.run(every: .seconds(50)) }
      await schedule.pass(.seconds(52))  // 53 s; the round of 51 s is loading until 56 s
      running.cancel()
      await schedule.pass(.seconds(3))
      expect(try await cache.value(for: "tea"), is: "tea 2", "from the load that was under way")
      expect(await running.result.failure is CancellationError, "CancellationError from run")
      expect(schedule.clock.now.offset, is: .seconds(56), "when run has ended")
      await schedule.pass(.days(1))
      source.expectLoads(of: "tea", at: [0, 51], "a day after the cancellation")
    }
  }
}

extension RefreshAheadTests {
  fileprivate typealias Cache = RefreshAheadCache<String, String, ManualClock>

  /// Only "page" has companions, and they have some of their own.
  private static func cache(_ source: Source, hotFrom: Int = 3) -> Cache {
    Cache(
      freshFor: .seconds(60),
      staleFor: .seconds(30),
      hotFrom: hotFrom,
      clock: source.clock,
      companions: { key in
        let isPage = key.hasPrefix("page") && key.count { $0 == "/" } < 2
        return isPage ? ["\(key)/reviews", "\(key)/similar"] : []
      },
      load: source.load
    )
  }

  /// A read that waits for the load, and so many that find the entry.
  private static func load(_ key: String, _ cache: Cache, reads: Int) async throws {
    for _ in 0...reads { _ = try await cache.value(for: key) }
  }
}

private struct Unavailable: Error {}

/// Where values come from: "tea 1" on the first load of "tea", "tea 2" on the second.
private final class Source: Sendable {
  private struct State {
    var loads: [String: [LabInstant]] = [:]
    var loadTime = Duration.seconds(1)
    var ownLoadTimes: [String: Duration] = [:]
    var isDown = false
    var failing: Set<String> = []
  }

  let clock: ManualClock
  private let state = Mutex(State())

  init(_ clock: ManualClock) {
    self.clock = clock
  }

  /// What loads that begin from now on take.
  var loadTime: Duration {
    get { state.withLock { $0.loadTime } }
    set { state.withLock { $0.loadTime = newValue } }
  }

  /// Whether loads that begin from now on fail.
  var isDown: Bool {
    get { state.withLock { $0.isDown } }
    set { state.withLock { $0.isDown = newValue } }
  }

  func setLoadTime(_ loadTime: Duration, for key: String) {
    state.withLock { $0.ownLoadTimes[key] = loadTime }
  }

  /// Makes the next load of `key` fail.
  func fail(_ key: String) {
    state.withLock { _ = $0.failing.insert(key) }
  }

  /// Expects that loads of `key` began at these seconds, and no others did.
  func expectLoads(
    of key: String,
    at seconds: [Double],
    _ situation: String = "",
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let began = state.withLock { $0.loads[key, default: []].map(\.offset) }
    let what = "for the moments when loads of \"\(key)\" began"
    expect(
      Moments(began),
      is: Moments(seconds.map { .seconds($0) }),
      situation.isEmpty ? what : "\(what), \(situation)",
      file: file,
      line: line
    )
  }

  @Sendable
  func load(_ key: String) async throws -> String {
    let (number, loadTime, fails) = state.withLock { state in
      state.loads[key, default: []].append(clock.now)
      let fails = state.failing.remove(key) != nil || state.isDown
      let loadTime = state.ownLoadTimes[key] ?? state.loadTime
      return (state.loads[key, default: []].count, loadTime, fails)
    }
    try await clock.sleep(for: loadTime)
    if fails { throw Unavailable() }
    return "\(key) \(number)"
  }
}

/// Moments as a learner reads them: "0 s, 61 s".
private struct Moments: Equatable, CustomDebugStringConvertible {
  let offsets: [Duration]

  init(_ offsets: [Duration]) {
    self.offsets = offsets
  }

  var debugDescription: String {
    offsets.isEmpty ? "none" : offsets.map(\.readable).joined(separator: ", ")
  }
}

extension Result {
  fileprivate var value: Success? { try? get() }

  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
