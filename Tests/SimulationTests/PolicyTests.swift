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
      // 1 has two hits when it gets to the end of S, and moves to M; 2 was hit in M, and stays.
      // (In a cache that is not full yet, only 1 goes to S; 2 and 3 go to M.)
      (.s3fifo, [1, 1, 1, 2, 2, 3, 4, 1, 2], 3, [1, 2, 4, 7, 8]),
      // 1 and 2 are LIR. 4 pushes 3 out of the queue, but 3 is in the stack when it comes back: it
      // takes the place of 1, which has to go to the queue.
      (.lirs, [1, 2, 3, 4, 3, 1, 2, 3], 3, [5, 6, 7]),
      // The window is 1. 2 is asked for as often as 1 when it leaves the window, and a tie keeps 1.
      (.wTinyLFU, [1, 2, 3, 1, 1, 2, 3, 1], 2, [3, 4, 7]),
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

  func testTheCachesOfWeekOneHitWhereTheirPoliciesDo() {
    let workloads: [Workload] = [
      .zipf(exponent: 0.9, keys: 150), .loop(keys: 30),
      .shifting(.init(hot: 9, keys: 90, period: 50)),
    ]
    XCTAssertEqual(Policy.all.compactMap(\.asExercise).count, ExercisePolicy.allCases.count)
    for policy in Policy.all {
      guard let exercise = policy.asExercise else { continue }
      for workload in workloads {
        let keys = Array(workload.requests(count: 2_000, seed: 4))
        for capacity in [0, 1, 2, 3, 10, 29, 60] {
          XCTAssertEqual(
            hits(policy, keys, capacity: capacity),
            hits(exercise, keys, capacity: capacity),
            "\(policy.name) on \(workload.name), room for \(capacity)"
          )
        }
      }
    }
  }

  func testNoPolicyHoldsMoreThanItHasRoomFor() {
    // Keys of many sizes: what hits when all of them are asked for at once was held at once.
    let sizes = (0..<40).map { 1 + $0 * 7 % 13 }
    for policy in Policy.all {
      for capacity in [1, 5, 13, 40, 100] {
        for seed: UInt64 in 1...3 {
          var cache = policy.make(capacity: capacity, seed: seed)
          let keys = Array(Workload.uniform(keys: 40).requests(count: 200, seed: seed))
          for key in keys { _ = cache.request(key, weight: sizes[key]) }
          let held = (0..<40).filter { key in
            // A copy is asked, so that no question changes the next answer.
            var copy = cache
            return copy.request(key, weight: sizes[key])
          }
          let weight = held.reduce(0) { $0 + sizes[$1] }
          XCTAssertLessThanOrEqual(weight, capacity, "\(policy.name), seed \(seed)")
          XCTAssertTrue(capacity < 40 || !held.isEmpty, "\(policy.name) holds nothing")
        }
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
    XCTAssertEqual(Policy.named("wtinylfu")?.name, "W-TinyLFU")
    XCTAssertNil(Policy.named("belady"))
    XCTAssertEqual(Set(Policy.all.map(\.id)).count, 12)
  }
}
