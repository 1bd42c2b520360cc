import Lab
import XCTest

@testable import Demos

final class LadderTests: XCTestCase {
  func testAReadCostsAllWhoWereAsked() {
    let near = Place(name: "near", latency: .milliseconds(1), room: 2)
    let far = Place(name: "far", latency: .milliseconds(10), room: 4)
    let ladder = Ladder([near, far])
    XCTAssertEqual([0, 1, 2, 3].map { ladder.read($0) }, [1, 1, 11, 11].map { .milliseconds($0) })
    XCTAssertEqual(ladder.answers, [2, 2])
    XCTAssertEqual(ladder.measuredMean, .milliseconds(6))
    XCTAssertEqual(ladder.share(of: 0).reads, 0.5)
    XCTAssertEqual(ladder.share(of: 0).time, 2.0 / 24, accuracy: 1e-12)
  }

  func testTheMeanWorkedOutIsTheMeanOnTheClock() {
    for seed: UInt64 in 1...20 {
      let ladder = Ladder(Place.all)
      for key in Workload.uniform(keys: 1_000_000).requests(count: 500, seed: seed) {
        ladder.read(key)
      }
      XCTAssertEqual(ladder.measuredMean, ladder.expectedMean, "seed \(seed)")
    }
  }
}
