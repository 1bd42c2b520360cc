import Lab
import XCTest

@testable import Demos

final class CacheHierarchyTests: XCTestCase {
  func testAReadCostsTheLatencyOfEveryLevelItAsks() {
    let near = CacheLevel(name: "near", latency: .milliseconds(1), room: 2)
    let far = CacheLevel(name: "far", latency: .milliseconds(10), room: 4)
    let hierarchy = CacheHierarchy([near, far])
    XCTAssertEqual(
      [0, 1, 2, 3].map { hierarchy.read($0) },
      [1, 1, 11, 11].map { .milliseconds($0) }
    )
    XCTAssertEqual(hierarchy.answers, [2, 2])
    XCTAssertEqual(hierarchy.measuredMean, .milliseconds(6))
    XCTAssertEqual(hierarchy.share(of: 0).reads, 0.5)
    XCTAssertEqual(hierarchy.share(of: 0).time, 2.0 / 24, accuracy: 1e-12)
  }

  func testTheComputedMeanIsTheMeanOnTheClock() {
    for seed: UInt64 in 1...20 {
      let hierarchy = CacheHierarchy(CacheLevel.all)
      for key in Workload.uniform(keys: 1_000_000).requests(count: 500, seed: seed) {
        hierarchy.read(key)
      }
      XCTAssertEqual(hierarchy.measuredMean, hierarchy.expectedMean, "seed \(seed)")
    }
  }
}
