import Lab
import XCTest

@testable import Redis

final class RedisListTests: XCTestCase {
  private let seed: UInt64 = 20_260_301

  func testTheRingBehavesAsAnArray() {
    var random = SplitMix64(seed: seed)
    var list = RedisList()
    var model: [RedisBytes] = []
    for step in 0..<20_000 {
      let element = self.element(using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1:
        list.append(element)
        model.append(element)
      case 2, 3:
        list.prepend(element)
        model.insert(element, at: 0)
      case 4: XCTAssertEqual(list.popFirst(), model.isEmpty ? nil : model.removeFirst())
      case 5: XCTAssertEqual(list.popLast(), model.popLast())
      case 6:
        let index = Int.random(in: 0...model.count, using: &random)
        list.insert(element, at: index)
        model.insert(element, at: index)
      case 7 where !model.isEmpty:
        let index = Int.random(in: 0..<model.count, using: &random)
        list[index] = element
        model[index] = element
      case 8:
        let limit = Int.random(in: 1...5, using: &random)
        let fromBack = Bool.random(using: &random)
        let removed = list.removeAll(element, limit: limit, fromBack: fromBack)
        XCTAssertEqual(removed, Self.remove(element, limit, fromBack, from: &model))
      default:
        let first = Int.random(in: 0...min(3, model.count), using: &random)
        let last = min(model.count - first, step % 3)
        list.trim(first: first, last: last)
        model = Array(model.dropFirst(first).dropLast(last))
      }
      XCTAssertEqual(list.elements, model, "step \(step), seed \(seed)")
      XCTAssertEqual(list.firstIndex(of: element), model.firstIndex(of: element))
      let heap = model.reduce(0) { $0 + $1.heapSize }
      XCTAssertGreaterThanOrEqual(list.memory, heap + model.count * 16)
      XCTAssertLessThanOrEqual(list.memory, heap + max(16, model.count * 4) * 16 + 64)
    }
  }

  func testACopyStaysAsItWas() {
    var list = RedisList(["a", "b", "c"])
    let copy = list
    list[1] = "x"
    _ = list.popFirst()
    XCTAssertEqual(copy.elements, ["a", "b", "c"])
    XCTAssertEqual(list.elements, ["x", "c"])
  }

  func testAnEmptiedListGivesItsMemoryBack() {
    var list = RedisList()
    let empty = list.memory
    for number in 0..<10_000 { list.append(RedisBytes("a rather long element \(number)")) }
    XCTAssertGreaterThan(list.memory, 10_000 * 32)
    while list.popFirst() != nil {}
    XCTAssertLessThanOrEqual(list.memory, empty + 16 * 16)
  }

  private func element(using random: inout SplitMix64) -> RedisBytes {
    let number = Int.random(in: 0..<8, using: &random)
    return number < 6 ? RedisBytes(number) : RedisBytes("longer than fourteen bytes \(number)")
  }

  private static func remove(
    _ element: RedisBytes,
    _ limit: Int,
    _ fromBack: Bool,
    from model: inout [RedisBytes]
  ) -> Int {
    var removed = 0
    while removed < limit,
      let index = fromBack ? model.lastIndex(of: element) : model.firstIndex(of: element)
    {
      model.remove(at: index)
      removed += 1
    }
    return removed
  }
}

extension RedisList {
  fileprivate var elements: [RedisBytes] { (0..<count).map { self[$0] } }
}
