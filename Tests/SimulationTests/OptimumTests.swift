import Lab
import Simulation
import XCTest

final class OptimumTests: XCTestCase {
  func testSmallStreams() {
    let anomaly = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]
    let cases: [(keys: [Int], capacity: Int, hits: Int)] = [
      ([], 3, 0), ([1, 1, 1], 0, 0), ([1, 1, 1], 1, 2), ([1, 2, 1, 2], 1, 0),
      (anomaly, 3, 5), (anomaly, 4, 6), ([1, 2, 3, 1, 2, 3, 1, 2, 3], 2, 3),
    ]
    for (keys, capacity, hits) in cases {
      XCTAssertEqual(
        Optimum(keys).count(capacity: capacity),
        HitCount(hits: hits, misses: keys.count - hits),
        "room for \(capacity), requests \(keys)"
      )
    }
  }

  /// Every choice of victim, by brute force.
  func testNoChoiceOfVictimsIsBetter() {
    func most(_ keys: ArraySlice<Int>, _ cache: Set<Int>, _ capacity: Int) -> Int {
      guard let key = keys.first else { return 0 }
      let rest = keys.dropFirst()
      if cache.contains(key) { return 1 + most(rest, cache, capacity) }
      if cache.count < capacity { return most(rest, cache.union([key]), capacity) }
      return cache.map { most(rest, cache.subtracting([$0]).union([key]), capacity) }.max() ?? 0
    }
    for seed: UInt64 in 1...150 {
      let keys = Array(Workload.uniform(keys: 5).requests(count: 11, seed: seed))
      for capacity in 1...3 {
        XCTAssertEqual(
          Optimum(keys).count(capacity: capacity).hits,
          most(keys[...], [], capacity),
          "seed \(seed), room for \(capacity), requests \(keys)"
        )
      }
    }
  }

  func testNoPolicyIsBetter() {
    let workloads: [Workload] = [
      .zipf(exponent: 0.9, keys: 200), .loop(keys: 30), .uniform(keys: 60),
      .zipfWithScans(exponent: 1, keys: 100, scanShare: 0.3, burst: 40),
      .shifting(.init(hot: 20, keys: 200, period: 150)),
    ]
    for workload in workloads {
      for seed: UInt64 in 1...3 {
        let replay = RecordedRequests(workload.requests(count: 1_000, seed: seed))
        for capacity in [1, 2, 5, 25, 80] {
          let optimum = replay.optimum(capacity: capacity)
          XCTAssertEqual(optimum.accesses, 1_000)
          for policy in Policy.all {
            let count = replay.count(policy, capacity: capacity, seed: seed)
            XCTAssertLessThanOrEqual(
              count.hits,
              optimum.hits,
              "\(policy.name) on \(workload.name), seed \(seed), room for \(capacity)"
            )
          }
        }
      }
    }
  }

  func testMoreRoomNeverHurts() {
    let keys = Workload.zipf(exponent: 0.8, keys: 100).requests(count: 1_000, seed: 2)
    let optimum = Optimum(keys)
    let hits = (0...110).map { optimum.count(capacity: $0).hits }
    XCTAssertEqual(hits, hits.sorted())
    XCTAssertEqual(hits.last, 1_000 - Set(keys).count)
  }
}
