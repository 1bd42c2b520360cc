import Lab
import Simulation
import XCTest

/// Small streams whose hits were worked out by hand, and what holds for every policy.
final class PolicyTests: XCTestCase {
  /// The stream with which Belady, Nelson and Shedler showed FIFO's anomaly.
  private let anomaly = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]

  private func hits(_ policy: Policy, _ keys: [Int], capacity: Int) -> [Int] {
    var cache = policy.make(capacity: capacity, seed: 1)
    return keys.indices.filter { cache.request(keys[$0]) }
  }

  func testSmallStreamsHitWhereTheyShould() {
    let cases: [(policy: Policy, keys: [Int], capacity: Int, hits: [Int])] = [
      (.fifo, anomaly, 3, [7, 8, 11]),
      (.fifo, anomaly, 4, [4, 5]),
      (.lru, anomaly, 3, [7, 8]),
      (.lru, anomaly, 4, [4, 5, 7, 8]),
      // 3 takes the place of 2, the one that was used last, and 2 then that of 1.
      (.mru, [1, 2, 3, 1, 2, 3], 2, [3, 5]),
      (.lfu, [1, 1, 2, 3, 1, 2, 1], 2, [1, 4, 6]),
      // 2 goes for 4, since the hit on 1 has set its bit; then 3 for 2, and 4 for 3.
      (.clock, [1, 2, 3, 1, 4, 1, 2, 3, 4], 3, [3, 5]),
      // A1in 1, A1out 2: 1 leaves A1in before it comes back, and Am keeps it through the scan.
      (.twoQ, [1, 2, 3, 4, 5, 1, 6, 7, 8, 9, 1], 4, [10]),
      // The hand takes the mark of 1 and then 2; it comes around to 1, marked anew, and takes 3.
      (.sieve, [1, 2, 1, 3, 1, 4, 1, 2], 2, [2, 4, 6]),
      // 1 has two hits when it gets to the end of S, and moves to M; 2 has one, and does not.
      (.s3fifo, [1, 1, 1, 2, 2, 3, 4, 1, 2], 3, [1, 2, 4, 7]),
    ]
    for (policy, keys, capacity, expected) in cases {
      XCTAssertEqual(
        hits(policy, keys, capacity: capacity),
        expected,
        "\(policy.name) with room for \(capacity), requests \(keys)"
      )
    }
  }

  func testACacheWithoutRoomNeverHits() {
    for policy in Policy.all {
      XCTAssertEqual(hits(policy, [1, 1, 2, 1], capacity: 0), [], policy.name)
    }
  }

  func testWithRoomForAllOnlyFirstRequestsMiss() {
    let keys = Array(Workload.uniform(keys: 50).requests(count: 1_000, seed: 3))
    for policy in Policy.all {
      var cache = policy.make(capacity: 50, seed: 1)
      XCTAssertEqual(cache.replay(keys).misses, Set(keys).count, policy.name)
    }
  }

  func testAKeyJustAskedForIsThere() {
    for policy in Policy.all {
      for capacity in 1...12 {
        var cache = policy.make(capacity: capacity, seed: 1)
        for key in Workload.zipf(exponent: 0.8, keys: 40).requests(count: 400, seed: 5) {
          _ = cache.request(key)
          XCTAssertTrue(cache.request(key), "\(policy.name), room for \(capacity)")
        }
      }
    }
  }

  func testLRUHitsWhereTheStackDistanceIsBelowTheCapacity() {
    for seed: UInt64 in 1...5 {
      let keys = Array(Workload.zipf(exponent: 0.7, keys: 60).requests(count: 800, seed: seed))
      var stack: [Int] = []
      let distances = keys.map { key in
        let distance = stack.firstIndex(of: key)
        if let distance { stack.remove(at: distance) }
        stack.insert(key, at: 0)
        return distance ?? .max
      }
      for capacity in [1, 2, 7, 30, 59] {
        let expected = keys.indices.filter { distances[$0] < capacity }
        XCTAssertEqual(
          hits(.lru, keys, capacity: capacity),
          expected,
          "seed \(seed), room for \(capacity)"
        )
      }
    }
  }

  func testRandomGivesEveryKeyTheSameChance() {
    // Room for 4 of 8 keys, all equally likely: half of the requests hit, whoever goes.
    let keys = Array(Workload.uniform(keys: 8).requests(count: 20_000, seed: 9))
    let ratios = (1...3).map { seed in
      var cache = RandomPolicy(capacity: 4, seed: UInt64(seed))
      return cache.replay(keys).ratio
    }
    for ratio in ratios { XCTAssertEqual(ratio, 0.5, accuracy: 0.02) }
    XCTAssertEqual(Set(ratios).count, 3, "another seed makes other choices")
    // On a loop, whoever always took the same place would never hit again.
    var cache = RandomPolicy(capacity: 4, seed: 1)
    XCTAssertGreaterThan(
      cache.replay(Workload.loop(keys: 5).requests(count: 5_000, seed: 1)).ratio,
      0.4
    )
  }

  func testPoliciesAreFoundByWhatOneTypes() {
    for policy in Policy.all { XCTAssertEqual(Policy.named(policy.id)?.name, policy.name) }
    XCTAssertEqual(Policy.named("S3-fifo")?.name, "S3-FIFO")
    XCTAssertNil(Policy.named("lirs"))
    XCTAssertEqual(Set(Policy.all.map(\.id)).count, 10)
  }
}
