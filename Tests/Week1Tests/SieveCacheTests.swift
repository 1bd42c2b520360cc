import CheckSupport
import Lab
import Week1
import XCTest

final class SieveCacheTests: XCTestCase {
  // MARK: - Reading and writing

  func testANewCacheIsEmpty() {
    let cache = SieveCache<String, Int>(capacity: 3)
    expect(cache.capacity, is: 3)
    expect(cache.count, is: 0)
    expect(cache.keys, is: [])
    expect(cache.contains("a"), is: false)
    expect(cache.isVisited("a"), is: false, "for a key that is not there")
    expect(cache.hand, is: nil, "in an empty cache")
  }

  func testAnInsertedValueCanBeRead() {
    var cache = SieveCache<String, Int>(capacity: 3)
    expect(cache.insert(1, for: "a"), is: nil, "evicted, with room for 3")
    expect(cache.insert(2, for: "b"), is: nil, "evicted, with room for 3")
    expect(cache.value(for: "a"), is: 1)
    expect(cache.value(for: "b"), is: 2)
    expect(cache.value(for: "z"), is: nil, "for a key that was never inserted")
    expect(cache.contains("a"), is: true)
    expect(cache.contains("z"), is: false, "after reading it in vain")
    expect(cache.count, is: 2)
  }

  func testKeysRunFromTheNewestToTheOldest() {
    var cache = SieveCache<String, Int>(capacity: 3)
    cache.insert(1, for: "a")
    cache.insert(2, for: "b")
    expect(cache.keys, is: ["b", "a"])
    cache.insert(3, for: "c")
    expect(cache.keys, is: ["c", "b", "a"])
    expect(cache.hand, is: "a", "before the first search, which starts at the oldest")
  }

  // MARK: - Marking hits

  func testANewEntryIsNotVisited() {
    var cache = SieveCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    expect(cache.isVisited("a"), is: false, "after its insertion")
    _ = cache.contains("a")
    _ = cache.keys
    expect(cache.isVisited("a"), is: false, "after a look at it")
  }

  func testAHitMarksTheEntryAndMovesNothing() throws {
    for read in ["a", "b", "c"] {
      var cache = filled("a", "b", "c")
      expect(cache.value(for: read) != nil, "the value of \(read), which is there")
      _ = cache.value(for: "z")
      try require(cache.keys, is: ["c", "b", "a"], "after reading \(read)")
      try require(marked(cache), is: [read], "visited, after reading \(read)")
      try require(cache.hand, is: "a", "where the hand stands, after reading \(read)")
    }
  }

  func testAnUpdateCountsAsAHit() throws {
    for key in ["a", "b", "c"] {
      var cache = filled("a", "b", "c")
      try require(cache.insert(9, for: key), is: nil, "evicted by updating \(key) in a full cache")
      try require(cache.value(for: key), is: 9, "after updating \(key)")
      try require(cache.count, is: 3, "after updating \(key)")
      try require(cache.keys, is: ["c", "b", "a"], "after updating \(key)")
      var marks = filled("a", "b", "c")
      marks.insert(9, for: key)
      expect(marked(marks), is: [key], "visited, after updating \(key)")
    }
  }

  // MARK: - Moving the hand

  func testWithoutHitsTheOldestGoes() throws {
    var cache = filled("a", "b", "c")
    for (newcomer, victim, keys) in [
      ("d", "a", ["d", "c", "b"]), ("e", "b", ["e", "d", "c"]), ("f", "c", ["f", "e", "d"]),
      ("g", "d", ["g", "f", "e"]),
    ] {
      try require(cache.insert(0, for: newcomer), is: victim, "evicted by \(newcomer)")
      try require(cache.keys, is: keys, "after \(newcomer) came in")
      try require(cache.hand, is: keys.last, "where the hand stands, after \(newcomer) came in")
      try require(cache.contains(victim), is: false, "\(victim), after its eviction")
    }
  }

  func testTheHandSparesVisitedEntriesAndUnmarksThem() {
    var cache = filled("a", "b", "c", "d")
    _ = cache.value(for: "a")
    _ = cache.value(for: "b")
    _ = cache.value(for: "d")
    expect(cache.insert(5, for: "e"), is: "c", "evicted from [d, c, b, a] with a b d visited")
    expect(cache.keys, is: ["e", "d", "b", "a"], "what was spared keeps its place")
    expect(marked(cache), is: ["d"], "visited, after the hand passed a and b and stopped at c")
  }

  func testTheHandGoesOnFromWhereItStopped() {
    var cache = filled("a", "b", "c", "d")
    _ = cache.value(for: "a")
    expect(cache.insert(5, for: "e"), is: "b", "evicted from [d, c, b, a] with a visited")
    expect(cache.hand, is: "c", "where the hand stands, after b went")
    expect(cache.insert(6, for: "f"), is: "c", "evicted next from [e, d, c, a], none visited")
    expect(cache.insert(7, for: "g"), is: "d", "evicted next from [f, e, d, a], none visited")
    expect(cache.keys, is: ["g", "f", "e", "a"])
    expect(cache.insert(8, for: "h"), is: "e", "evicted next from [g, f, e, a], none visited")
  }

