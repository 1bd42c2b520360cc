import CheckSupport
import Lab
import Week1
import XCTest

final class LFUCacheTests: XCTestCase {
  // MARK: - Reading and writing

  func testANewCacheIsEmpty() {
    let cache = LFUCache<String, Int>(capacity: 3)
    expect(cache.capacity, is: 3)
    expect(cache.count, is: 0)
    expect(cache.contains("tea"), is: false)
    expect(cache.frequency(of: "tea"), is: 0, "of a key that was never inserted")
  }

  func testAnInsertedValueCanBeRead() {
    var cache = LFUCache<String, Int>(capacity: 3)
    expect(cache.insert(499, for: "tea"), is: nil, "evicted, with room for 3")
    expect(cache.insert(799, for: "coffee"), is: nil, "evicted, with room for 3")
    expect(cache.value(for: "tea"), is: 499)
    expect(cache.value(for: "coffee"), is: 799)
    expect(cache.value(for: "milk"), is: nil, "for a key that was never inserted")
    expect(cache.contains("tea"), is: true)
    expect(cache.contains("milk"), is: false, "after reading it in vain")
    expect(cache.count, is: 2)
  }

  // MARK: - Counting uses

  func testInsertingReadingAndUpdatingEachAddOneToTheFrequency() {
    var cache = LFUCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    expect(cache.frequency(of: "a"), is: 1, "after a was inserted")
    _ = cache.value(for: "a")
    expect(cache.frequency(of: "a"), is: 2, "after a was inserted and read")
    cache.insert(9, for: "a")
    expect(cache.frequency(of: "a"), is: 3, "after a was inserted, read and updated")
    expect(cache.value(for: "a"), is: 9, "after its update")
    cache.insert(2, for: "b")
    expect(cache.frequency(of: "b"), is: 1, "after b was inserted")
    expect(cache.frequency(of: "a"), is: 4, "after b was inserted")
  }

  func testALookIsNotAUse() {
    var cache = LFUCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    cache.insert(2, for: "b")
    for _ in 1...3 {
      _ = cache.contains("a")
      _ = cache.frequency(of: "a")
      _ = cache.value(for: "z")
    }
    expect(cache.frequency(of: "a"), is: 1, "after looks at a")
    expect(cache.frequency(of: "z"), is: 0, "after reading z, which was never inserted")
    expect(cache.insert(3, for: "c"), is: "a", "evicted: a and b were used once, a before b")
  }

  // MARK: - Eviction and removal

  func testAFullCacheEvictsTheLeastFrequentlyUsed() {
    var cache = LFUCache<String, Int>(capacity: 3)
    for key in ["a", "b", "c"] { cache.insert(1, for: key) }
    use(["a", "a", "c"], of: &cache)
    expect(cache.insert(4, for: "d"), is: "b", "evicted from a: 3 uses, b: 1, c: 2")
    expect(cache.contains("b"), is: false, "after its eviction")
    expect(cache.count, is: 3)
    expect(cache.value(for: "d"), is: 4)
    expect(cache.frequency(of: "a"), is: 3, "after b was evicted")
  }

  func testOfEquallyFrequentEntriesTheLeastRecentlyUsedGoes() throws {
    var cache = LFUCache<Int, Int>(capacity: 12)
    for key in 0..<12 { cache.insert(key, for: key) }
    for key in (0..<12).reversed() { _ = cache.value(for: key) }
    // Each was used twice, 11 first and 0 last. The newcomers get a third use, so they stay.
    for newcomer in 12..<24 {
      let situation = "evicted by \(newcomer) when 0…11 were all used twice, from 11 down to 0"
      try require(cache.insert(newcomer, for: newcomer), is: 23 - newcomer, situation)
      _ = cache.value(for: newcomer)
      _ = cache.value(for: newcomer)
    }
  }

  func testANewcomerIsTheNextToGoWhenTheOthersWereUsedMore() {
    var cache = LFUCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    cache.insert(2, for: "b")
    use(["a", "b", "a", "b", "b"], of: &cache)
    expect(cache.insert(3, for: "c"), is: "a", "evicted from a: 3 uses, b: 4")
    expect(cache.insert(4, for: "d"), is: "c", "evicted from b: 4 uses, c: 1")
    expect(cache.insert(5, for: "e"), is: "d", "evicted from b: 4 uses, d: 1")
    expect(cache.value(for: "e"), is: 5)
    expect(cache.contains("b"), is: true, "with 4 uses")
  }

  func testUpdatingNeverEvicts() {
    var cache = LFUCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    cache.insert(2, for: "b")
    expect(cache.insert(9, for: "a"), is: nil, "evicted by updating a in a full cache")
    expect(cache.insert(8, for: "b"), is: nil, "evicted by updating b in a full cache")
    expect(cache.count, is: 2)
    expect(cache.insert(3, for: "c"), is: "a", "evicted: a and b were used twice, a before b")
  }

