import CheckSupport
import Lab
import Week1
import XCTest

final class LRUCacheTests: XCTestCase {
  // MARK: - Reading and writing

  func testANewCacheIsEmpty() {
    let cache = LRUCache<String, Int>(capacity: 3)
    expect(cache.capacity, is: 3)
    expect(cache.count, is: 0)
    expect(cache.keys, is: [])
    expect(cache.contains("tea"), is: false)
  }

  func testAnInsertedValueCanBeRead() {
    var cache = LRUCache<String, Int>(capacity: 3)
    expect(cache.insert(499, for: "tea"), is: nil, "evicted, with room for 3")
    expect(cache.insert(799, for: "coffee"), is: nil, "evicted, with room for 3")
    expect(cache.value(for: "tea"), is: 499)
    expect(cache.value(for: "coffee"), is: 799)
    expect(cache.value(for: "milk"), is: nil, "for a key that was never inserted")
    expect(cache.contains("tea"), is: true)
    expect(cache.contains("milk"), is: false, "after reading it in vain")
    expect(cache.count, is: 2)
  }

  // MARK: - Eviction

  func testKeysRunFromTheMostToTheLeastRecentlyUsed() {
    var cache = LRUCache<String, Int>(capacity: 3)
    cache.insert(1, for: "a")
    expect(cache.keys, is: ["a"])
    cache.insert(2, for: "b")
    expect(cache.keys, is: ["b", "a"])
    cache.insert(3, for: "c")
    expect(cache.keys, is: ["c", "b", "a"])
  }

  func testAFullCacheEvictsTheLeastRecentlyUsed() {
    var cache = LRUCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    cache.insert(2, for: "b")
    expect(cache.insert(3, for: "c"), is: "a", "evicted by c from [b, a] with room for 2")
    expect(cache.contains("a"), is: false, "after its eviction")
    expect(cache.value(for: "a"), is: nil, "after its eviction")
    expect(cache.count, is: 2)
    expect(cache.keys, is: ["c", "b"])
    expect(cache.value(for: "b"), is: 2)
    expect(cache.value(for: "c"), is: 3)
  }

  func testReadingRefreshesAnEntry() throws {
    for (read, order) in [
      ("a", ["a", "c", "b"]), ("b", ["b", "c", "a"]), ("c", ["c", "b", "a"]),
    ] {
      var cache = filled("a", "b", "c")
      _ = cache.value(for: read)
      try require(cache.keys, is: order, "after reading \(read) in [c, b, a]")
      let evicted = order.last
      expect(cache.insert(0, for: "d"), is: evicted, "evicted by d after reading \(read)")
    }
  }

  func testUpdatingRefreshesAndNeverEvicts() throws {
    for (key, order) in [("a", ["a", "c", "b"]), ("b", ["b", "c", "a"]), ("c", ["c", "b", "a"])] {
      var cache = filled("a", "b", "c")
      try require(cache.insert(9, for: key), is: nil, "evicted by updating \(key) in a full cache")
      try require(cache.count, is: 3, "after updating \(key) in a full cache")
      try require(cache.keys, is: order, "after updating \(key) in [c, b, a]")
      try require(cache.value(for: key), is: 9, "after updating \(key)")
    }
  }

  func testALookChangesNothing() {
    var cache = filled("a", "b", "c")
    expect(cache.contains("a"), is: true)
    expect(cache.keys, is: ["c", "b", "a"], "after asking whether it contains a")
    expect(cache.value(for: "z"), is: nil)
    expect(cache.keys, is: ["c", "b", "a"], "after reading an unknown key")
    expect(cache.insert(4, for: "d"), is: "a", "evicted after looks at a, the oldest")
  }

  // MARK: - Removal

