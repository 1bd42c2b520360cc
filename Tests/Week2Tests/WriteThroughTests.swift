import CheckSupport
import Lab
import Week2
import XCTest

final class WriteThroughTests: XCTestCase {
  // MARK: - Reading and writing

  func testARowThatWasReadIsCachedForItsLifetime() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for _ in 1...3 { expect(try await shop.prices.value(for: "tea"), is: 499) }
      expect(shop.database.counts.reads, is: 1, "reads of the database, after tea was read 3 times")
      await schedule.pass(.seconds(600))
      _ = try await shop.prices.value(for: "tea")
      expect(shop.database.counts.reads, is: 2, "600 s after tea was cached for 600 s")
      expect(try await shop.prices.value(for: "milk"), is: nil, "for a row that is not there")
    }
  }

  func testAnUpdateReachesTheDatabaseAndTheCache() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      try await shop.prices.update(599, for: "tea")
      expect(shop.database.row(for: "tea"), is: 599, "in the database")
      expect(shop.cache.contents, is: ["tea": 599], "in the cache")
      expect(try await shop.prices.value(for: "tea"), is: 599)
      expect(shop.database.counts.reads, is: 0, "reads of the database, by a read after the update")
    }
  }

  func testAnUpdateBeginsANewLifetime() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      await schedule.pass(.seconds(400))
      try await shop.prices.update(599, for: "tea")
      await schedule.pass(.seconds(599))
      expect(shop.cache.contents, is: ["tea": 599], "599 s after an update for 600 s")
      await schedule.pass(.seconds(1))
      expect(shop.cache.contents, is: [:], "600 s after an update for 600 s")
    }
  }

  func testADeletedRowIsGoneFromBoth() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      try await shop.prices.delete("tea")
      expect(shop.database.snapshot, is: ["coffee": 799], "in the database")
      expect(shop.cache.contents, is: [:], "in the cache")
      expect(try await shop.prices.value(for: "tea"), is: nil, "in the read after the deletion")
    }
  }

  // MARK: - The database refuses

  func testNobodySeesARowThatTheDatabaseHasNotAccepted() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      shop.database.failNext(1, .write)
      let update = Task { try await shop.prices.update(599, for: "tea") }
      await schedule.pass(.milliseconds(10))
      // The update is under way, and will be refused.
      let price = try await shop.prices.value(for: "tea")
      _ = await update.result
      expect(price, is: 499, "10 ms after an update began that the database then refused")
    }
  }

  func testARefusedUpdateLeavesBothAsTheyWere() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      for key in ["tea", "milk"] {
        shop.database.failNext(1, .write)
        let error = await errorThrown { try await shop.prices.update(599, for: key) }
        let situation = "after an update of \(key) that the database refused"
        let thrown = error as? DatabaseError
        try require(thrown, is: .injected(.write, of: key), "thrown, \(situation)")
        try require(shop.database.snapshot, is: ["tea": 499, "coffee": 799], situation)
        try require(shop.cache.contents, is: ["tea": 499], "in the cache, \(situation)")
      }
    }
  }

  func testARefusedDeletionLeavesBothAsTheyWere() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      shop.database.failNext(1, .delete)
      let error = await errorThrown { try await shop.prices.delete("tea") }
      expect(
        error as? DatabaseError,
        is: .injected(.delete, of: "tea"),
        "thrown by a refused deletion"
      )
      expect(shop.database.row(for: "tea"), is: 499, "in the database, after a refused deletion")
      expect(shop.cache.contents, is: ["tea": 499], "in the cache, after a refused deletion")
    }
  }

  func testAFailedReadReachesTheCaller() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.database.failNext(1, .read)
      let error = await errorThrown { _ = try await shop.prices.value(for: "tea") }
      let thrown = error as? DatabaseError
      expect(thrown, is: .injected(.read, of: "tea"), "thrown by a failed read")
      expect(try await shop.prices.value(for: "tea"), is: 499, "in the next read")
    }
  }

  // MARK: - The cache refuses

  func testAnUpdateThatOnlyTheCacheRefusesIsMade() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      shop.cache.failNextInsertions(1)
      let error = await errorThrown { try await shop.prices.update(599, for: "tea") }
      let situation = "when the database accepted an update and the cache did not"
      expect(error == nil, "no error \(situation)")
      expect(shop.database.row(for: "tea"), is: 599, "in the database, \(situation)")
      expect(shop.cache.contents, is: [:], "in the cache, where 499 would be old, \(situation)")
      expect(try await shop.prices.value(for: "tea"), is: 599, "in the next read")
    }
  }

  func testACacheThatIsDownStopsNothing() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.cache.goDown()
      expect(try await shop.prices.value(for: "tea"), is: 499, "with the cache down")
      try await shop.prices.update(599, for: "tea")
      expect(try await shop.prices.value(for: "tea"), is: 599, "updated with the cache down")
      try await shop.prices.delete("tea")
      expect(try await shop.prices.value(for: "tea"), is: nil, "deleted with the cache down")
    }
  }

  func testAnOldRowIsGoneWhenItsLifetimeIs() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      shop.cache.goDown()
      try await shop.prices.update(599, for: "tea")
      shop.cache.comeUp()
      await schedule.pass(.seconds(600))
      expect(
        try await shop.prices.value(for: "tea"),
        is: 599,
        "cached for 600 s, updated with the cache down, and read 600 s later"
      )
    }
  }

  func testManyStepsOneAfterTheOtherAgreeWithTheDatabase() async throws {
    try await inManyOrders(2) { schedule in
      var random = SplitMix64(seed: 3)
      let shop = Self.shop(schedule)
      var log: [String] = []
      for step in 1...400 {
        let key = ["tea", "coffee", "milk"][Int.random(in: 0..<3, using: &random)]
        switch Int.random(in: 0..<8, using: &random) {
        case 0...1:
          if random.chance(0.3) { shop.database.failNext(1, .write) }
          if random.chance(0.3) { shop.cache.failNextInsertions(1) }
          log.append("update \(key) to \(step)")
          _ = await errorThrown { try await shop.prices.update(step, for: key) }
        case 2:
          log.append("delete \(key)")
          try await shop.prices.delete(key)
        case 3:
          let seconds = Int.random(in: 1...400, using: &random)
          log.append("\(seconds) s pass")
          await schedule.pass(.seconds(seconds))
        default:
          log.append("read \(key)")
          let recent = "seed 3, step \(step), after: " + log.suffix(6).joined(separator: "; ")
          let row = try await shop.prices.value(for: key)
          try require(row, is: shop.database.row(for: key), recent)
        }
      }
    }
  }

  // MARK: - Changes in order

  func testChangesOfOneKeyAreMadeInTheirOrder() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let first = Task { try await shop.prices.update(1, for: "tea") }
      await schedule.settle()
      // Alone, the second would be done before the first.
      shop.database.latency = .fixed(.milliseconds(20))
      let second = Task { try await shop.prices.update(2, for: "tea") }
      await schedule.settle()
      let third = Task { try await shop.prices.delete("coffee") }
      for change in [first, second, third] { try await change.value }
      expect(shop.database.row(for: "tea"), is: 2, "in the database, updated to 1 and then to 2")
      expect(shop.cache.contents, is: ["tea": 2], "in the cache, updated to 1 and then to 2")
    }
  }

  func testManyChangesAtOnceLeaveBothInAgreement() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule, cacheJitter: .milliseconds(9))
      let changes = (1...20).map { number in
        Task {
          if number % 7 == 0 { return try await shop.prices.delete("tea") }
          try await shop.prices.update(number, for: "tea")
        }
      }
      for change in changes { try await change.value }
      expect(
        shop.cache.contents["tea"],
        is: shop.database.row(for: "tea"),
        "in the cache, after 20 changes of tea were asked for at once"
      )
    }
  }

  func testARefusedChangeDoesNotKeepTheNextFromBeingMade() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.database.failNext(1, .write)
      let first = Task { try await shop.prices.update(1, for: "tea") }
      await schedule.settle()
      let second = Task { try await shop.prices.update(2, for: "tea") }
      let errors = (
        await errorThrown { try await first.value }, await errorThrown { try await second.value }
      )
      expect(errors.0 is DatabaseError, "an error from the first of two updates, which was refused")
      expect(errors.1 == nil, "no error from the second of two updates, which was not refused")
      expect(shop.cache.contents, is: ["tea": 2], "in the cache, after both")
    }
  }

  func testChangesOfDifferentKeysDoNotWaitForEachOther() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let start = schedule.clock.now
      let changes = ["tea", "coffee", "milk", "water"].map { key in
        Task { try await shop.prices.update(1, for: key) }
      }
      for change in changes { try await change.value }
      expect(
        schedule.clock.now,
        is: start.advanced(by: .milliseconds(151)),
        "when 4 updates at once had ended, of 150 ms and 1 ms each"
      )
    }
  }

  func testOfChangesThatAreOverNothingIsKept() async throws {
    try await inManyOrders { schedule in
      let database = SlowDatabase<LivingKey, Int, _>(clock: schedule.clock)
      let cache = CacheServer<LivingKey, Int, _>(clock: schedule.clock)
      let names = WriteThroughCache(cache: cache, database: database, lifetime: .seconds(600))
      let living = Counter()
      for number in 1...4 {
        if number.isMultiple(of: 2) { database.failNext() }
        _ = await errorThrown { try await names.delete(LivingKey(number, living)) }
      }
      await schedule.settle()
      expect(living.value, is: 0, "keys that are still held, after 4 deletions, 2 of them refused")
    }
  }

  // MARK: - Cancellation

  func testACancelledCallersChangeIsMadeInBoth() async throws {
    try await inManyOrders { schedule in
      for moment in [0, 10, 150] {
        let shop = Self.shop(schedule)
        _ = try await shop.prices.value(for: "tea")
        let update = Task { try await shop.prices.update(599, for: "tea") }
        await schedule.pass(.milliseconds(moment))
        update.cancel()
        _ = await update.result
        await schedule.pass(.seconds(1))
        let situation = "with its caller cancelled \(moment) ms after the update began"
        try require(shop.database.row(for: "tea"), is: 599, "in the database, \(situation)")
        try require(shop.cache.contents, is: ["tea": 599], "in the cache, \(situation)")
      }
    }
  }
}

extension WriteThroughTests {
  private typealias Prices = WriteThroughCache<
    CacheServer<String, Int, ManualClock>, SlowDatabase<String, Int, ManualClock>
  >

  /// A row is cached for 600 s.
  private static func shop(
    _ schedule: Schedule,
    cacheJitter: Duration = .zero
  ) -> PriceShop<Int, Prices> {
    PriceShop(schedule, cacheJitter: cacheJitter) { cache, database in
      Prices(cache: cache, database: database, lifetime: .seconds(600))
    }
  }
}
