import XCTest

@testable import Redis

final class ClusterSlotTests: XCTestCase {
  func testSlotsAreThoseOfRedis() {
    let cases: [(RedisBytes, Int)] = [
      ("123456789", 0x31C3), ("", 0), ("foo", 12182), ("{a}b", 15495), ("a", 15495),
      ("{user1000}.following", 3443), ("{user1000}.followers", 3443),
      ("foo{}{bar}", 8363), ("foo{{bar}}zap", 4015), ("foo{bar}{zap}", 5061), ("bar", 5061),
    ]
    for (key, slot) in cases { XCTAssertEqual(ClusterSlot.of(key), slot, "\(key)") }
  }

  func testRunsOfNeighboursAreRanges() {
    XCTAssertEqual([1, 2, 3, 7, 9, 10].ranges, [1...3, 7...7, 9...10])
    XCTAssertEqual([Int]().ranges, [])
  }
}
