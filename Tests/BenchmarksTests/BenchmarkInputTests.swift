import Lab
import XCTest

@testable import Benchmarks

/// The keys and values that everybody is timed with.
final class BenchmarkInputTests: XCTestCase {
  private func input(_ setting: BenchmarkSetting) -> BenchmarkInput<String> {
    BenchmarkInput(setting, key: String.numbered)
  }

  func testTheSameSettingMakesTheSameScript() {
    let setting = BenchmarkSetting(keys: .string, entries: 100, threads: 2, requests: 200, seed: 5)
    let (one, two) = (input(setting), input(setting))
    XCTAssertEqual(one.lanes.map(\.reads), two.lanes.map(\.reads))
    var other = setting
    other.seed = 6
    XCTAssertNotEqual(one.lanes.map(\.reads), input(other).lanes.map(\.reads))
    XCTAssertNotEqual(one.lanes[0].reads, one.lanes[1].reads, "each thread has its own")
  }

  func testReadsAndPutsAreOfWhatIsThere() {
    let input = input(BenchmarkSetting(keys: .string, entries: 100, requests: 300))
    let residents = Set(input.residents.map(\.key))
    XCTAssertEqual(residents.count, 100)
    let lane = input.lanes[0]
    XCTAssertTrue(lane.reads.allSatisfy(residents.contains))
    XCTAssertTrue(lane.puts.allSatisfy { residents.contains($0.key) })
    XCTAssertEqual(lane.timed.count, 300)
    XCTAssertEqual(lane.before.count, 150)
  }

  func testMixedRequestsAreOfTwiceAsManyKeysAndATenthPuts() {
    let setting = BenchmarkSetting(keys: .string, traffic: .uniform, entries: 100, requests: 10_000)
    let requests = input(setting).lanes[0].requests
    XCTAssertEqual(Set(requests.map(\.key)).count, 200)
    let puts = Double(requests.count(where: \.isPut)) / Double(requests.count)
    XCTAssertEqual(puts, 0.1, accuracy: 0.01)
  }

  func testArrivalsAreNewAndWhoLeavesIsThere() {
    for (entries, threads) in [(100, 1), (101, 2), (100, 3)] {
      let setting = BenchmarkSetting(
        keys: .string,
        entries: entries,
        threads: threads,
        requests: 300
      )
      let input = input(setting)
      // In whichever order the threads come: here one after the other.
      var present = Set(input.residents.map(\.key))
      for arrival in input.lanes.flatMap(\.arrivals) {
        XCTAssertNotNil(present.remove(arrival.leaving), "\(threads) threads")
        XCTAssertTrue(present.insert(arrival.key).inserted, "\(threads) threads")
      }
      XCTAssertEqual(present.count, entries)
    }
  }

  func testAStringKeyIsLongerThanWhatFitsIntoAString() {
    XCTAssertEqual(String.numbered(42), "/products/0000000042")
    XCTAssertEqual(Int.numbered(42), 42)
  }

  func testTrafficIsReadFromItsWords() {
    let cases: [(String, Traffic?)] = [
      ("zipf", .zipf(1)), ("zipf:0.9", .zipf(0.9)), ("uniform", .uniform),
      ("in-order", .inOrder), ("one-key", .oneKey), ("zipf:", nil), ("zipf:-1", nil),
      ("zipf:nan", nil), ("loop", nil), ("", nil),
    ]
    for (text, traffic) in cases { XCTAssertEqual(Traffic(text), traffic, text) }
    for word in Traffic.words { XCTAssertNotNil(Traffic(word), word) }
  }

  func testTheMedianIsInTheMiddle() {
    XCTAssertEqual([3.0, 1, 2].median, 2)
    XCTAssertEqual([4.0, 1, 2, 3].median, 2.5)
    XCTAssertEqual([7.0].quantile(0.75), 7)
    XCTAssertEqual([0.0, 10, 20, 30, 40].quantile(0.25), 10)
    XCTAssertEqual([0.0, 10].quantile(0.75), 7.5)
    XCTAssertNil([Double]().median)
  }
}