  func testAKeyThatComesBackStartsAgainAtOne() {
    var cache = LFUCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    cache.insert(2, for: "b")
    use(["a", "a", "b", "b", "b"], of: &cache)
    expect(cache.insert(3, for: "c"), is: "a", "evicted from a: 3 uses, b: 4")
    expect(cache.frequency(of: "a"), is: 0, "after its eviction")
    cache.insert(1, for: "a")
    expect(cache.frequency(of: "a"), is: 1, "when it came back after its eviction")
    cache.remove("b")
    expect(cache.frequency(of: "b"), is: 0, "after its removal")
    cache.insert(2, for: "b")
    expect(cache.frequency(of: "b"), is: 1, "when it came back after its removal")
  }

  func testRemovingLeavesTheOthersAsTheyWere() throws {
    // Used a once, b and c twice, d three times; in what is left of that order they go.
    for (removed, order) in [
      ("a", ["b", "c", "d"]), ("b", ["a", "c", "d"]), ("c", ["a", "b", "d"]),
      ("d", ["a", "b", "c"]),
    ] {
      var cache = LFUCache<String, Int>(capacity: 4)
      for key in ["a", "b", "c", "d"] { cache.insert(1, for: key) }
      use(["d", "b", "c", "d"], of: &cache)
      expect(cache.remove("z"), is: nil, "from removing an unknown key")
      expect(cache.remove(removed), is: 1, "from removing \(removed)")
      expect(cache.remove(removed), is: nil, "from removing \(removed) a second time")
      expect(cache.contains(removed), is: false, "after its removal")
      expect(cache.count, is: 3, "after removing \(removed)")
      expect(cache.insert(1, for: "e"), is: nil, "evicted by e, with room again")
      use(["e", "e", "e", "e"], of: &cache)
      for (expected, newcomer) in zip(order, ["f", "g", "h"]) {
        let situation = "evicted by \(newcomer) after \(removed) was removed"
        try require(cache.insert(1, for: newcomer), is: expected, situation)
        use([newcomer, newcomer, newcomer, newcomer], of: &cache)
      }
    }
  }

  func testRemovingAllForgetsEveryFrequency() {
    var cache = LFUCache<String, Int>(capacity: 2)
    cache.insert(1, for: "a")
    use(["a", "a", "a"], of: &cache)
    cache.removeAll()
    expect(cache.count, is: 0)
    expect(cache.contains("a"), is: false)
    expect(cache.frequency(of: "a"), is: 0, "after removing all")
    cache.insert(1, for: "a")
    cache.insert(2, for: "b")
    expect(cache.frequency(of: "a"), is: 1, "inserted again after removing all")
    expect(cache.insert(3, for: "c"), is: "a", "evicted: a and b were used once, a before b")
  }

  // MARK: - Edge cases

  func testCapacityOneKeepsTheLastInserted() {
    var cache = LFUCache<String, Int>(capacity: 1)
    expect(cache.insert(1, for: "a"), is: nil)
    use(["a", "a"], of: &cache)
    expect(cache.insert(2, for: "a"), is: nil, "evicted by updating the only entry")
    expect(cache.insert(3, for: "b"), is: "a", "evicted: a newcomer always gets in")
    expect(cache.value(for: "b"), is: 3)
    expect(cache.remove("b"), is: 3)
    expect(cache.count, is: 0)
    expect(cache.insert(4, for: "c"), is: nil, "evicted, after the only entry was removed")
    expect(cache.frequency(of: "c"), is: 1)
  }

  func testCapacityZeroStoresNothing() {
    var cache = LFUCache<String, Int>(capacity: 0)
    expect(cache.insert(1, for: "a"), is: nil, "evicted: there is nothing to evict")
    expect(cache.insert(2, for: "a"), is: nil, "evicted: there is nothing to evict")
    expect(cache.count, is: 0)
    expect(cache.contains("a"), is: false)
    expect(cache.frequency(of: "a"), is: 0)
    expect(cache.value(for: "a"), is: nil)
    expect(cache.remove("a"), is: nil)
  }

  func testACachedNilIsAnEntry() {
    var cache = LFUCache<String, Int?>(capacity: 2)
    cache.insert(nil, for: "a")
    cache.insert(2, for: "b")
    expect(cache.count, is: 2, "after a nil and a 2 were inserted")
    expect(cache.contains("a"), is: true, "after nil was inserted for a")
    expect(cache.value(for: "a") != nil, "the stored nil, as .some(nil), and not the nil of a miss")
    expect(cache.frequency(of: "a"), is: 2, "after the stored nil was read")
    cache.insert(nil, for: "b")
    expect(cache.frequency(of: "b"), is: 2, "after b was updated with nil")
    expect(cache.remove("a") != nil, "the stored nil back from its removal")
  }

