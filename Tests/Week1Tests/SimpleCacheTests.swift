import CheckSupport
import Lab
import Week1
import XCTest

final class SimpleCacheTests: XCTestCase {
  // MARK: - Entries

  func testANewCacheIsEmpty() {
    let cache = SimpleCache<String, Int>()
    expect(cache.count, is: 0)
    expect(cache.contains("tea"), is: false)
    expect(cache.hits, is: 0, "before the first read")
    expect(cache.misses, is: 0, "before the first read")
  }

  func testAnInsertedValueCanBeRead() {
    var cache = SimpleCache<String, Int>()
    cache.insert(499, for: "tea")
    expect(cache.value(for: "tea"), is: 499)
    expect(cache.value(for: "coffee"), is: nil, "for a key that was never inserted")
    expect(cache.count, is: 1)
  }

  func testInsertingAgainReplacesTheValue() {
    var cache = SimpleCache<String, Int>()
    cache.insert(499, for: "tea")
    cache.insert(599, for: "tea")
    expect(cache.value(for: "tea"), is: 599, "after a second insert of the same key")
    expect(cache.count, is: 1, "after a second insert of the same key")
  }

  func testRemovingReturnsTheValueThatWasThere() {
    var cache = SimpleCache<String, Int>()
    cache.insert(499, for: "tea")
    cache.insert(799, for: "coffee")
    expect(cache.remove("tea"), is: 499)
    expect(cache.remove("tea"), is: nil, "when the key is already gone")
    expect(cache.contains("tea"), is: false, "after its removal")
    expect(cache.contains("coffee"), is: true, "after another key was removed")
    expect(cache.count, is: 1)
  }

  // MARK: - Hits and misses

  func testReadsCountAsHitsAndMisses() {
    var cache = SimpleCache<String, Int>()
    cache.insert(499, for: "tea")
    _ = cache.value(for: "tea")
    _ = cache.value(for: "tea")
    _ = cache.value(for: "coffee")
    expect(cache.hits, is: 2, "after reading tea, tea, coffee with only tea inserted")
    expect(cache.misses, is: 1, "after reading tea, tea, coffee with only tea inserted")
  }

  func testOnlyReadsCountAsAccesses() {
    var cache = SimpleCache<String, Int>()
    let steps: [(String, (inout SimpleCache<String, Int>) -> Void)] = [
      ("inserting a new key", { $0.insert(1, for: "a") }),
      ("inserting a known key", { $0.insert(2, for: "a") }),
      ("asking whether it contains a known key", { _ = $0.contains("a") }),
      ("asking whether it contains an unknown key", { _ = $0.contains("z") }),
      ("removing a known key", { $0.remove("a") }),
      ("removing an unknown key", { $0.remove("z") }),
    ]
    for (name, step) in steps {
      step(&cache)
      expect(cache.hits, is: 0, "hits after \(name)")
      expect(cache.misses, is: 0, "misses after \(name)")
    }
  }

  func testTheHitRatioIsHitsOverReads() {
    var cache = SimpleCache<Int, Int>()
    for key in 0..<10 { cache.insert(key, for: key) }
    for key in [1, 2, 3, 50] { _ = cache.value(for: key) }
    expect(cache.hitRatio, is: 0.75, "after 3 hits and 1 miss with 10 entries")
    cache.remove(1)
    expect(cache.hitRatio, is: 0.75, "after an entry was removed")
  }

  func testTheHitRatioIsZeroBeforeTheFirstRead() {
    var cache = SimpleCache<String, Int>()
    expect(cache.hitRatio, is: 0, "in a new cache")
    cache.insert(499, for: "tea")
    expect(cache.hitRatio, is: 0, "after an insert and no read")
  }

  func testRemovingAllKeepsTheCounts() {
    var cache = SimpleCache<String, Int>()
    cache.insert(499, for: "tea")
    cache.insert(799, for: "coffee")
    _ = cache.value(for: "tea")
    _ = cache.value(for: "milk")
    cache.removeAll()
    expect(cache.count, is: 0)
    expect(cache.contains("tea"), is: false)
    expect(cache.hits, is: 1, "after removing all")
    expect(cache.misses, is: 1, "after removing all")
  }

  // MARK: - Edge cases

  func testACachedNilIsAnEntry() {
    var cache = SimpleCache<String, Int?>()
    cache.insert(nil, for: "out of stock")
    expect(cache.count, is: 1, "after nil was inserted")
    expect(cache.contains("out of stock"), is: true, "after nil was inserted")
    let read = cache.value(for: "out of stock")
    expect(read != nil, "the stored nil, as .some(nil), and not the nil of a miss")
    expect(cache.hits, is: 1, "after reading a stored nil")
    expect(cache.misses, is: 0, "after reading a stored nil")
    expect(cache.remove("out of stock") != nil, "the stored nil back from its removal")
    expect(cache.count, is: 0, "after the stored nil was removed")
  }

  func testACopyIsIndependent() {
    var original = SimpleCache<String, Int>()
    original.insert(499, for: "tea")
    var copy = original
    copy.insert(599, for: "tea")
    copy.insert(799, for: "coffee")
    _ = copy.value(for: "tea")
    expect(original.value(for: "tea"), is: 499, "after its copy was changed")
    expect(original.count, is: 1, "after its copy was changed")
    expect(original.hits, is: 1, "after one read of its own and one of its copy")
  }

  func testManyRandomStepsAgreeWithADictionary() throws {
    try requireAgreement(
      steps: 2_000,
      seed: 1,
      setUp: "var cache = SimpleCache<Int, Int>()"
    ) { random in
      CacheStep(keys: 50, using: &random)
    } replay: { steps in
      var cache = SimpleCache<Int, Int>()
      var model: [Int: Int] = [:]
      var (hits, misses) = (0, 0)
      for step in steps {
        switch step {
        case .insert(let value, let key):
          cache.insert(value, for: key)
          model[key] = value
        case .read(let key):
          if model[key] == nil { misses += 1 } else { hits += 1 }
          try require(cache.value(for: key), is: model[key], "returned by the last step")
        case .remove(let key):
          let removed = model.removeValue(forKey: key)
          try require(cache.remove(key), is: removed, "returned by the last step")
        }
        try require(cache.count, is: model.count, "the count after these steps")
        try require(cache.hits, is: hits, "the hits after these steps")
        try require(cache.misses, is: misses, "the misses after these steps")
      }
    }
  }
}