  func testRemovingKeepsTheOrderOfTheOthers() throws {
    for (key, rest) in [("a", ["c", "b"]), ("b", ["c", "a"]), ("c", ["b", "a"])] {
      var cache = filled("a", "b", "c")
      expect(cache.remove("z"), is: nil, "from removing an unknown key")
      expect(cache.remove(key) != nil, "the value of \(key) from its removal")
      expect(cache.remove(key), is: nil, "from removing \(key) a second time")
      expect(cache.contains(key), is: false, "after removing \(key)")
      expect(cache.count, is: 2, "after removing \(key)")
      try require(cache.keys, is: rest, "after removing \(key) from [c, b, a]")
      expect(cache.insert(4, for: "d"), is: nil, "evicted by d, with room again after the removal")
      expect(cache.keys, is: ["d"] + rest, "after removing \(key) and inserting d")
      expect(cache.insert(5, for: "e"), is: rest.last, "evicted by e after removing \(key)")
      let order = ["e", "d", rest[0]]
      try require(cache.keys, is: order, "after removing \(key), inserting d and e")
    }
  }

  func testRemovingAllLeavesAnEmptyCacheThatWorks() {
    var cache = filled("a", "b", "c")
    cache.removeAll()
    expect(cache.count, is: 0)
    expect(cache.keys, is: [])
    expect(cache.contains("a"), is: false)
    expect(cache.capacity, is: 3)
    for (step, key) in ["a", "d", "e"].enumerated() {
      expect(cache.insert(step, for: key), is: nil, "evicted by \(key) after removing all")
    }
    expect(cache.keys, is: ["e", "d", "a"])
    expect(cache.insert(9, for: "f"), is: "a")
  }

  // MARK: - Edge cases

  func testCapacityOneKeepsTheLastUsed() {
    var cache = LRUCache<String, Int>(capacity: 1)
    expect(cache.insert(1, for: "a"), is: nil)
    expect(cache.insert(2, for: "a"), is: nil, "evicted by updating the only entry")
    expect(cache.insert(3, for: "b"), is: "a")
    expect(cache.value(for: "b"), is: 3)
    expect(cache.keys, is: ["b"])
    expect(cache.remove("b"), is: 3)
    expect(cache.keys, is: [])
    expect(cache.insert(4, for: "c"), is: nil, "evicted, after the only entry was removed")
    expect(cache.keys, is: ["c"])
  }

  func testCapacityZeroStoresNothing() {
    var cache = LRUCache<String, Int>(capacity: 0)
    expect(cache.insert(1, for: "a"), is: nil, "evicted: there is nothing to evict")
    expect(cache.insert(2, for: "a"), is: nil, "evicted: there is nothing to evict")
    expect(cache.count, is: 0)
    expect(cache.keys, is: [])
    expect(cache.contains("a"), is: false)
    expect(cache.value(for: "a"), is: nil)
    expect(cache.remove("a"), is: nil)
    cache.removeAll()
    expect(cache.count, is: 0)
  }

  func testACachedNilIsAnEntry() {
    var cache = LRUCache<String, Int?>(capacity: 2)
    cache.insert(nil, for: "a")
    cache.insert(2, for: "b")
    expect(cache.count, is: 2, "after a nil and a 2 were inserted")
    expect(cache.contains("a"), is: true, "after nil was inserted for a")
    expect(cache.value(for: "a") != nil, "the stored nil, as .some(nil), and not the nil of a miss")
    expect(cache.keys, is: ["a", "b"], "after reading the stored nil")
    cache.insert(nil, for: "b")
    expect(cache.keys, is: ["b", "a"], "after updating b with nil")
    expect(cache.remove("a") != nil, "the stored nil back from its removal")
    expect(cache.keys, is: ["b"])
  }

  func testACopyIsIndependent() {
    var original = filled("a", "b", "c")
    var copy = original
    _ = copy.value(for: "a")
    copy.insert(9, for: "b")
    copy.insert(4, for: "d")
    expect(copy.keys, is: ["d", "b", "a"])
    expect(original.keys, is: ["c", "b", "a"], "in the original, after its copy was used")
    expect(original.value(for: "b"), is: 1, "in the original, after b was updated in its copy")
    copy.removeAll()
    expect(original.count, is: 3, "in the original, after its copy was emptied")
  }