  func testACopyIsIndependent() {
    var original = LFUCache<String, Int>(capacity: 2)
    original.insert(1, for: "a")
    original.insert(2, for: "b")
    var copy = original
    _ = copy.value(for: "a")
    copy.insert(9, for: "a")
    expect(copy.insert(3, for: "c"), is: "b", "evicted from the copy, where a was used three times")
    expect(original.frequency(of: "a"), is: 1, "in the original, after a was used in its copy")
    expect(original.contains("b"), is: true, "in the original, after b was evicted from its copy")
    expect(original.value(for: "a"), is: 1, "in the original, after a was updated in its copy")
    copy.removeAll()
    expect(original.count, is: 2, "in the original, after its copy was emptied")
  }

  func testManyRandomStepsAgreeWithASimpleList() throws {
    for capacity in [1, 2, 4, 9] {
      try requireAgreement(
        steps: 600,
        seed: UInt64(capacity),
        setUp: "var cache = LFUCache<Int, Int>(capacity: \(capacity))"
      ) { random in
        CacheStep(keys: 2 * capacity + 1, using: &random)
      } replay: { steps in
        var cache = LFUCache<Int, Int>(capacity: capacity)
        var model = ListModel(.leastFrequentlyUsed, capacity: capacity)
        for step in steps {
          let (actual, expected) =
            switch step {
            case .insert(let value, let key):
              (cache.insert(value, for: key), model.insert(value, for: key))
            case .read(let key): (cache.value(for: key), model.value(for: key))
            case .remove(let key): (cache.remove(key), model.remove(key))
            }
          try require(actual, is: expected, "returned by the last step")
          let (frequency, uses) = (cache.frequency(of: step.key), model.frequency(of: step.key))
          try require(frequency, is: uses, "the frequency of \(step.key) after these steps")
          try require(cache.count, is: model.count, "the count after these steps")
        }
      }
    }
  }

  // MARK: - Memory and speed

  func testWhatLeavesTheCacheIsReleasedAtOnce() {
    let alive = Census()
    var cache = LFUCache<Token, Token>(capacity: 3)
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
    cache = LFUCache(capacity: 3)
    expect(alive.numbers, is: [], "after the cache itself was replaced")
  }

  func testACapacityTakesNoRoomInAdvance() {
    var cache = LFUCache<Int, Int>(capacity: .max)
    cache.insert(1, for: 1)
    cache.insert(2, for: 2)
    expect(cache.count, is: 2)
  }

  func testEveryStepIsCheapHoweverManyEntriesThereAre() throws {
    let keys = KeyCounter()
    let size = 2_000
    var cache = LFUCache<CountingKey, Int>(capacity: size)
    for value in 0..<size { cache.insert(value, for: keys.key(value)) }
    let steps: [(String, (inout LFUCache<CountingKey, Int>, Int) -> Void)] = [
      ("asking for", { cache, key in _ = cache.frequency(of: keys.key(key)) }),
      ("updating", { cache, key in cache.insert(key, for: keys.key(key)) }),
      ("reading", { cache, key in _ = cache.value(for: keys.key(size - 1 - key)) }),
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
    var cache = LFUCache<String, String>(capacity: 4)
    for step in 0..<20_000 {
      cache.insert("new", for: "key \(step % 3)")
      _ = cache.value(for: "often read")
      cache.remove("key \(step % 3)")
      if step == 0 { cache.insert("new", for: "often read") }
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
    var cache = LFUCache<Int, Int>(capacity: size)
    for key in 0..<size { cache.insert(key, for: key) }
    // Cheap when the one to go is at hand; a search of all for each runs into the time limit.
    for key in 0..<size {
      try require(cache.insert(key, for: size + key), is: key, "evicted from a full cache")
    }
  }

  func testAHighFrequencyCostsNoMoreThanALowOne() throws {
    var cache = LFUCache<Int, Int>(capacity: 2)
    cache.insert(0, for: 0)
    for _ in 1..<20_000 { _ = cache.value(for: 0) }
    expect(cache.frequency(of: 0), is: 20_000)
    // Between frequency 1 and 20,000 there is nothing; a walk through it each time takes too long.
    for key in 1...20_000 {
      cache.insert(key, for: key)
      try require(cache.remove(key), is: key)
    }
  }

  private func use(_ keys: [String], of cache: inout LFUCache<String, Int>) {
    for key in keys { _ = cache.value(for: key) }
  }
}
