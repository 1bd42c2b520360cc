import Lab
import XCTest

@testable import Redis

final class RedisHashTests: XCTestCase {
  private let seed: UInt64 = 20_260_302

  func testASmallHashKeepsTheOrderOfItsFields() {
    var random = SplitMix64(seed: seed)
    var hash = RedisHash()
    var model: [(field: RedisBytes, value: RedisBytes)] = []
    for step in 0..<20_000 {
      let field = RedisBytes("field \(Int.random(in: 0..<60, using: &random))")
      let place = model.firstIndex { $0.field == field }
      if Bool.random(using: &random) {
        let value = RedisBytes(step)
        XCTAssertEqual(hash.set(field, to: value), place == nil)
        if let place { model[place].value = value } else { model.append((field, value)) }
      } else {
        XCTAssertEqual(hash.remove(field), place != nil)
        if let place { model.remove(at: place) }
      }
      XCTAssertEqual(hash.count, model.count)
      XCTAssertEqual(hash[field], model.first { $0.field == field }?.value)
      let pairs = (0..<hash.count).map { hash.pair(at: $0) }
      XCTAssertTrue(pairs.elementsEqual(model, by: ==), "step \(step), seed \(seed)")
    }
    XCTAssertEqual(hash.encoding, "listpack")
  }

  func testALargeHashHoldsWhatWasPutThere() {
    var random = SplitMix64(seed: seed)
    var hash = RedisHash()
    var model: [RedisBytes: RedisBytes] = [:]
    for step in 0..<40_000 {
      let field = RedisBytes(Int.random(in: 0..<3_000, using: &random))
      if Int.random(in: 0..<3, using: &random) > 0 {
        let value = RedisBytes("value number \(step)")
        XCTAssertEqual(hash.set(field, to: value), model.updateValue(value, forKey: field) == nil)
      } else {
        XCTAssertEqual(hash.remove(field), model.removeValue(forKey: field) != nil)
      }
    }
    XCTAssertEqual(hash.encoding, "hashtable")
    XCTAssertEqual(hash.count, model.count)
    for (field, value) in model { XCTAssertEqual(hash[field], value) }
    var seen: [RedisBytes: RedisBytes] = [:]
    var cursor: UInt64 = 0
    repeat {
      cursor = hash.scan(from: cursor, atLeast: 10) { seen[$0] = $1 }
    } while cursor != 0
    XCTAssertEqual(seen, model)
  }

  func testItBecomesATableWhereRedisMakesItOne() {
    var hash = RedisHash()
    for number in 0..<512 { hash.set(RedisBytes(number), to: "v") }
    XCTAssertEqual(hash.encoding, "listpack")
    hash.set("one more", to: "v")
    XCTAssertEqual(hash.encoding, "hashtable")

    var other = RedisHash()
    other.set("f", to: RedisBytes(String(repeating: "x", count: 64)))
    XCTAssertEqual(other.encoding, "listpack")
    other.set("f", to: RedisBytes(String(repeating: "x", count: 65)))
    XCTAssertEqual(other.encoding, "hashtable")
    XCTAssertEqual(other.count, 1)
  }

  func testACopyStaysAsItWas() {
    for size in [3, 600] {
      var hash = RedisHash()
      for number in 0..<size { hash.set(RedisBytes(number), to: "old") }
      let copy = hash
      hash.set("0", to: "new")
      _ = hash.remove("1")
      XCTAssertEqual(copy["0"], "old")
      XCTAssertEqual(copy["1"], "old")
      XCTAssertEqual(copy.count, size)
    }
  }

  func testMemoryFollowsWhatIsHeld() {
    var hash = RedisHash()
    let empty = hash.memory
    let value = RedisBytes(String(repeating: "v", count: 60))
    for number in 0..<100 { hash.set(RedisBytes(number), to: value) }
    XCTAssertGreaterThanOrEqual(hash.memory, empty + 100 * value.heapSize)
    for number in 0..<100 { hash.set(RedisBytes(number), to: "v") }
    XCTAssertLessThan(hash.memory, empty + 100 * value.heapSize)
    for number in 0..<100 { XCTAssertTrue(hash.remove(RedisBytes(number))) }
    XCTAssertEqual(hash.memory, empty)
  }
}
