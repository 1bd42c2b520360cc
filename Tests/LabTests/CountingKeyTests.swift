import Lab
import XCTest

final class CountingKeyTests: XCTestCase {
  private let keys = KeyCounter()

  func testHashingAndComparingAreCounted() {
    let a = keys.key(7)
    let b = keys.key(7)
    XCTAssertEqual(keys.cost, KeyCost(hashes: 0, comparisons: 0))
    XCTAssertTrue(a == b)
    XCTAssertFalse(a == keys.key(8))
    XCTAssertEqual(keys.cost, KeyCost(hashes: 0, comparisons: 2))
    XCTAssertEqual(a.hashValue, b.hashValue)
    XCTAssertEqual(keys.cost, KeyCost(hashes: 2, comparisons: 2))
    keys.reset()
    XCTAssertEqual(keys.hashes, 0)
    XCTAssertEqual(keys.comparisons, 0)
  }

  func testEachCounterCountsItsOwnKeys() {
    let others = KeyCounter()
    _ = others.key(1).hashValue
    XCTAssertEqual(keys.hashes, 0)
    XCTAssertEqual(others.hashes, 1)
  }

  func testALookupCostsLittleAndAScanCostsEveryKey() {
    let all = (0..<10_000).map(keys.key)
    var table: [CountingKey: Int] = [:]
    for (index, key) in all.enumerated() { table[key] = index }

    let lookup = keys.measure { table[keys.key(5000)] }
    XCTAssertEqual(lookup.hashes, 1)
    XCTAssertLessThan(lookup.comparisons, 50)

    let scan = keys.measure { all.firstIndex(of: keys.key(9999)) }
    XCTAssertEqual(scan, KeyCost(hashes: 0, comparisons: 10_000))
    XCTAssertEqual("\(scan)", "0 hashes, 10,000 comparisons")
    XCTAssertEqual("\(KeyCost(hashes: 1, comparisons: 1))", "1 hash, 1 comparison")
  }

  func testMeasuringPassesErrorsOnAndKeepsTheTotals() {
    XCTAssertThrowsError(try keys.measure { throw CancellationError() })
    _ = keys.key(1).hashValue
    XCTAssertEqual(keys.measure { keys.key(2).hashValue }.hashes, 1)
    XCTAssertEqual(keys.hashes, 2)
  }

  func testManyTasksLoseNoCount() async {
    await withTaskGroup(of: Void.self) { [keys] group in
      for n in 0..<8 {
        group.addTask {
          for _ in 0..<500 where keys.key(n) == keys.key(n) { _ = keys.key(n).hashValue }
        }
      }
    }
    XCTAssertEqual(keys.cost, KeyCost(hashes: 4000, comparisons: 4000))
  }

  func testAKeyReadsAsItsNumber() {
    XCTAssertEqual("\(keys.key(42))", "42")
  }
}
