import CheckSupport
import Lab
import Week2
import XCTest

final class CacheAsideTests: XCTestCase {
  // MARK: - Reading

  func testAMissIsReadFromTheDatabase() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      expect(try await shop.prices.value(for: "tea"), is: 499)
      expect(try await shop.prices.value(for: "milk"), is: nil, "for a row that is not there")
    }
  }

  func testAHitLeavesTheDatabaseAlone() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.cache.replaceValue(450, for: "tea")
      expect(try await shop.prices.value(for: "tea"), is: 450, "with 450 cached for tea")
      expect(shop.database.counts.operations, is: 0, "operations of the database, after a hit")
      expect(shop.cache.counts.operations, is: 1, "operations of the cache, for a hit")
    }
  }

  func testARowThatWasReadIsCachedForItsLifetime() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for _ in 1...3 { _ = try await shop.prices.value(for: "tea") }
      expect(shop.database.counts.reads, is: 1, "reads of the database, after tea was read 3 times")
      await schedule.pass(.seconds(599))
      expect(try await shop.prices.value(for: "tea"), is: 499)
      expect(shop.database.counts.reads, is: 1, "599 s after tea was cached for 600 s")
      await schedule.pass(.seconds(1))
      expect(try await shop.prices.value(for: "tea"), is: 499)
      expect(shop.database.counts.reads, is: 2, "600 s after tea was cached for 600 s")
    }
  }

  func testReadingDoesNotProlongAnEntrysLife() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      shop.database.replaceRow(599, for: "tea")
      for _ in 1...5 {
        await schedule.pass(.seconds(120))
        _ = try await shop.prices.value(for: "tea")
      }
      expect(
        try await shop.prices.value(for: "tea"),
        is: 599,
        "600 s after tea was cached for 600 s, and read every 120 s"
      )
    }
  }

  // MARK: - Absent rows

  func testAnAbsenceIsCachedToo() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for _ in 1...3 { expect(try await shop.prices.value(for: "milk"), is: nil) }
      expect(
        shop.database.counts.reads,
        is: 1,
        "reads of the database, after a row that is not there was read 3 times"
      )
    }
  }

  func testAnAbsenceHasALifetimeOfItsOwn() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "milk")
      shop.database.replaceRow(99, for: "milk")
      await schedule.pass(.seconds(29))
      expect(try await shop.prices.value(for: "milk"), is: nil, "29 s into an absence of 30 s")
      await schedule.pass(.seconds(1))
      expect(try await shop.prices.value(for: "milk"), is: 99, "30 s into an absence of 30 s")
    }
  }

  // MARK: - Writing

  func testAnUpdateIsWrittenAndItsEntryRemoved() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      _ = try await shop.prices.value(for: "coffee")
      try await shop.prices.update(599, for: "tea")
      expect(shop.database.row(for: "tea"), is: 599, "in the database")
      expect(shop.cache.contents, is: ["coffee": 799], "in the cache, after tea was updated")
      expect(try await shop.prices.value(for: "tea"), is: 599, "in the read after the update")
    }
  }

  func testADeletedRowIsGoneFromBoth() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      _ = try await shop.prices.value(for: "coffee")
      try await shop.prices.delete("tea")
      expect(shop.database.snapshot, is: ["coffee": 799], "in the database")
      expect(shop.cache.contents, is: ["coffee": 799], "in the cache, after tea was deleted")
      expect(try await shop.prices.value(for: "tea"), is: nil, "in the read after the deletion")
    }
  }

  func testANewRowEndsItsAbsence() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "milk")
      try await shop.prices.update(99, for: "milk")
      expect(try await shop.prices.value(for: "milk"), is: 99, "read, created, read again")
    }
  }

  func testTheOldEntryStaysUntilTheDatabaseHasTheNewRow() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      let update = Task { try await shop.prices.update(599, for: "tea") }
      await schedule.pass(.milliseconds(10))
      // The write is under way. Whoever misses now reads the old row and caches it.
      let during = Task { try await shop.prices.value(for: "tea") }
      try await update.value
      _ = try await during.value
      expect(
        try await shop.prices.value(for: "tea"),
        is: 599,
        "updated, with a read 10 ms after the update began, and read when both were done"
      )
    }
  }

  func testAnOldRowIsGoneWhenItsLifetimeIs() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      // The reader asks the database before the write takes effect, and caches what it got after
      // the entry was removed.
      let reader = Task { try await shop.prices.value(for: "tea") }
      try await shop.prices.update(599, for: "tea")
      _ = try await reader.value
      await schedule.pass(.seconds(600))
      expect(
        try await shop.prices.value(for: "tea"),
        is: 599,
        "600 s after an update and a read that began together"
      )
    }
  }

  // MARK: - Failures

  func testACacheThatIsDownIsNotNoticed() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.cache.goDown()
      expect(try await shop.prices.value(for: "tea"), is: 499, "with the cache down")
      expect(try await shop.prices.value(for: "milk"), is: nil, "with the cache down")
      try await shop.prices.update(599, for: "tea")
      expect(try await shop.prices.value(for: "tea"), is: 599, "updated with the cache down")
      try await shop.prices.delete("tea")
      expect(try await shop.prices.value(for: "tea"), is: nil, "deleted with the cache down")
    }
  }

  func testARowThatTheCacheRefusesIsStillTheAnswer() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.cache.failNextInsertions(2)
      expect(try await shop.prices.value(for: "tea"), is: 499, "when the cache stores nothing")
      expect(try await shop.prices.value(for: "milk"), is: nil, "when the cache stores nothing")
      expect(shop.cache.contents, is: [:], "in the cache that refused")
    }
  }

  func testAFailedReadIsNotAnAbsence() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.database.failNext(1, .read)
      let error = await errorThrown { _ = try await shop.prices.value(for: "tea") }
      expect(
        error as? DatabaseError,
        is: .injected(.read, of: "tea"),
        "thrown, when the database did not read"
      )
      expect(shop.cache.contents, is: [:], "in the cache, after the read that failed")
      expect(try await shop.prices.value(for: "tea"), is: 499, "in the next read")
    }
  }

  func testARefusedWriteLeavesTheCacheAsItWas() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      let refused: [DatabaseOperation] = [.write, .delete]
      for ((name, change), operation) in zip(Self.changes(shop.prices), refused) {
        shop.database.failNext(1, operation)
        let error = await errorThrown(by: change)
        let situation = "\(name), refused by the database"
        let thrown = error as? DatabaseError
        try require(thrown, is: .injected(operation, of: "tea"), "thrown, \(situation)")
        try require(shop.cache.contents, is: ["tea": 499], "in the cache, \(situation)")
      }
    }
  }

  func testManyStepsOneAfterTheOtherAgreeWithTheDatabase() async throws {
    try await inManyOrders(2) { schedule in
      var random = SplitMix64(seed: 1)
      let shop = Self.shop(schedule)
      var log: [String] = []
      for step in 1...400 {
        let key = ["tea", "coffee", "milk"][Int.random(in: 0..<3, using: &random)]
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<2:
          log.append("update \(key) to \(step)")
          try await shop.prices.update(step, for: key)
        case 2:
          log.append("delete \(key)")
          try await shop.prices.delete(key)
        case 3:
          let seconds = Int.random(in: 1...400, using: &random)
          log.append("\(seconds) s pass")
          await schedule.pass(.seconds(seconds))
        case 4:
          log.append("the cache does not answer a read, or store what was read")
          shop.cache.failNextReads(1)
          _ = try await shop.prices.value(for: key)
          if random.chance(0.5) { shop.cache.failNextInsertions(1) }
          _ = try await shop.prices.value(for: key)
        default:
          log.append("read \(key)")
          let recent = "seed 1, step \(step), after: " + log.suffix(6).joined(separator: "; ")
          let row = try await shop.prices.value(for: key)
          try require(row, is: shop.database.row(for: key), recent)
        }
      }
    }
  }

  // MARK: - Cancellation

  func testACancelledReaderAsksTheDatabaseForNothing() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let reader = Task { _ = try await shop.prices.value(for: "tea") }
      await schedule.settle()
      reader.cancel()
      let error = await errorThrown { try await reader.value }
      expect(error is CancellationError, "a CancellationError, cancelled while asking the cache")
      expect(shop.database.counts.reads, is: 0, "reads, cancelled while asking the cache")

      let second = Task { _ = try await shop.prices.value(for: "tea") }
      await schedule.pass(.milliseconds(100))
      second.cancel()
      let late = await errorThrown { try await second.value }
      expect(late is CancellationError, "a CancellationError, cancelled while asking the database")
      expect(shop.cache.contents, is: [:], "in the cache, after two cancelled reads")
    }
  }

  func testAnAnswerOfTheDatabaseIsNotLostToACancellation() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let reader = Task { try await shop.prices.value(for: "tea") }
      await schedule.pass(.milliseconds(151))
      reader.cancel()
      expect(try await reader.value, is: 499, "cancelled while the row was being cached")
    }
  }

  func testAnUpdateOutlivesItsCallersCancellation() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for (name, change) in Self.changes(shop.prices) {
        shop.database.replaceRow(499, for: "tea")
        _ = try await shop.prices.value(for: "tea")
        let task = Task { try await change() }
        await schedule.pass(.milliseconds(150))
        // The database has accepted it, and the cache is being asked to remove the entry.
        task.cancel()
        _ = await task.result
        await schedule.pass(.seconds(1))
        let situation = "in the cache, \(name), its caller cancelled after the database accepted"
        try require(shop.cache.contents, is: [:], situation)
      }
    }
  }
}

extension CacheAsideTests {
  private typealias Prices = CacheAside<
    CacheServer<String, Int?, ManualClock>, SlowDatabase<String, Int, ManualClock>
  >

  /// A row is cached for 600 s, an absence for 30 s.
  private static func shop(_ schedule: Schedule) -> PriceShop<Int?, Prices> {
    PriceShop(schedule) { cache, database in
      Prices(
        cache: cache,
        database: database,
        lifetime: .seconds(600),
        absentLifetime: .seconds(30)
      )
    }
  }

  /// The two ways to change the row of tea.
  private static func changes(
    _ prices: Prices
  ) -> [(String, @Sendable () async throws -> Void)] {
    [
      ("tea updated", { try await prices.update(599, for: "tea") }),
      ("tea deleted", { try await prices.delete("tea") }),
    ]
  }
}
