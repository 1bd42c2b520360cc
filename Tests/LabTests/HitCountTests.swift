import Lab
import XCTest

final class HitCountTests: XCTestCase {
  func testTheRatioIsHitsOverAccesses() {
    var count = HitCount()
    for hit in [true, false, true, true] { count.record(hit: hit) }
    XCTAssertEqual(count, HitCount(hits: 3, misses: 1))
    XCTAssertEqual(count.accesses, 4)
    XCTAssertEqual(count.ratio, 0.75)
    XCTAssertEqual("\(count)", "3 of 4 hit (75.0 %)")
    XCTAssertEqual("\(HitCount(hits: 250, misses: 3750))", "250 of 4,000 hit (6.2 %)")
  }

  func testTheRatioIsZeroBeforeTheFirstAccess() {
    XCTAssertEqual(HitCount().ratio, 0)
  }

  func testCountsAddUp() {
    var sum = HitCount(hits: 1, misses: 2) + HitCount(hits: 10, misses: 20)
    sum += HitCount(hits: 100)
    XCTAssertEqual(sum, HitCount(hits: 111, misses: 22))
  }
}