  func testAfterTheNewestTheHandStartsAtTheOldest() {
    var cache = filled("a", "b", "c")
    for key in ["a", "b"] { _ = cache.value(for: key) }
    expect(cache.insert(4, for: "d"), is: "c", "evicted from [c, b, a] with a b visited")
    expect(cache.keys, is: ["d", "b", "a"])
    expect(cache.hand, is: "a", "where the hand stands, after the newest went, not the newcomer")
    expect(cache.insert(5, for: "e"), is: "a", "evicted next from [d, b, a], none visited")
  }

  func testWhenAllAreVisitedTheHandGoesRoundOnce() {
    var cache = filled("a", "b", "c")
    for key in ["c", "a", "b"] { _ = cache.value(for: key) }
    expect(cache.insert(4, for: "d"), is: "a", "evicted from [c, b, a] with all visited")
    expect(cache.keys, is: ["d", "c", "b"])
    expect(marked(cache), is: [], "visited, after the hand went round")
  }

  // MARK: - Removal and edge cases

  func testRemovingKeepsTheOrderAndTheMarks() throws {
    for (key, rest) in [("a", ["c", "b"]), ("b", ["c", "a"]), ("c", ["b", "a"])] {
      var cache = filled("a", "b", "c")
      for key in ["a", "b", "c"] { _ = cache.value(for: key) }
      expect(cache.remove("z"), is: nil, "from removing an unknown key")
      expect(cache.remove(key) != nil, "the value of \(key) from its removal")
      expect(cache.remove(key), is: nil, "from removing \(key) a second time")
      expect(cache.contains(key), is: false, "after removing \(key)")
      try require(cache.keys, is: rest, "after removing \(key) from [c, b, a]")
      try require(marked(cache), is: rest, "visited, after removing \(key)")
      expect(cache.insert(9, for: key), is: nil, "evicted by \(key) when it comes back")
      expect(cache.isVisited(key), is: false, "for \(key), which is new again")
      expect(cache.keys, is: [key] + rest, "after \(key) came back")
    }
  }

  func testRemovingTheKeyUnderTheHandMovesTheHandOn() {
    var cache = filled("a", "b", "c", "d")
    _ = cache.value(for: "a")
    cache.insert(5, for: "e")
    expect(cache.hand, is: "c", "in [e, d, c, a], after b went")
    cache.remove("c")
    expect(cache.hand, is: "d", "in [e, d, a], after c was removed under the hand")
    cache.remove("a")
    expect(cache.hand, is: "d", "in [e, d], after a was removed, where the hand was not")
    cache.insert(6, for: "f")
    cache.insert(7, for: "g")
    expect(cache.insert(8, for: "h"), is: "d", "evicted from [g, f, e, d] with the hand at d")
    for key in ["e", "f", "g"] { cache.remove(key) }
    expect(cache.hand, is: "h", "in [h]")
    cache.insert(9, for: "i")
    cache.remove("h")
    expect(cache.hand, is: "i", "in [i], after h was removed under the hand")
    cache.remove("i")
    expect(cache.hand, is: nil, "after the last entry was removed")
  }

  func testRemovingAllMakesTheCacheAsGoodAsNew() {
    var cache = filled("a", "b", "c")
    _ = cache.value(for: "a")
    cache.insert(4, for: "d")
    cache.removeAll()
    expect(cache.count, is: 0, "after removing all")
    expect(cache.keys, is: [], "after removing all")
    expect(cache.hand, is: nil, "after removing all")
    for key in ["x", "y", "z"] { cache.insert(0, for: key) }
    expect(cache.insert(0, for: "a"), is: "x", "evicted from [z, y, x], filled after removing all")
  }

  func testOneEntryIsReplacedAndNoRoomStoresNothing() {
    var single = SieveCache<String, Int>(capacity: 1)
    single.insert(1, for: "a")
    _ = single.value(for: "a")
    expect(single.insert(2, for: "b"), is: "a", "evicted by b, with room for 1 and a visited")
    expect(single.insert(3, for: "c"), is: "b", "evicted by c, with room for 1")
    expect(single.keys, is: ["c"], "with room for 1")
    expect(single.hand, is: "c", "with room for 1")
    var none = SieveCache<String, Int>(capacity: 0)
    expect(none.insert(1, for: "a"), is: nil, "evicted, without room")
    expect(none.count, is: 0, "without room")
    expect(none.value(for: "a"), is: nil, "without room")
  }

