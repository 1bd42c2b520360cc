import CheckSupport
import Lab
import Week2
import XCTest

final class WriteAroundTests: XCTestCase {
  // MARK: - Reading

  func testARowThatWasReadIsCachedForItsLifetime() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for _ in 1...3 { expect(try await shop.prices.value(for: "tea"), is: 499) }
      expect(shop.database.counts.reads, is: 1, "reads of the database, after tea was read 3 times")
      expect(shop.cache.contents, is: ["tea": 499], "in the cache")
      await schedule.pass(.seconds(600))
      _ = try await shop.prices.value(for: "tea")
      expect(shop.database.counts.reads, is: 2, "600 s after tea was cached for 600 s")
      expect(try await shop.prices.value(for: "milk"), is: nil, "for a row that is not there")
    }
  }

  func testAFailedReadReachesTheCaller() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.database.failNext(1, .read)
      let error = await errorThrown { _ = try await shop.prices.value(for: "tea") }
      expect(error is DatabaseError, "the database's error, from a read that it did not answer")
      expect(try await shop.prices.value(for: "tea"), is: 499, "in the next read")
    }
  }

  // MARK: - Single writes

  func testAnUpdateGoesAroundTheCache() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      try await shop.prices.update(99, for: "milk")
      expect(shop.database.row(for: "milk"), is: 99, "in the database, after its update")
      expect(shop.cache.contents, is: [:], "in the cache, after an update of what nobody has read")
    }
  }

  func testAnUpdateLeavesNoOldEntry() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      _ = try await shop.prices.value(for: "coffee")
      try await shop.prices.update(599, for: "tea")
      expect(shop.cache.contents, is: ["coffee": 799], "in the cache, after an update of tea")
      expect(try await shop.prices.value(for: "tea"), is: 599, "in the read after the update")
    }
  }

  func testADeletionLeavesNoOldEntry() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      try await shop.prices.delete("tea")
      expect(shop.database.snapshot, is: ["coffee": 799], "in the database")
      expect(shop.cache.contents, is: [:], "in the cache")
    }
  }

  // MARK: - Bulk writes

  func testManyRowsAreOneWriteOfTheDatabase() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      try await shop.prices.update(Self.newPrices)
      expect(
        shop.database.snapshot,
        is: ["tea": 599, "milk": 99, "salt": 49],
        "in the database, after an update of 4 rows, one of which it deleted"
      )
      expect(shop.database.counts.operations, is: 1, "operations of the database, for 4 rows")
      try await shop.prices.update([:])
      expect(shop.database.counts.operations, is: 1, "after one more update, of no rows")
    }
  }

  func testManyRowsGoAroundTheCacheAndLeaveNoOldEntry() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for key in ["tea", "coffee"] { _ = try await shop.prices.value(for: key) }
      shop.cache.replaceValue(10, for: "water")
      try await shop.prices.update(Self.newPrices)
      expect(
        shop.cache.contents,
        is: ["water": 10],
        "in the cache of tea, coffee and water, after an update of 4 rows, but not of water"
      )
    }
  }

  func testEntriesAreRemovedSideBySide() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let start = schedule.clock.now
      let names = (1...100).map { "\($0)" }
      try await shop.prices.update(Dictionary(uniqueKeysWithValues: zip(names, 1...100)))
      expect(
        schedule.clock.now,
        is: start.advanced(by: .milliseconds(151)),
        "when an update of 100 rows had ended; 150 ms for the database, 1 ms for each removal"
      )
    }
  }

  func testManyStepsOneAfterTheOtherAgreeWithTheDatabase() async throws {
    try await inManyOrders(2) { schedule in
      var random = SplitMix64(seed: 4)
      let shop = Self.shop(schedule)
      let keys = ["tea", "coffee", "milk", "salt"]
      var log: [String] = []
      for step in 1...400 {
        let key = keys[Int.random(in: 0..<4, using: &random)]
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
          log.append("update \(key) to \(step)")
          try await shop.prices.update(step, for: key)
        case 1:
          log.append("delete \(key)")
          try await shop.prices.delete(key)
        case 2:
          log.append("update tea to \(step), delete \(key)")
          try await shop.prices.update(key == "tea" ? ["tea": nil] : ["tea": step, key: nil])
        default:
          log.append("read \(key)")
          let recent = "seed 4, step \(step), after: " + log.suffix(6).joined(separator: "; ")
          let row = try await shop.prices.value(for: key)
          try require(row, is: shop.database.row(for: key), recent)
        }
      }
    }
  }

  // MARK: - Order and cancellation

  func testTheOldEntryStaysUntilTheDatabaseHasTheNewRow() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for (name, change) in Self.changesOfTea(shop.prices) {
        shop.database.replaceRow(499, for: "tea")
        _ = try await shop.prices.value(for: "tea")
        let write = Task { try await change() }
        await schedule.pass(.milliseconds(10))
        // The write is under way. Whoever misses now reads the old row and caches it.
        let during = Task { _ = try await shop.prices.value(for: "tea") }
        try await write.value
        try await during.value
        let situation = "\(name), with a read 10 ms after it began, when both were done"
        try require(shop.cache.contents, is: [:], "in the cache, \(situation)")
      }
    }
  }

  func testAWriteOutlivesItsCallersCancellation() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for (name, change) in Self.changesOfTea(shop.prices) {
        shop.cache.replaceValue(499, for: "tea")
        let task = Task { try await change() }
        await schedule.pass(.milliseconds(150))
        // The database has accepted it, and the cache is being asked to remove the entry.
        task.cancel()
        _ = await task.result
        await schedule.pass(.seconds(1))
        let situation = "\(name), its caller cancelled after the database accepted"
        try require(shop.cache.contents, is: [:], "in the cache, \(situation)")
      }
    }
  }

  // MARK: - Failures

  func testARefusedWriteLeavesTheCacheAsItWas() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      for (name, change) in Self.changesOfTea(shop.prices) {
        shop.database.failNext()
        let error = await errorThrown(by: change)
        let situation = "\(name), refused by the database"
        try require(error is DatabaseError, "the database's error, \(situation)")
        try require(shop.cache.contents, is: ["tea": 499], "in the cache, \(situation)")
      }
    }
  }

  func testACacheThatIsDownIsNotNoticed() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.cache.goDown()
      expect(try await shop.prices.value(for: "tea"), is: 499, "with the cache down")
      for (name, change) in Self.changesOfTea(shop.prices) {
        let error = await errorThrown(by: change)
        try require(error == nil, "no error, \(name) with the cache down")
      }
      expect(try await shop.prices.value(for: "coffee"), is: 799, "with the cache down")
    }
  }

  func testARemovalThatFailsKeepsNoOtherFromGoing() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule, cacheJitter: .milliseconds(9))
      let rows = Dictionary(uniqueKeysWithValues: (1...20).map { ("\($0)", $0) })
      for (key, row) in rows { shop.cache.replaceValue(row, for: key) }
      shop.cache.failNextRemovals(1)
      let error = await errorThrown { try await shop.prices.update(rows) }
      let situation = "when the database accepted 20 rows and the cache refused one removal"
      expect(error == nil, "no error, \(situation)")
      expect(shop.cache.contents.count, isAtMost: 1, "entries left of 20, \(situation)")
    }
  }
}

extension WriteAroundTests {
  private typealias Prices = WriteAroundCache<
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

  /// Four rows for a bulk write, which deletes one of them.
  private static let newPrices: [String: Int?] = [
    "tea": 599, "milk": 99, "salt": 49, "coffee": nil,
  ]

  /// The three ways to change the row of tea.
  private static func changesOfTea(
    _ prices: Prices
  ) -> [(String, @Sendable () async throws -> Void)] {
    [
      ("tea updated", { try await prices.update(599, for: "tea") }),
      ("tea updated with others", { try await prices.update(["tea": 599, "salt": 49]) }),
      ("tea deleted", { try await prices.delete("tea") }),
    ]
  }
}
