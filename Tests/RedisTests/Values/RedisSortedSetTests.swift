import Lab
import XCTest

@testable import Redis

final class RedisSortedSetTests: XCTestCase {
  private let seed: UInt64 = 20_260_304

  /// Small and large, with scores that collide often and hardly ever.
  func testItBehavesAsASortedArray() {
    for (members, scores) in [(20, 3), (100, 1_000), (1_000, 5), (1_500, 1_000_000)] {
      var random = SplitMix64(seed: seed)
      var set = RedisSortedSet()
      var model = SortedModel()
      for step in 0..<4_000 {
        let member = RedisBytes("m\(Int.random(in: 0..<members, using: &random))")
        let score = Double(Int.random(in: 0..<scores, using: &random))
        if Int.random(in: 0..<3, using: &random) > 0 {
          set.set(member, to: score)
          model.set(member, score)
        } else {
          XCTAssertEqual(set.remove(member), model.remove(member))
        }
        XCTAssertEqual(set.count, model.items.count)
        XCTAssertEqual(set.score(of: member), model.score(of: member))
        XCTAssertEqual(set.rank(of: member), model.rank(of: member), "step \(step), seed \(seed)")
        XCTAssertEqual(set.rank { $0.score < score }, model.items.partition { $0.score < score })
        if step % 100 == 0 {
          let first = Int.random(in: 0...set.count, using: &random)
          let range = first..<Int.random(in: first...set.count, using: &random)
          XCTAssertEqual(set.items(in: range), Array(model.items[range]))
        }
      }
      XCTAssertEqual(set.items(in: 0..<set.count), model.items)
      for (rank, item) in model.items.enumerated() { XCTAssertEqual(set[rank], item) }
      while let item = model.items.last {
        XCTAssertTrue(set.remove(item.member))
        model.items.removeLast()
      }
      XCTAssertTrue(set.isEmpty)
    }
  }

  func testAscendingAndDescendingScoresMakeTheSameSet() {
    let items = (0..<5_000).map { ScoredMember(score: Double($0), member: RedisBytes($0)) }
    var ascending = RedisSortedSet()
    for item in items { ascending.insert(item.member, item.score) }
    var descending = RedisSortedSet()
    for item in items.reversed() { descending.insert(item.member, item.score) }
    XCTAssertEqual(ascending.items(in: 0..<5_000), items)
    XCTAssertEqual(descending.items(in: 0..<5_000), items)
  }

  func testItBecomesLargeWhereRedisMakesItSo() {
    var set = RedisSortedSet()
    for number in 0..<128 { set.set(RedisBytes(number), to: 0) }
    XCTAssertEqual(set.encoding, "listpack")
    set.set("0", to: 5)
    XCTAssertEqual(set.encoding, "listpack")
    set.set("one more", to: 0)
    XCTAssertEqual(set.encoding, "skiplist")

    var other = RedisSortedSet()
    other.set(RedisBytes(String(repeating: "x", count: 65)), to: 1)
    XCTAssertEqual(other.encoding, "skiplist")
  }

  func testACopyStaysAsItWas() {
    for size in [5, 1_000] {
      var set = RedisSortedSet()
      for number in 0..<size { set.set(RedisBytes(number), to: Double(number)) }
      let copy = set
      set.set("0", to: 2.5)
      set.remove("1")
      XCTAssertEqual(copy.count, size)
      XCTAssertEqual(copy.rank(of: "0"), 0)
      XCTAssertEqual(copy.rank(of: "1"), 1)
      XCTAssertEqual(set.rank(of: "0"), 1)
    }
  }
}

private struct SortedModel {
  var items: [ScoredMember] = []

  mutating func set(_ member: RedisBytes, _ score: Double) {
    _ = remove(member)
    let item = ScoredMember(score: score, member: member)
    items.insert(item, at: items.partition { $0 < item })
  }

  mutating func remove(_ member: RedisBytes) -> Bool {
    guard let place = rank(of: member) else { return false }
    items.remove(at: place)
    return true
  }

  func rank(of member: RedisBytes) -> Int? { items.firstIndex { $0.member == member } }
  func score(of member: RedisBytes) -> Double? { items.first { $0.member == member }?.score }
}
