import CheckSupport
import Lab
import Week2
import XCTest

final class ReadThroughTests: XCTestCase {
  // MARK: - Reading

  func testAMissLoadsTheValue() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      expect(try await shop.prices.value(for: "tea"), is: 499)
      expect(try await shop.prices.value(for: "coffee"), is: 799, "after tea was loaded")
    }
  }

  func testAMissLoadsOnceAndAHitNever() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      await schedule.pass(.seconds(1))
      expect(shop.database.counts.reads, is: 1, "loads, after the first read of tea")
      let before = schedule.clock.now
      expect(try await shop.prices.value(for: "tea"), is: 499, "in the second read")
      await schedule.settle()
      expect(shop.database.counts.reads, is: 1, "loads, after the second read of tea")
      expect(schedule.clock.now, is: before, "after a hit, which takes no time")
    }
  }

  func testANilIsAValue() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      for _ in 1...3 {
        let price = try await shop.prices.value(for: "milk")
        expect(price, is: nil, "for a row that is not there")
      }
      expect(shop.database.counts.reads, is: 1, "loads, after 3 reads of a value that is nil")
    }
  }

  // MARK: - Lifetimes

  func testAValueLivesForItsLifetime() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      shop.database.replaceRow(599, for: "tea")
      await schedule.pass(.milliseconds(59_999))
      expect(try await shop.prices.value(for: "tea"), is: 499, "59.999 s after its load ended")
      await schedule.pass(.milliseconds(1))
      expect(try await shop.prices.value(for: "tea"), is: 599, "60 s after its load ended")
      await schedule.pass(.milliseconds(59_999))
      _ = try await shop.prices.value(for: "tea")
      expect(shop.database.counts.reads, is: 2, "59.999 s after the second load ended")
    }
  }

  func testReadingDoesNotProlongAValuesLife() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      for _ in 1...3 {
        await schedule.pass(.seconds(20))
        _ = try await shop.prices.value(for: "tea")
      }
      expect(shop.database.counts.reads, is: 2, "loads, read 4 times, every 20 s, for 60 s")
    }
  }

  // MARK: - Failed loads

  func testAFailureReachesTheCallerAndIsNotRemembered() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      shop.database.failNext()
      let error = await errorThrown { _ = try await shop.prices.value(for: "tea") }
      expect(error is DatabaseError, "the loader's own error, from the read whose load failed")
      expect(try await shop.prices.value(for: "tea"), is: 499, "right after a failed load")
      expect(try await shop.prices.value(for: "tea"), is: 499)
      expect(shop.database.counts.reads, is: 2, "loads, the first of which failed")
    }
  }

  func testADeadValueIsNotServedInPlaceOfAnError() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      await schedule.pass(.seconds(60))
      shop.database.failNext()
      let error = await errorThrown { _ = try await shop.prices.value(for: "tea") }
      expect(error is DatabaseError, "the loader's error, with a value that is dead")
    }
  }

  func testOfAFailedLoadNothingIsKept() async throws {
    try await inManyOrders { schedule in
      let cache = ReadThroughCache<LivingKey, Int, ManualClock>(
        lifetime: .seconds(60),
        clock: schedule.clock
      ) { _ in throw DatabaseError(operation: .read, subject: "a name", reason: .outage) }
      let living = Counter()
      for number in 1...3 {
        let error = await errorThrown {
          _ = try await cache.value(for: LivingKey(number, living))
        }
        expect(error is DatabaseError, "the loader's error")
      }
      expect(living.value, is: 0, "keys that are still held, after 3 failed loads")
    }
  }

  // MARK: - Several callers

  func testNobodyWaitsForALoadOfAnotherKey() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      let others = ["coffee", "milk", "water"].map { key in
        Task { _ = try await shop.prices.value(for: key) }
      }
      await schedule.settle()
      let start = schedule.clock.now
      expect(shop.database.counts.reads, is: 4, "loads begun, when 3 more keys were asked for")
      _ = try await shop.prices.value(for: "tea")
      expect(schedule.clock.now, is: start, "after a hit, with 3 loads under way")
      for other in others { try await other.value }
      expect(
        schedule.clock.now,
        is: start.advanced(by: .milliseconds(150)),
        "when 3 loads of 150 ms had ended that began together"
      )
    }
  }

  func testACancelledCallerHarmsNobodyElse() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let first = Task { _ = try await shop.prices.value(for: "tea") }
      await schedule.settle()
      let second = Task { try await shop.prices.value(for: "tea") }
      await schedule.pass(.milliseconds(10))
      first.cancel()
      _ = await first.result
      let error = await errorThrown { _ = try await second.value }
      try require(error == nil, "a value for the second caller, when the first one is cancelled")
      expect(try await second.value, is: 499, "for the second caller")
      expect(try await shop.prices.value(for: "tea"), is: 499, "in the next read")
    }
  }

  // MARK: - Removals

  func testARemovedValueIsLoadedAgain() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      _ = try await shop.prices.value(for: "tea")
      _ = try await shop.prices.value(for: "coffee")
      shop.database.replaceRow(599, for: "tea")
      await shop.prices.remove("tea")
      await shop.prices.remove("milk")
      expect(try await shop.prices.value(for: "tea"), is: 599, "after its removal")
      expect(try await shop.prices.value(for: "coffee"), is: 799, "after tea's removal")
      expect(shop.database.counts.reads, is: 3, "loads: tea, coffee, and tea again")
    }
  }

  func testALoadThatARemovalOvertookIsNotKept() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let reader = Task { try await shop.prices.value(for: "tea") }
      await schedule.pass(.milliseconds(10))
      // The reader's load has seen the old price.
      shop.database.replaceRow(599, for: "tea")
      await shop.prices.remove("tea")
      _ = try await reader.value
      expect(
        try await shop.prices.value(for: "tea"),
        is: 599,
        "changed and removed while its load was under way, and read when that had ended"
      )
    }
  }

  func testAReadAfterARemovalGetsALaterLoad() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let early = Task { _ = try await shop.prices.value(for: "tea") }
      await schedule.pass(.milliseconds(10))
      shop.database.replaceRow(599, for: "tea")
      await shop.prices.remove("tea")
      let late = Task { try await shop.prices.value(for: "tea") }
      expect(
        try await late.value,
        is: 599,
        "for a read that began after the removal, with an older load under way"
      )
      try await early.value
      await schedule.pass(.seconds(1))
      expect(try await shop.prices.value(for: "tea"), is: 599, "when both loads had ended")
      expect(shop.database.counts.reads, is: 2, "loads: one before the removal and one after it")
    }
  }

  func testARemovalStopsNoOtherKeysLoad() async throws {
    try await inManyOrders { schedule in
      let shop = Self.shop(schedule)
      let reader = Task { _ = try await shop.prices.value(for: "tea") }
      await schedule.pass(.milliseconds(10))
      await shop.prices.remove("coffee")
      try await reader.value
      _ = try await shop.prices.value(for: "tea")
      expect(shop.database.counts.reads, is: 1, "loads of tea, with coffee removed meanwhile")
    }
  }

  func testManyStepsAgreeWithANaiveModel() async throws {
    try await inManyOrders(2) { schedule in
      var random = SplitMix64(seed: 2)
      let shop = Self.shop(schedule)
      var deadlines: [String: LabInstant] = [:]
      var (loads, log) = (0, [String]())
      for step in 1...500 {
        let key = ["tea", "coffee", "milk", "water"][Int.random(in: 0..<4, using: &random)]
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
          log.append("remove \(key)")
          await shop.prices.remove(key)
          deadlines[key] = nil
        case 1...2:
          let seconds = Int.random(in: 1...30, using: &random)
          log.append("\(seconds) s pass")
          await schedule.pass(.seconds(seconds))
        default:
          log.append("read \(key)")
          let isHit = deadlines[key].map { schedule.clock.now < $0 } ?? false
          _ = try await shop.prices.value(for: key)
          if !isHit {
            loads += 1
            deadlines[key] = schedule.clock.now.advanced(by: .seconds(60))
          }
        }
        let recent = "seed 2, step \(step), after: " + log.suffix(6).joined(separator: "; ")
        try require(shop.database.counts.reads, is: loads, "loads; \(recent)")
      }
    }
  }
}

extension ReadThroughTests {
  private typealias Prices = ReadThroughCache<String, Int?, ManualClock>

  /// A value lives for 60 s.
  private static func shop(_ schedule: Schedule) -> PriceShop<Never, Prices> {
    PriceShop(schedule) { _, database in
      Prices(lifetime: .seconds(60), clock: schedule.clock) { key in try await database.read(key) }
    }
  }
}
