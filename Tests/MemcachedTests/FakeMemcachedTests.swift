import Lab
import Memcached
import XCTest

final class FakeMemcachedTests: XCTestCase {
  private let clock = ManualClock()

  func testAnItemExpiresWhenItsSecondsHavePassed() async throws {
    let cache = FakeMemcached(clock: clock)
    try await cache.set("a", "x", expiry: .seconds(10))
    clock.advance(by: .milliseconds(9999))
    let alive = try await cache.get("a")
    XCTAssertEqual(alive?.text, "x")
    clock.advance(by: .milliseconds(1))
    let expired = try await cache.get("a")
    XCTAssertNil(expired)
  }

  func testAnExpiredItemStaysInMemoryUntilSomebodyAsks() async throws {
    let cache = FakeMemcached(clock: clock)
    try await cache.set("a", "x", expiry: .seconds(10))
    clock.advance(by: .seconds(60))
    XCTAssertEqual(cache.itemCount, 1)
    _ = try await cache.get("a")
    XCTAssertEqual(cache.itemCount, 0)
    let stats = try await cache.stats()
    XCTAssertEqual(stats["get_expired"], "1")
    XCTAssertEqual(stats["expired_unfetched"], "1")
  }

  func testThirtyDaysIsALifetimeAndOneSecondMoreIsAMoment() async throws {
    let cache = FakeMemcached(clock: clock)
    try await cache.set("a", "x", expiry: .seconds(MemcachedExpiry.longestLifetime))
    try await cache.set("b", "x", expiry: .seconds(MemcachedExpiry.longestLifetime + 1))
    try await cache.set("c", "x", expiry: .at(unixTime: cache.unixTime + 100))
    let now = try await cache.get(["a", "b", "c"])
    XCTAssertEqual(now.keys.sorted(), ["a", "c"])
    clock.advance(by: .seconds(100))
    let later = try await cache.get(["a", "b", "c"])
    XCTAssertEqual(later.keys.sorted(), ["a"])
    clock.advance(by: .seconds(MemcachedExpiry.longestLifetime - 100))
    let end = try await cache.get("a")
    XCTAssertNil(end)
  }

  func testTheItemNotUsedForLongestMakesRoom() async throws {
    var limits = MemcachedLimits()
    // An item with a key of one byte and a value of 40 takes 100.
    limits.memory = 300
    let cache = FakeMemcached(limits: limits, clock: clock)
    let value = [UInt8](repeating: 1, count: 40)
    for key in ["a", "b", "c"] { try await cache.set(key, value) }
    XCTAssertEqual(cache.memoryInUse, 300)
    _ = try await cache.get("a")
    try await cache.set("d", value)
    let left = try await cache.get(["a", "b", "c", "d"])
    XCTAssertEqual(left.keys.sorted(), ["a", "c", "d"])
    let stats = try await cache.stats()
    XCTAssertEqual(stats["evictions"], "1")
    XCTAssertEqual(stats["evicted_unfetched"], "1")
  }

  func testWithoutEvictionAFullCacheRefuses() async throws {
    var limits = MemcachedLimits()
    limits.memory = 200
    limits.evicts = false
    let cache = FakeMemcached(limits: limits, clock: clock)
    let value = [UInt8](repeating: 1, count: 40)
    try await cache.set("a", value)
    try await cache.set("b", value)
    try await cache.set("b", value)
    do {
      try await cache.set("c", value)
      XCTFail("there is no room")
    } catch {
      XCTAssertEqual(error as? MemcachedError, .outOfMemory)
    }
    XCTAssertEqual(cache.itemCount, 2)
  }

  func testAFlushMakesWhatWasThereInvalidAndNothingLater() async throws {
    let cache = FakeMemcached(clock: clock)
    try await cache.set("old", "x")
    try await cache.flushAll()
    try await cache.set("new", "x")
    let found = try await cache.get(["old", "new"])
    XCTAssertEqual(found.keys.sorted(), ["new"], "even within the same second")
  }

  func testADelayedFlushComesWhenItsTimeHasCome() async throws {
    let cache = FakeMemcached(clock: clock)
    try await cache.set("old", "x")
    try await cache.flushAll(delay: 10)
    clock.advance(by: .seconds(8))
    let before = try await cache.get("old")
    XCTAssertNotNil(before)
    clock.advance(by: .seconds(3))
    let after = try await cache.get("old")
    XCTAssertNil(after)
    try await cache.set("new", "x")
    let new = try await cache.get("new")
    XCTAssertNotNil(new)
  }

  func testOutagesAndFailuresReachTheCallerAndAreCounted() async throws {
    let cache = FakeMemcached(clock: clock)
    try await cache.set("a", "x")
    cache.failNext(2)
    for _ in 0..<2 {
      do {
        _ = try await cache.get("a")
        XCTFail("it was told to fail")
      } catch {
        XCTAssertEqual(error as? MemcachedError, .unavailable("it was told to fail"))
      }
    }
    cache.goDown()
    do {
      _ = try await cache.get("a")
      XCTFail("it is down")
    } catch {
      XCTAssertEqual(error as? MemcachedError, .unavailable("it is down"))
    }
    cache.comeUp()
    let item = try await cache.get("a")
    XCTAssertEqual(item?.text, "x", "an outage of the network forgets nothing")
    XCTAssertEqual(cache.requestCount, 5)
    cache.restart()
    let gone = try await cache.get("a")
    XCTAssertNil(gone, "a server that was started anew has forgotten all")
  }

  func testAnItemTakesWhatMemcachedCountsForIt() async throws {
    let cache = FakeMemcached(clock: clock)
    try await cache.set("a", "abc", flags: 5)
    XCTAssertEqual(cache.memoryInUse, 67)
    try await cache.set("a", "abc")
    XCTAssertEqual(cache.memoryInUse, 63)
    try await cache.delete("a")
    XCTAssertEqual(cache.memoryInUse, 0)
  }
}
