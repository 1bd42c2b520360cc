import XCTest

@testable import Redis

final class ScanTableTests: XCTestCase {
  func testItHoldsWhatADictionaryHolds() {
    var table = ScanTable<Int>()
    var expected: [RedisBytes: Int] = [:]
    var random = EngineProbe().engine.random
    for step in 0..<20_000 {
      let key: RedisBytes = "key:\(Int.random(in: 0..<500, using: &random))"
      let slot = table.find(key)
      XCTAssertEqual(slot >= 0 ? table[slot] : nil, expected[key])
      if slot >= 0 {
        _ = table.remove(at: slot)
        expected[key] = nil
      } else {
        table.insert(key, step)
        expected[key] = step
      }
      XCTAssertEqual(table.count, expected.count)
    }
  }

  func testAScanReturnsWhoWasThereThroughoutWhileTheTableGrowsAndShrinks() {
    for seed in 1...20 {
      var table = ScanTable<Int>()
      for number in 0..<100 { table.insert("stays:\(number)", number) }
      var seen: Set<RedisBytes> = []
      var cursor: UInt64 = 0
      var step = 0
      repeat {
        cursor = table.scan(from: cursor, atLeast: 5) { seen.insert($0.key) }
        step += 1
        if (step / 4 + seed) % 2 == 0 {
          for number in 0..<200 where table.find("t\(step):\(number)") < 0 {
            table.insert("t\(step):\(number)", 0)
          }
        } else {
          for node in table.nodes where !node.key.starts(with: "stays".utf8) {
            _ = table.remove(at: table.find(node.key))
          }
        }
        XCTAssertLessThan(step, 10_000, "the scan ends")
      } while cursor != 0 && step < 10_000
      for number in 0..<100 {
        XCTAssertTrue(seen.contains("stays:\(number)"), "stays:\(number), seed \(seed)")
      }
    }
  }

  func testTheOrderIsTheSameInEveryRun() {
    XCTAssertEqual(RedisBytes("hello").stableHash, RedisBytes("hello").stableHash)
    var table = ScanTable<Int>()
    for number in 0..<8 { table.insert("k\(number)", number) }
    var order: [Int] = []
    _ = table.scan(from: 0, atLeast: 100) { order.append($0.payload) }
    XCTAssertEqual(Set(order), Set(0..<8))
    XCTAssertEqual(order.count, 8)
  }
}
