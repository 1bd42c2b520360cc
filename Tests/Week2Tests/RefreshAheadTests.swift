import CheckSupport
import Lab
import Week2
import XCTest

/// In these checks a load takes 1 s, unless a check says otherwise.
///
/// An entry is fresh for 60 s from the end of its load, stale for 30 s more, and hot after 3 reads.
/// "tea 2" is what the second load of "tea" returns.
final class RefreshAheadTests: XCTestCase {
  // MARK: - Loading

  func testAMissLoadsAndAFreshEntryAnswersAtOnce() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      expect(try await cache.value(for: "tea"), is: "tea 1", "on the first read")
      expect(schedule.clock.now.offset, is: .seconds(1), "after a load that takes 1 s")
      await schedule.pass(.seconds(60) - .nanoseconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 1", "1 ns before it becomes stale")
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0])
      expect(await cache.count, is: 1)
    }
  }

  func testReadersOfAMissingKeyShareOneLoad() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
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
      let cache = Self.cache(loader)
      loader.loadTime = .seconds(50)
      let slow = Task { try await cache.value(for: "coffee") }
      await schedule.settle()
      loader.loadTime = .seconds(1)
      expect(try await cache.value(for: "tea"), is: "tea 1")
      expect(schedule.clock.now.offset, is: .seconds(1), "while \"coffee\" takes 50 s to load")
      expect(try await slow.value, is: "coffee 1")
    }
  }

  func testAFailedLoadReachesAllWhoWaitAndIsForgotten() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
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
      let cache = Self.cache(loader)
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

  // MARK: - Fresh, stale, gone

  func testAStaleEntryAnswersAtOnceAndIsRefreshedBehindTheReader() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      _ = try await cache.value(for: "tea")  // fresh until 61 s
      await schedule.pass(.seconds(60))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for a read at the moment it is stale")
      expect(schedule.clock.now.offset, is: .seconds(61), "since that reader does not wait")
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0, 61], "after a stale read")
      await schedule.pass(.seconds(1))
      expect(try await cache.value(for: "tea"), is: "tea 2", "once the refresh has ended")
      await schedule.pass(.seconds(59))
      expect(try await cache.value(for: "tea"), is: "tea 2", "59 s after the refresh has ended")
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0, 61], "since it is fresh again")
    }
  }

  func testAnEntryIsGoneWhenItsStaleTimeIsUp() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      _ = try await cache.value(for: "tea")  // stale from 61 s, gone from 91 s
      _ = try await cache.value(for: "milk")  // the same a second later
      await schedule.pass(.seconds(89))  // 91 s
      expect(try await cache.value(for: "tea"), is: "tea 2", "at the moment it is gone")
      expect(schedule.clock.now.offset, is: .seconds(92), "after waiting for the load")
      await schedule.pass(.days(1))
      expect(try await cache.value(for: "milk"), is: "milk 2", "a day later")
      loader.expectLoads(of: "tea", at: [0, 91])
    }
  }

  func testAReadOfWhatIsGoneWaitsForTheRefreshThatIsUnderWay() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      _ = try await cache.value(for: "tea")  // gone from 91 s
      loader.loadTime = .seconds(20)
      await schedule.pass(.seconds(80))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for a stale read at 81 s")
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 2", "for a read at 91 s")
      expect(schedule.clock.now.offset, is: .seconds(101), "when the refresh ended")
      loader.expectLoads(of: "tea", at: [0, 81])
    }
  }

  func testAFailedRefreshLeavesTheEntryAsItWas() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      _ = try await cache.value(for: "tea")  // stale from 61 s, gone from 91 s
      loader.isDown = true
      await schedule.pass(.seconds(70))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for the reader whose refresh fails")
      await schedule.pass(.seconds(10))
      expect(try await cache.value(for: "tea"), is: "tea 1", "after a refresh has failed")
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0, 71, 81], "the next stale read tries again")
      await schedule.pass(.seconds(10))  // 91 s
      let late = await errorThrown { _ = try await cache.value(for: "tea") }
      expect(late is RecordingLoader.Unavailable, "the loader's error when the entry is gone")
      loader.isDown = false
      expect(try await cache.value(for: "tea"), is: "tea 5", "when loads succeed again")
    }
  }

  // MARK: - Rounds

  func testARoundRefreshesWhatIsHotAndSoonStale() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      try await Self.load("tea", cache, reads: 3)  // fresh until 61 s
      await schedule.pass(.seconds(50) - .nanoseconds(1))
      await cache.refreshDue(within: .seconds(10))
      loader.expectLoads(of: "tea", at: [0], "10 s and 1 ns before it becomes stale")
      await schedule.pass(.nanoseconds(1))
      await cache.refreshDue(within: .seconds(10))
      expect(schedule.clock.now.offset, is: .seconds(52), "since the round waits for its load")
      expect(try await cache.value(for: "tea"), is: "tea 2", "after the round")
      await schedule.pass(.seconds(59))  // 111 s
      expect(try await cache.value(for: "tea"), is: "tea 2", "59 s after the refresh")
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0, 51], "since no read was stale")
    }
  }

  func testARoundLeavesColdEntriesAlone() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      try await Self.load("cold", cache, reads: 2)
      try await Self.load("hot", cache, reads: 3)
      // Ten readers wait for one load: not one of them found an entry.
      let crowd = (1...10).map { _ in Task { try await cache.value(for: "crowd") } }
      for reader in crowd { _ = try await reader.value }
      await schedule.pass(.seconds(57))
      await cache.refreshDue(within: .seconds(60))
      loader.expectLoads(of: "hot", at: [1, 60], "with three reads besides the first")
      loader.expectLoads(of: "cold", at: [0], "with two reads besides the first")
      loader.expectLoads(of: "crowd", at: [2], "with ten who had to wait for it")
      expect(try await cache.value(for: "cold"), is: "cold 1", "for a read of a cold, stale entry")
      await schedule.pass(.seconds(1))
      loader.expectLoads(of: "cold", at: [0, 61], "since a stale read refreshes even a cold entry")
    }
  }

  func testWhatIsNoLongerReadIsNoLongerRefreshed() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      try await Self.load("tea", cache, reads: 50)
      for _ in 1...4 {
        await schedule.pass(.seconds(20))
        await cache.refreshDue(within: .seconds(20))
      }
      loader.expectLoads(of: "tea", at: [0, 41], "with 50 reads before the refresh only")
    }
  }

  func testStaleReadsMakeAnEntryHot() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      try await Self.load("tea", cache, reads: 2)
      loader.isDown = true
      await schedule.pass(.seconds(70))
      expect(try await cache.value(for: "tea"), is: "tea 1", "for a stale read at 71 s")
      await schedule.pass(.seconds(5))
      loader.isDown = false
      await cache.refreshDue(within: .zero)
      loader.expectLoads(of: "tea", at: [0, 71, 76], "with two fresh reads and a stale one")
    }
  }

  func testARoundLoadsSideBySideAndOutlivesFailures() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      let keys = ["tea", "milk", "rice", "salt", "soap"]
      for key in keys { try await Self.load(key, cache, reads: 3) }  // until 5 s
      await schedule.pass(.seconds(50))
      loader.isDown = true
      await cache.refreshDue(within: .seconds(60))
      expect(schedule.clock.now.offset, is: .seconds(56), "since five failures take 1 s together")
      loader.isDown = false
      await cache.refreshDue(within: .seconds(60))
      expect(schedule.clock.now.offset, is: .seconds(57), "since five loads take 1 s together")
      for (number, key) in keys.enumerated() {
        loader.expectLoads(of: key, at: [Double(number), 55, 56], "once more, once failed")
        expect(try await cache.value(for: key), is: "\(key) 3", "after both rounds")
      }
    }
  }

  func testOnlyOneRefreshOfAKeyIsUnderWay() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      _ = try await cache.value(for: "tea")
      await schedule.pass(.seconds(70))
      let readers = (1...10).map { _ in Task { try await cache.value(for: "tea") } }
      for reader in readers {
        try require(try await reader.value, is: "tea 1", "for a stale read")
      }
      await schedule.pass(.milliseconds(500))
      expect(try await cache.value(for: "tea"), is: "tea 1", "in the middle of the refresh")
      let round = Task { await cache.refreshDue(within: .seconds(10)) }
      await schedule.settle()
      loader.expectLoads(of: "tea", at: [0, 71], "after eleven stale reads and a round")
      await round.value
      expect(schedule.clock.now.offset, is: .seconds(72), "when the refresh and the round end")
      loader.expectLoads(of: "tea", at: [0, 71], "after the round")
    }
  }

  func testReadsAreAnsweredDuringARound() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      try await Self.load("tea", cache, reads: 3)
      loader.loadTime = .seconds(5)
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
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      try await Self.load("tea", cache, reads: 50)  // gone from 91 s
      await schedule.pass(.seconds(60))
      try await Self.load("milk", cache, reads: 0)
      expect(await cache.count, is: 2)
      await schedule.pass(.seconds(28))
      await cache.refreshDue(within: .zero)
      loader.expectLoads(of: "tea", at: [0, 90], "for a round a second before it is gone")
      await schedule.pass(.seconds(90) - .nanoseconds(1))
      await cache.refreshDue(within: .days(1))
      expect(await cache.count, is: 1, "1 ns before the last entry is gone")
      await schedule.pass(.nanoseconds(1))
      await cache.refreshDue(within: .days(1))
      expect(await cache.count, is: 0, "when both are gone")
      loader.expectLoads(of: "milk", at: [61])
    }
  }

  // MARK: - Companions

  func testAReadBringsInTheCompanions() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      expect(try await cache.value(for: "page"), is: "page 1")
      loader.expectLoads(of: "page/reviews", at: [0], "beside the load of \"page\"")
      loader.expectLoads(of: "page/similar", at: [0], "beside the load of \"page\"")
      await schedule.settle()
      expect(try await cache.value(for: "page/reviews"), is: "page/reviews 1")
      expect(schedule.clock.now.offset, is: .seconds(1), "since the companion is there already")
      await schedule.pass(.seconds(1))
    }
  }

  func testAReaderDoesNotWaitForCompanionsNorSufferTheirFailures() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      loader.setLoadTime(.seconds(10), for: "page/reviews")
      loader.failNextLoad(of: "page/similar")
      expect(try await cache.value(for: "page"), is: "page 1")
      expect(schedule.clock.now.offset, is: .seconds(1), "with a companion that takes 10 s")
      await schedule.settle()
      expect(try await cache.value(for: "page/similar"), is: "page/similar 2", "after its failure")
      expect(try await cache.value(for: "page/reviews"), is: "page/reviews 1")
      expect(schedule.clock.now.offset, is: .seconds(10), "since the reader joins the first load")
    }
  }

  func testCompanionsThatAreThereAreNotLoadedAgain() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader)
      _ = try await cache.value(for: "page")
      _ = try await cache.value(for: "page")
      await schedule.pass(.seconds(80))
      _ = try await cache.value(for: "page")  // stale at 81 s, as its companions are
      await schedule.pass(.seconds(9))
      _ = try await cache.value(for: "page")
      await schedule.settle()
      loader.expectLoads(of: "page/reviews", at: [0], "while it was fresh, then stale")
      await schedule.pass(.seconds(1))
      _ = try await cache.value(for: "page")  // fresh, and its companions are gone
      await schedule.settle()
      loader.expectLoads(of: "page/reviews", at: [0, 91], "as a hit finds it gone")
      loader.expectLoads(of: "page", at: [0, 81])
      await schedule.pass(.seconds(1))
    }
  }

  func testCompanionsBringInNoCompanionsAndAreNotRead() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, hotFrom: 1)
      _ = try await cache.value(for: "page")
      await schedule.settle()
      loader.expectLoads(of: "page/reviews/reviews", at: [], "for companions' companions")
      await schedule.pass(.seconds(50))
      for _ in 1...5 { _ = try await cache.value(for: "page") }
      await cache.refreshDue(within: .seconds(60))
      loader.expectLoads(of: "page", at: [0, 51], "with five reads")
      loader.expectLoads(of: "page/reviews", at: [0], "which nobody has read")
    }
  }

  // MARK: - Running

  func testRunningMakesARoundEveryInterval() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, hotFrom: 1)
      try await Self.load("tea", cache, reads: 1)  // until 1 s
      let running = Task { try await cache.run(every: .seconds(25)) }
      // Rounds at 26, 51, 76, 101 … s; a refresh at 51 s is fresh until 112 s, one at 101 s until 162 s.
      for _ in 1...30 {
        await schedule.pass(.seconds(7))
        let before = schedule.clock.now
        _ = try await cache.value(for: "tea")
        expect(schedule.clock.now, is: before, "since no reader waits for what is read every 7 s")
      }
      loader.expectLoads(of: "tea", at: [0, 51, 101, 151, 201], "until 211 s")
      running.cancel()
      let end = await errorThrown { try await running.value }
      expect(end is CancellationError, "CancellationError at the end of run")
    }
  }

  func testRoundsKeepTheirTimeHoweverLongLoadsTake() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, hotFrom: 1)
      try await Self.load("tea", cache, reads: 1)
      loader.loadTime = .seconds(4)
      let running = Task { try await cache.run(every: .seconds(60)) }
      for _ in 1...5 {
        await schedule.pass(.seconds(59))
        _ = try await cache.value(for: "tea")
        await schedule.pass(.seconds(1))
      }
      loader.expectLoads(of: "tea", at: [0, 61, 121, 181, 241, 301], "each taking 4 s")
      await schedule.pass(.seconds(4))
      running.cancel()
      _ = await running.result
    }
  }

  func testACancelledRunStartsNothingMoreAndTakesNoLoadAway() async throws {
    try await inManyOrders { schedule in
      let loader = RecordingLoader(schedule.clock)
      let cache = Self.cache(loader, hotFrom: 1)
      try await Self.load("tea", cache, reads: 1)
      loader.loadTime = .seconds(5)
      let running = Task { try await cache.run(every: .seconds(50)) }
      await schedule.pass(.seconds(52))  // 53 s; the round of 51 s is loading until 56 s
      running.cancel()
      await schedule.pass(.seconds(3))
      expect(try await cache.value(for: "tea"), is: "tea 2", "from the load that was under way")
      let end = await errorThrown { try await running.value }
      expect(end is CancellationError, "CancellationError at the end of run")
      expect(schedule.clock.now.offset, is: .seconds(56), "when run has ended")
      await schedule.pass(.days(1))
      loader.expectLoads(of: "tea", at: [0, 51], "a day after the cancellation")
    }
  }
}

extension RefreshAheadTests {
  private typealias Cache = RefreshAheadCache<String, String, ManualClock>

  /// Only "page" has companions, and they have some of their own.
  private static func cache(_ loader: RecordingLoader, hotFrom: Int = 3) -> Cache {
    Cache(
      freshFor: .seconds(60),
      staleFor: .seconds(30),
      hotFrom: hotFrom,
      clock: loader.clock,
      companions: { key in
        let isPage = key.hasPrefix("page") && key.count { $0 == "/" } < 2
        return isPage ? ["\(key)/reviews", "\(key)/similar"] : []
      },
      load: loader.load
    )
  }

  /// One read that waits for the load, and then `reads` that find the entry.
  private static func load(_ key: String, _ cache: Cache, reads: Int) async throws {
    for _ in 0...reads { _ = try await cache.value(for: key) }
  }
}
