import Lab
import XCTest

final class CacheServerTests: XCTestCase {
  private let clock = VirtualClock()

  private func server() -> CacheServer<String, Int, VirtualClock> { CacheServer(clock: clock) }

  func testAValueLivesUntilItsDeadline() async throws {
    let cache = server()
    try await cache.insert(3, for: "apple", lifetime: .seconds(10))
    XCTAssertEqual(cache.remainingLifetime(of: "apple"), .seconds(10) - .milliseconds(1))
    clock.advance(by: .seconds(10) - .milliseconds(3))
    let alive = try await cache.value(for: "apple")
    XCTAssertEqual(alive, 3)
    let dead = try await cache.value(for: "apple")
    XCTAssertNil(dead)
    XCTAssertNil(cache.remainingLifetime(of: "apple"))
    XCTAssertEqual(cache.contents, [:])
  }

  func testItCountsWhatItIsAsked() async throws {
    let cache = server()
    try await cache.insert(3, for: "apple", lifetime: .seconds(10))
    _ = try await cache.value(for: "apple")
    _ = try await cache.value(for: "pear")
    try await cache.remove("apple")
    XCTAssertEqual(
      cache.counts,
      CacheServerCounts(reads: 2, hits: 1, insertions: 1, removals: 1)
    )
    XCTAssertEqual(cache.counts.operations, 4)
    cache.resetCounts()
    XCTAssertEqual(cache.counts.operations, 0)
    XCTAssertEqual(cache.contents, [:])
  }

  func testEachOperationTakesItsLatency() async throws {
    let cache = CacheServer<String, Int, _>(latency: .fixed(.milliseconds(5)), clock: clock)
    try await cache.insert(3, for: "apple", lifetime: .seconds(1))
    _ = try await cache.value(for: "apple")
    XCTAssertEqual(clock.now, .start.advanced(by: .milliseconds(10)))
  }

  func testAnOutageIsSaidInTheCachesWords() async throws {
    let cache = server()
    cache.goDown()
    do {
      _ = try await cache.value(for: "apple")
      XCTFail("the cache is down")
    } catch let error as CacheServerError {
      XCTAssertEqual(error.description, "the cache did not read \"apple\": it is down")
    }
    cache.comeUp()
    let value = try await cache.value(for: "apple")
    XCTAssertNil(value)
  }

  func testFailuresCanBeAskedForByOperation() async throws {
    let cache = server()
    cache.failNextRemovals()
    try await cache.insert(3, for: "apple", lifetime: .seconds(10))
    do {
      try await cache.remove("apple")
      XCTFail("it was told to fail")
    } catch is CacheServerError {}
    XCTAssertEqual(cache.contents, ["apple": 3])
    try await cache.remove("apple")
    XCTAssertEqual(cache.contents, [:])
  }

  func testATestMayChangeItBehindItsBack() async throws {
    let cache = server()
    cache.replaceValue(7, for: "pear")
    let value = try await cache.value(for: "pear")
    XCTAssertEqual(value, 7)
    cache.replaceValue(nil, for: "pear")
    XCTAssertEqual(cache.contents, [:])
  }
}