  func testManyRandomStepsAgreeWithASimpleList() throws {
    for capacity in [1, 2, 5, 16] {
      try requireAgreement(
        steps: 600,
        seed: UInt64(capacity),
        setUp: "var cache = LRUCache<Int, Int>(capacity: \(capacity))"
      ) { random in
        CacheStep(keys: 2 * capacity + 1, using: &random)
      } replay: { steps in
        var cache = LRUCache<Int, Int>(capacity: capacity)
        var model = ListModel(.leastRecentlyUsed, capacity: capacity)
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
          try require(cache.count, is: model.count, "the count after these steps")
        }
      }
    }
  }

  // MARK: - Memory and speed

  func testWhatLeavesTheCacheIsReleasedAtOnce() {
    let alive = Census()
    var cache = LRUCache<Token, Token>(capacity: 3)
    for number in 1...5 { cache.insert(Token(number, in: alive), for: Token(-number, in: alive)) }
    expect(alive.numbers, is: [-5, -4, -3, 3, 4, 5], "after 1 and 2 were evicted")
    cache.insert(Token(40, in: alive), for: Token(-4, in: alive))
    expect(alive.numbers, is: [-5, -4, -3, 3, 5, 40], "after the value 4 was replaced by 40")
    cache.remove(Token(-3, in: alive))
    expect(alive.numbers, is: [-5, -4, 5, 40], "after 3 was removed")
    _ = cache.value(for: Token(-5, in: alive))
    cache.remove(Token(-5, in: alive))
    expect(alive.numbers, is: [-4, 40], "after 5 was read and removed")
    cache.removeAll()
    expect(alive.numbers, is: [], "after removing all")
    cache.insert(Token(6, in: alive), for: Token(-6, in: alive))
    cache = LRUCache(capacity: 3)
    expect(alive.numbers, is: [], "after the cache itself was replaced")
  }

  func testACapacityTakesNoRoomInAdvance() {
    var cache = LRUCache<Int, Int>(capacity: .max)
    cache.insert(1, for: 1)
    cache.insert(2, for: 2)
    expect(cache.keys, is: [2, 1])
  }

  func testEveryStepIsCheapHoweverManyEntriesThereAre() throws {
    let keys = KeyCounter()
    let size = 2_000
    var cache = LRUCache<CountingKey, Int>(capacity: size)
    for value in 0..<size { cache.insert(value, for: keys.key(value)) }
    let steps: [(String, (inout LRUCache<CountingKey, Int>, Int) -> Void)] = [
      ("reading", { cache, key in _ = cache.value(for: keys.key(key)) }),
      ("asking for", { cache, key in _ = cache.contains(keys.key(key)) }),
      ("updating", { cache, key in cache.insert(key, for: keys.key(key)) }),
      ("evicting for", { cache, key in cache.insert(key, for: keys.key(key + size)) }),
      ("removing", { cache, key in cache.remove(keys.key(key + size)) }),
    ]
    for (name, step) in steps {
      let cost = keys.measure { for key in 0..<size { step(&cache, key) } }
      let situation = "\(name) each of \(size) keys: comparisons for each, on average"
      try require(cost.comparisons / size, isAtMost: 40, situation)
    }
  }

  func testALongLifeTakesNoMoreRoomThanAShortOne() throws {
    var cache = LRUCache<String, String>(capacity: 4)
    for step in 0..<20_000 {
      cache.insert("new", for: "key \(step % 4)")
      _ = cache.value(for: "key \(step % 3)")
      cache.remove("key \(step % 4)")
    }
    // A change to a copy copies what the cache holds, here next to nothing, so this takes no time.
    // Where every step of the past left something behind, it runs into the time limit.
    for _ in 0..<20_000 {
      var copy = cache
      copy.insert("new", for: "another key")
      try require(copy.contains("another key"), "the key that was inserted")
    }
  }

  func testEvictingDoesNotSearchTheEntries() throws {
    let size = 30_000
    var cache = LRUCache<Int, Int>(capacity: size)
    for key in 0..<size { cache.insert(key, for: key) }
    // Cheap when the oldest is at hand; a search of all entries for each runs into the time limit.
    for key in 0..<size {
      try require(cache.insert(key, for: size + key), is: key, "evicted from a full cache")
    }
  }

  /// A full cache in which the first key is the oldest, and the values count up from 0.
  private func filled(_ keys: String...) -> LRUCache<String, Int> {
    var cache = LRUCache<String, Int>(capacity: keys.count)
    for (value, key) in keys.enumerated() { cache.insert(value, for: key) }
    return cache
  }
}
