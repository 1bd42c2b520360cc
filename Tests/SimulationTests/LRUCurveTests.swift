import Lab
import Simulation
import XCTest

final class LRUCurveTests: XCTestCase {
  private let workloads: [Workload] = [
    .zipf(exponent: 0.9, keys: 3_000), .loop(keys: 700), .uniform(keys: 500), .scan,
    .shifting(.init(hot: 50, keys: 2_000, period: 700)),
  ]

  func testTheCurveIsWhatLRUDoesAtEverySize() {
    for workload in workloads {
      let keys = Array(workload.requests(count: 20_000, seed: 3))
      var curve = LRUCurve()
      // In pieces, as a trace comes.
      for start in stride(from: 0, to: keys.count, by: 3_000) {
        curve.record(keys[start..<min(start + 3_000, keys.count)])
      }
      XCTAssertEqual(curve.keyCount, Set(keys).count)
      for capacity in [0, 1, 2, 10, 499, 500, 699, 700, 1_500, 30_000] {
        var cache = LRUPolicy(capacity: capacity)
        let count = cache.replay(keys)
        XCTAssertEqual(curve.hits(capacity: capacity), count.hits, "\(workload.name), \(capacity)")
      }
    }
  }

  func testACurveOfNothingIsFlat() {
    XCTAssertEqual(LRUCurve().missRatio(capacity: 10), 0)
    XCTAssertEqual(SampledLRUCurve().missRatio(capacity: 10).ratio, 0)
  }

  func testTheSampledCurveIsWithinTheErrorThatItStates() {
    // A sample of 2,048 among 100,000 keys.
    let workloads: [Workload] = [
      .zipf(exponent: 0.8, keys: 100_000), .uniform(keys: 100_000), .loop(keys: 60_000),
      .shifting(.init(hot: 5_000, keys: 100_000, period: 20_000)),
    ]
    var (points, inside) = (0, 0)
    var total = 0.0
    for workload in workloads {
      let keys = Array(workload.requests(count: 300_000, seed: 8))
      var (exact, sampled) = (LRUCurve(), SampledLRUCurve(keys: 2_048))
      exact.record(keys[...])
      sampled.record(keys[...])
      let error = Double(abs(sampled.keyCount - exact.keyCount)) / Double(exact.keyCount)
      XCTAssertLessThan(error, 0.1, workload.name)
      for capacity in stride(from: 5_000, through: 95_000, by: 5_000) {
        let truth = exact.missRatio(capacity: capacity)
        let (ratio, error) = sampled.missRatio(capacity: capacity)
        points += 1
        total += abs(ratio - truth)
        // A class of the histogram is a hundredth wide, which no spread between samples shows.
        if abs(ratio - truth) <= error + 0.01 { inside += 1 }
      }
    }
    XCTAssertGreaterThan(Double(inside), 0.9 * Double(points), "\(inside) of \(points)")
    XCTAssertLessThan(total / Double(points), 0.03)
  }

  func testASmallTraceIsSampledWhole() {
    let keys = Array(Workload.zipf(exponent: 0.9, keys: 8_000).requests(count: 100_000, seed: 2))
    var (exact, sampled) = (LRUCurve(), SampledLRUCurve())
    exact.record(keys[...])
    sampled.record(keys[...])
    XCTAssertEqual(sampled.keyCount, exact.keyCount)
    for capacity in [100, 500, 2_000, 5_000] {
      XCTAssertEqual(
        sampled.missRatio(capacity: capacity).ratio,
        exact.missRatio(capacity: capacity),
        accuracy: 0.03
      )
    }
  }
}