  func testACachedNilIsAnEntry() {
    var cache = SieveCache<String, Int?>(capacity: 2)
    cache.insert(nil, for: "a")
    expect(cache.contains("a"), is: true, "after nil was inserted")
    expect(cache.value(for: "a") != nil, "the stored nil, and not the nil of a miss")
    expect(cache.isVisited("a"), is: true, "after the stored nil was read")
    cache.insert(nil, for: "a")
    expect(cache.count, is: 1, "after nil was inserted twice")
    expect(cache.remove("a") != nil, "the stored nil back from its removal")
    expect(cache.count, is: 0, "after the stored nil was removed")
  }

  func testACopyIsIndependent() {
    let original = filled("a", "b", "c")
    var copy = original
    copy.insert(9, for: "a")
    copy.insert(4, for: "d")
    copy.remove("c")
    expect(original.keys, is: ["c", "b", "a"], "in the original, after its copy was changed")
    expect(marked(original), is: [], "visited in the original, after its copy was used")
    expect(original.hand, is: "a", "in the original, after the hand moved in its copy")
  }

  func testManyRandomStepsAgreeWithASimpleList() throws {
    for capacity in [1, 2, 3, 8] {
      try requireAgreement(
        steps: 1_000,
        seed: UInt64(capacity),
        setUp: "var cache = SieveCache<Int, Int>(capacity: \(capacity))"
      ) { random in
        CacheStep(keys: 2 * capacity + 1, using: &random)
      } replay: { steps in
        var cache = SieveCache<Int, Int>(capacity: capacity)
        var model = ListModel(.sieve, capacity: capacity)
        for step in steps {
          let (actual, expected) =
            switch step {
            case .insert(let value, let key):
              (cache.insert(value, for: key), model.insert(value, for: key))
            case .read(let key): (cache.value(for: key), model.value(for: key))
            case .remove(let key): (cache.remove(key), model.remove(key))
            }
          try require(actual, is: expected, "returned by the last step")
          try require(cache.keys, is: model.keys, "the keys after these steps")
          let visited = cache.keys.filter(cache.isVisited)
          try require(visited, is: model.visitedKeys, "visited after these steps")
          try require(cache.hand, is: model.hand, "where the hand stands after these steps")
          try require(cache.count, is: model.count, "the count after these steps")
        }
      }
    }
  }

  // MARK: - Memory and speed

  func testWhatLeavesTheCacheIsReleased() {
    let alive = Census()
    var cache = SieveCache<Token, Token>(capacity: 3)
    for number in 1...4 { cache.insert(Token(number, in: alive), for: Token(-number, in: alive)) }
    expect(alive.numbers, is: [-4, -3, -2, 2, 3, 4], "keys (negative) and values, after 4 inserts")
    cache.insert(Token(40, in: alive), for: Token(-4, in: alive))
    expect(!alive.numbers.contains(4), "value 4 released after its update to 40")
    cache.remove(Token(-4, in: alive))
    expect(alive.numbers, is: [-3, -2, 2, 3], "keys (negative) and values, after 4 was removed")
    cache.removeAll()
    expect(alive.numbers, is: [], "keys and values alive, after removing all")
  }

  func testEveryStepIsCheapHoweverManyEntriesThereAre() throws {
    let size = 2_000
    let keys = KeyCounter()
    var cache = SieveCache<CountingKey, Int>(capacity: size)
    for key in 0..<size { cache.insert(key, for: keys.key(key)) }
    let steps: [(String, (Int) -> Void)] = [
      ("reading", { _ = cache.value(for: keys.key($0)) }),
      ("asking for", { _ = cache.contains(keys.key($0)) }),
      ("updating", { cache.insert($0, for: keys.key($0)) }),
      ("evicting for", { cache.insert($0, for: keys.key($0 + size)) }),
      ("removing", { cache.remove(keys.key(size + $0 * 7 % size)) }),
    ]
    for (name, step) in steps {
      let cost = keys.measure { for key in (0..<size).reversed() { step(key) } }
      let situation = "comparisons a key when \(name) \(size) keys"
      try require(cost.comparisons / size, isAtMost: 12, situation)
    }
  }

  func testASearchStartsAtTheHandAndNotAtTheOldest() throws {
    // The older half was read, so the first search walks past it, and the next ones must not: where
    // each goes through the queue again, this runs into the time limit.
    let size = 40_000
    var cache = SieveCache<Int, Int>(capacity: size)
    for key in 0..<size { cache.insert(key, for: key) }
    for key in 0..<(size / 2) { _ = cache.value(for: key) }
    for key in size..<(size + size / 2) {
      try require(cache.insert(key, for: key), is: key - size / 2, "evicted by \(key)")
    }
  }

  /// A full cache whose keys went in in this order, with values that count up from 0.
  private func filled(_ keys: String...) -> SieveCache<String, Int> {
    var cache = SieveCache<String, Int>(capacity: keys.count)
    for (value, key) in keys.enumerated() { cache.insert(value, for: key) }
    return cache
  }

  private func marked(_ cache: SieveCache<String, Int>) -> [String] {
    cache.keys.filter(cache.isVisited)
  }
}
