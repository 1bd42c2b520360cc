import Lab
import Simulation
import XCTest

/// Hits on one stream, counted once and held against libCacheSim.
///
/// `.ci/simulate-exactness` compares many more; this notices a change without it.
final class GoldenTraceTests: XCTestCase {
  /// Zipf requests and bursts of scans.
  private let keys = Array(
    Workload.zipfWithScans(exponent: 1, keys: 10_000, scanShare: 0.3, burst: 500)
      .requests(count: 20_000, seed: 3)
  )

  func testEveryPolicyHitsAsOftenAsItDid() {
    let cases: [(policy: Policy, at50: Int, at500: Int)] = [
      (.random, 3_754, 7_127), (.fifo, 3_768, 7_209), (.mru, 418, 913), (.lru, 4_405, 7_533),
      (.clock, 4_609, 7_856), (.lfu, 6_253, 9_004), (.twoQ, 5_996, 8_453), (.lirs, 6_245, 8_926),
      (.arc, 6_197, 9_117), (.sieve, 6_174, 9_004), (.s3fifo, 6_318, 8_869),
      (.wTinyLFU, 6_264, 8_898),
    ]
    XCTAssertEqual(cases.map(\.policy.id), Policy.all.map(\.id))
    for (policy, at50, at500) in cases {
      for (capacity, hits) in [(50, at50), (500, at500)] {
        var cache = policy.make(capacity: capacity, seed: 3)
        XCTAssertEqual(cache.replay(keys).hits, hits, "\(policy.name), room for \(capacity)")
      }
    }
  }

  func testTheOptimumHitsAsOftenAsItDid() {
    let optimum = Optimum(keys)
    XCTAssertEqual(optimum.count(capacity: 50).hits, 7_406)
    XCTAssertEqual(optimum.count(capacity: 500).hits, 10_385)
  }
}
