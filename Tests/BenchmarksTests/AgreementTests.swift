import Week1
import XCTest

@testable import Benchmarks

/// That those who are timed do what they are timed for.
final class AgreementTests: XCTestCase {
  private func results(of setting: BenchmarkSetting) -> [Benchmark.Result] {
    Benchmark(setting, Contestant.allCases, BenchmarkSetting.Operation.allCases, rounds: 2).run {
      _,
      _,
      _ in
    }
  }

  func testEverybodyAgreesWhateverTheSetting() {
    for keys in BenchmarkSetting.KeyKind.allCases {
      for traffic in [Traffic.zipf(1), .uniform, .inOrder, .oneKey] {
        for threads in [1, 2] {
          let setting = BenchmarkSetting(
            keys: keys,
            traffic: traffic,
            entries: 101,
            threads: threads,
            requests: 200
          )
          let results = results(of: setting)
          XCTAssertEqual(Agreement.problems(of: results, in: setting), [], "\(setting)")
          for result in results where result.operation == .churn {
            XCTAssertEqual(result.trials.map(\.checksum), [101, 101], "\(result.contestant)")
          }
          for result in results where result.operation == .get {
            XCTAssertEqual(result.trials.map(\.hits), [setting.requests, setting.requests])
          }
        }
      }
    }
  }

  func testEverybodyRunsWhatHeCan() {
    let one = results(of: BenchmarkSetting(entries: 100, threads: 1, requests: 50))
    // Two that never evict have no churn.
    XCTAssertEqual(one.count, 4 * Contestant.allCases.count - 2)
    let two = results(of: BenchmarkSetting(entries: 100, threads: 2, requests: 50))
    XCTAssertEqual(two.count, 4 * (Contestant.allCases.count - 2) - 2)
    XCTAssertFalse(two.contains { $0.contestant == .dictionary })
  }

  func testWhoReturnsSomethingElseIsNamed() {
    let setting = BenchmarkSetting(entries: 100, requests: 10)
    func result(
      _ contestant: Contestant,
      _ operation: BenchmarkSetting.Operation,
      _ checksum: Int,
      hits: Int
    ) -> Benchmark.Result {
      let trial = Trial(.nanoseconds(100), requests: 10, checksum: checksum, hits: hits)
      return Benchmark.Result(contestant: contestant, operation: operation, trials: [trial, trial])
    }
    let results = [
      result(.dictionary, .get, 70, hits: 10), result(.lru, .get, 60, hits: 9),
      result(.dictionary, .mixed, 70, hits: 10), result(.lru, .mixed, 70, hits: 8),
      result(.sieve, .mixed, 70, hits: 7), result(.bounded, .mixed, 70, hits: 6),
    ]
    XCTAssertEqual(
      Agreement.problems(of: results, in: setting),
      [
        "LRUCache, get: checksum 60, 9 hits where others have checksum 70, 10 hits",
        "BoundedCache, mixed: checksum 70, 6 hits where others have checksum 70, 8 hits",
      ]
    )
    XCTAssertEqual(results[0].trials.map(\.nanosecondsPerOperation), [10, 10])
  }

  func testNodesThatAreObjectsMakeTheSameCacheAsNodesInAnArray() {
    var objects = ClassNodeLRU<Int>(capacity: 20)
    var array = LRUCache<Int, Int>(capacity: 20)
    for (step, key) in Traffic.zipf(0.8).workload(keys: 60).requests(count: 2_000, seed: 7)
      .enumerated()
    {
      if step.isMultiple(of: 3) {
        XCTAssertEqual(objects.insert(step, for: key), array.insert(step, for: key), "step \(step)")
      } else {
        XCTAssertEqual(objects.value(for: key), array.value(for: key), "step \(step)")
      }
    }
  }

  func testAFullCacheWeighsMoreThanItsKeysAndValues() throws {
    for contestant in Contestant.allCases {
      let setting = BenchmarkSetting(entries: 5_000, requests: 1)
      guard let bytes = contestant.bytesPerEntry(setting) else {
        throw XCTSkip("the allocator here does not say what it has given out")
      }
      XCTAssertGreaterThan(bytes, 16, contestant.name)
    }
  }
}
