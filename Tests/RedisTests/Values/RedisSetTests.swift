import Lab
import XCTest

@testable import Redis

final class RedisSetTests: XCTestCase {
  private let seed: UInt64 = 20_260_303

  func testItBehavesAsASetOfBytes() {
    for texts in [false, true] {
      var random = SplitMix64(seed: seed)
      var set = RedisSet()
      var model: Set<RedisBytes> = []
      for step in 0..<30_000 {
        let number = Int.random(in: -600..<600, using: &random)
        let member = texts ? RedisBytes("member number \(number)") : RedisBytes(number)
        switch Int.random(in: 0..<5, using: &random) {
        case 0..<2: XCTAssertEqual(set.insert(member), model.insert(member).inserted)
        case 2..<4: XCTAssertEqual(set.remove(member), model.remove(member) != nil)
        default:
          guard !set.isEmpty else { continue }
          let position = Int.random(in: 0..<set.count, using: &random)
          XCTAssertNotNil(model.remove(set.remove(at: position)), "step \(step), seed \(seed)")
        }
        XCTAssertEqual(set.contains(member), model.contains(member))
        XCTAssertEqual(set.count, model.count)
      }
      XCTAssertEqual(Set(set), model)
      var seen: Set<RedisBytes> = []
      var cursor: UInt64 = 0
      repeat {
        cursor = set.scan(from: cursor, atLeast: 10) { seen.insert($0) }
      } while cursor != 0
      XCTAssertEqual(seen, model)
    }
  }

  func testIntegersAreInOrderWhileThereIsNothingElse() {
    var set = RedisSet(["3", "-5", "10", "9223372036854775807"])
    XCTAssertEqual(Array(set), ["-5", "3", "10", "9223372036854775807"])
    XCTAssertEqual(set.encoding, "intset")
    // Not the way to write the integer 3: another member.
    XCTAssertFalse(set.contains("03"))
    set.insert("03")
    XCTAssertEqual(set.encoding, "hashtable")
    XCTAssertTrue(set.contains("3"))
    XCTAssertEqual(set.count, 5)
  }

  func testItBecomesATableWhereRedisMakesItOne() {
    var set = RedisSet((0..<512).map { RedisBytes($0) })
    XCTAssertEqual(set.encoding, "intset")
    set.insert("512")
    XCTAssertEqual(set.encoding, "hashtable")
    for number in 0...512 { XCTAssertTrue(set.remove(RedisBytes(number))) }
    XCTAssertTrue(set.isEmpty)
  }

  func testACopyStaysAsItWas() {
    for member: RedisBytes in ["4", "text"] {
      var set = RedisSet(["1", "2", member])
      let copy = set
      set.remove("1")
      set.insert("5")
      XCTAssertEqual(Set(copy), ["1", "2", member])
    }
  }
}
