import CheckSupport
import Lab
import Week1
import XCTest

final class FIFOAndMRUTests: XCTestCase {
  // MARK: - Reading and writing

  func testANewCacheIsEmpty() {
    for (rule, make) in Self.rules {
      let cache = make(3)
      expect(cache.capacity, is: 3, "in a new \(rule) cache")
      expect(cache.count, is: 0, "in a new \(rule) cache")
      expect(cache.contains("a"), is: false, "in a new \(rule) cache")
    }
  }

  func testAnInsertedValueCanBeRead() {
    for (rule, make) in Self.rules {
      var cache = make(3)
      expect(cache.insert(1, for: "a"), is: nil, "evicted from \(rule), with room for 3")
      expect(cache.insert(2, for: "b"), is: nil, "evicted from \(rule), with room for 3")
      expect(cache.value(for: "a"), is: 1, "in \(rule)")
      expect(cache.value(for: "b"), is: 2, "in \(rule)")
      expect(cache.value(for: "z"), is: nil, "for a key that was never inserted in \(rule)")
      expect(cache.contains("a"), is: true, "in \(rule)")
      expect(cache.contains("z"), is: false, "after reading it in vain in \(rule)")
      expect(cache.count, is: 2, "in \(rule)")
    }
  }

  func testUpdatingReplacesTheValueAndEvictsNothing() {
    for (rule, make) in Self.rules {
      var cache = filled(make, "a", "b", "c")
      expect(cache.insert(9, for: "b"), is: nil, "evicted by updating b in a full \(rule) cache")
      expect(cache.value(for: "b"), is: 9, "after updating b in \(rule)")
      expect(cache.count, is: 3, "after updating b in a full \(rule) cache")
    }
  }

  func testRemovingReturnsTheValueAndMakesRoom() {
    for (rule, make) in Self.rules {
      var cache = filled(make, "a", "b", "c")
      expect(cache.remove("z"), is: nil, "from removing an unknown key in \(rule)")
      expect(cache.remove("b"), is: 1, "from removing b in \(rule)")
      expect(cache.remove("b"), is: nil, "from removing b a second time in \(rule)")
      expect(cache.contains("b"), is: false, "after its removal from \(rule)")
      expect(cache.count, is: 2, "after one removal from 3 in \(rule)")
      expect(cache.insert(4, for: "d"), is: nil, "evicted by d, with room again in \(rule)")
      expect(cache.insert(5, for: "e") != nil, "a key evicted by e, when \(rule) is full again")
      expect(cache.count, is: 3, "when \(rule) is full again")
    }
  }

  // MARK: - FIFO eviction

  func testFirstInFirstOutEvictsInTheOrderOfArrival() throws {
    var cache = filled({ FIFOCache(capacity: $0) }, "a", "b", "c")
    for (newcomer, victim) in [("d", "a"), ("e", "b"), ("f", "c"), ("g", "d")] {
      let evicted = cache.insert(0, for: newcomer)
      try require(evicted, is: victim, "evicted by \(newcomer) after a b c … went in, in FIFO")
      try require(cache.contains(victim), is: false, "\(victim), after its eviction from FIFO")
      try require(cache.contains(newcomer), is: true, "\(newcomer), which just went into FIFO")
    }
  }

  func testFirstInFirstOutIgnoresReadsAndUpdates() throws {
    let uses: [(String, (inout any EvictingCache<String, Int>) -> Void)] = [
      ("reading a", { _ = $0.value(for: "a") }),
      ("updating a", { $0.insert(9, for: "a") }),
      ("asking for a", { _ = $0.contains("a") }),
    ]
    for (use, run) in uses {
      var cache = filled({ FIFOCache(capacity: $0) }, "a", "b", "c")
      run(&cache)
      try require(cache.insert(4, for: "d"), is: "a", "evicted from FIFO [a, b, c] after \(use)")
      try require(cache.insert(5, for: "e"), is: "b", "evicted next")
    }
  }

  func testFirstInFirstOutTakesAReturningKeyForANewOne() {
    var cache = filled({ FIFOCache(capacity: $0) }, "a", "b", "c")
    cache.remove("a")
    cache.insert(9, for: "a")
    let story = "evicted from FIFO, after a b c went in, a was removed and inserted again"
    expect(cache.insert(4, for: "d"), is: "b", story)
    expect(cache.insert(5, for: "e"), is: "c", "\(story), then d inserted")
    expect(cache.insert(6, for: "f"), is: "a", "\(story), then d and e inserted")
    expect(cache.count, is: 3)
  }

  // MARK: - MRU eviction

  func testMostRecentlyUsedGoesAndTheNewcomerStays() throws {
    var cache = filled({ MRUCache(capacity: $0) }, "a", "b", "c")
    for (newcomer, victim) in [("d", "c"), ("e", "d"), ("f", "e")] {
      let evicted = cache.insert(7, for: newcomer)
      try require(evicted, is: victim, "evicted by \(newcomer) after a b c … went in, in MRU")
      try require(cache.contains(newcomer), is: true, "\(newcomer), which just went into MRU")
      try require(cache.contains(victim), is: false, "\(victim), after its eviction from MRU")
      try require(cache.contains("a") && cache.contains("b"), "a and b, untouched, still in MRU")
    }
  }

  func testMostRecentlyUsedCountsReadsAndUpdatesAsUses() throws {
    let uses: [(String, (inout any EvictingCache<String, Int>) -> Void, [String])] = [
      ("reading a", { _ = $0.value(for: "a") }, ["a"]),
      ("reading b", { _ = $0.value(for: "b") }, ["b"]),
      ("updating a", { $0.insert(9, for: "a") }, ["a"]),
      ("asking for a", { _ = $0.contains("a") }, ["c"]),
      ("reading z in vain", { _ = $0.value(for: "z") }, ["c"]),
    ]
    for (use, run, victims) in uses {
      var cache = filled({ MRUCache(capacity: $0) }, "a", "b", "c")
      run(&cache)
      let situation = "evicted by d from MRU, after a b c went in and then \(use)"
      try require(cache.insert(4, for: "d"), is: victims.first, situation)
    }
  }

  func testMostRecentlyUsedGoesOnAfterRemovals() throws {
    for removed in ["a", "b", "c"] {
      var cache = filled({ MRUCache(capacity: $0) }, "a", "b", "c")
      cache.remove(removed)
      let story = "after a b c went into MRU and \(removed) was removed"
      expect(cache.insert(4, for: "d"), is: nil, "evicted by d, \(story)")
      try require(cache.insert(5, for: "e"), is: "d", "evicted by e, \(story) and d inserted")
      try require(cache.contains(removed), is: false, story)
      try require(cache.count, is: 3, "\(story) and d and e inserted")
    }
  }

  func testMoreRoomCanCostFirstInFirstOutHits() throws {
    let belady = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]
    let loop = (0..<20).map { $0 % 5 }
    let cases: [(String, any EvictingCache<Int, Int>, [Int], Int)] = [
      ("FIFO with room for 3", FIFOCache(capacity: 3), belady, 9),
      ("FIFO with room for 4", FIFOCache(capacity: 4), belady, 10),
      ("FIFO with room for 4", FIFOCache(capacity: 4), loop, 20),
      ("MRU with room for 4", MRUCache(capacity: 4), loop, 8),
    ]
    for (name, empty, trace, misses) in cases {
      var cache = empty
      expect(cache.misses(reading: trace) { -$0 }, is: misses, "misses of \(name) on \(trace)")
      let last = try require(trace.last, "a key that was read last")
      expect(cache.value(for: last), is: -last, "the key that was read last, in \(name)")
    }
  }

  // MARK: - Edge cases

  func testOneEntryIsReplacedAndNoRoomStoresNothing() {
    for (rule, make) in Self.rules {
      var single = make(1)
      single.insert(1, for: "a")
      expect(single.insert(2, for: "a"), is: nil, "evicted by updating the only entry in \(rule)")
      expect(single.insert(3, for: "b"), is: "a", "evicted by b from \(rule) with room for 1")
      expect(single.value(for: "b"), is: 3, "in \(rule) with room for 1")
      var none = make(0)
      expect(none.insert(1, for: "a"), is: nil, "evicted from \(rule) without room")
      expect(none.count, is: 0, "in \(rule) without room")
      expect(none.value(for: "a"), is: nil, "in \(rule) without room")
    }
  }

  func testRemovingAllLeavesAnEmptyCacheThatWorks() {
    for (rule, make) in Self.rules {
      var cache = filled(make, "a", "b", "c")
      cache.removeAll()
      expect(cache.count, is: 0, "after removing all from \(rule)")
      expect(cache.contains("a"), is: false, "after removing all from \(rule)")
      for key in ["x", "y", "z"] {
        expect(
          cache.insert(0, for: key),
          is: nil,
          "evicted by \(key) after removing all in \(rule)"
        )
      }
      let victim = rule == "FIFO" ? "x" : "z"
      expect(cache.insert(0, for: "a"), is: victim, "evicted by a when \(rule) is full again")
    }
  }

  func testACachedNilIsAnEntry() {
    let caches: [(String, any EvictingCache<String, Int?>)] = [
      ("FIFO", FIFOCache(capacity: 2)), ("MRU", MRUCache(capacity: 2)),
    ]
    for (rule, empty) in caches {
      var cache = empty
      cache.insert(nil, for: "a")
      expect(cache.count, is: 1, "after nil was inserted in \(rule)")
      expect(cache.contains("a"), is: true, "after nil was inserted in \(rule)")
      expect(cache.value(for: "a") != nil, "the stored nil in \(rule), not the nil of a miss")
      cache.insert(nil, for: "a")
      expect(cache.count, is: 1, "after nil was inserted twice in \(rule)")
      expect(cache.remove("a") != nil, "the stored nil back from its removal from \(rule)")
      expect(cache.count, is: 0, "after the stored nil was removed from \(rule)")
    }
  }

  func testACopyIsIndependent() {
    for (rule, make) in Self.rules {
      let original = filled(make, "a", "b", "c")
      var copy = original
      copy.insert(9, for: "a")
      copy.insert(4, for: "d")
      copy.insert(5, for: "e")
      var again = original
      expect(again.value(for: "a"), is: 0, "in a \(rule) cache whose copy was changed")
      expect(again.contains("b") && again.contains("c"), "b and c where only a copy changed")
      copy.removeAll()
      expect(original.count, is: 3, "in a \(rule) cache whose copy was emptied")
    }
  }

  func testManyRandomStepsAgreeWithASimpleList() throws {
    let caches: [(String, ListModel.Rule, (Int) -> any EvictingCache<Int, Int>)] = [
      ("FIFOCache", .firstIn, { FIFOCache(capacity: $0) }),
      ("MRUCache", .mostRecentlyUsed, { MRUCache(capacity: $0) }),
    ]
    for (type, rule, make) in caches {
      for capacity in [1, 2, 3, 8] {
        try requireAgreement(
          steps: 1_000,
          seed: UInt64(capacity),
          setUp: "var cache = \(type)<Int, Int>(capacity: \(capacity))"
        ) { random in
          CacheStep(keys: 2 * capacity + 1, using: &random)
        } replay: { steps in
          var cache = make(capacity)
          var model = ListModel(rule, capacity: capacity)
          for step in steps {
            let (actual, expected) =
              switch step {
              case .insert(let value, let key):
                (cache.insert(value, for: key), model.insert(value, for: key))
              case .read(let key): (cache.value(for: key), model.value(for: key))
              case .remove(let key): (cache.remove(key), model.remove(key))
              }
            try require(actual, is: expected, "returned by the last step")
            try require(cache.count, is: model.count, "the count after these steps")
          }
        }
      }
    }
  }

  // MARK: - Memory and speed

  func testWhatLeavesTheCacheIsReleased() {
    for rule in ["FIFO", "MRU"] {
      let alive = Census()
      var cache: any EvictingCache<Token, Token> =
        rule == "FIFO" ? FIFOCache(capacity: 3) : MRUCache(capacity: 3)
      for number in 1...4 { cache.insert(Token(number, in: alive), for: Token(-number, in: alive)) }
      let kept = rule == "FIFO" ? [-4, -3, -2, 2, 3, 4] : [-4, -2, -1, 1, 2, 4]
      expect(alive.numbers, is: kept, "keys (negative) and values alive after 4 inserts in \(rule)")
      cache.insert(Token(40, in: alive), for: Token(-4, in: alive))
      expect(!alive.numbers.contains(4), "value 4 released after its update to 40 in \(rule)")
      cache.remove(Token(-4, in: alive))
      let rest = kept.filter { abs($0) != 4 }
      expect(alive.numbers, is: rest, "keys (negative) and values alive without 4 in \(rule)")
      cache.removeAll()
      expect(alive.numbers, is: [], "keys and values alive after removing all from \(rule)")
    }
  }

  func testEveryStepIsCheapHoweverManyEntriesThereAre() throws {
    let size = 2_000
    let keys = KeyCounter()
    let steps: [(String, (inout any EvictingCache<CountingKey, Int>, Int) -> Void)] = [
      ("reading", { cache, key in _ = cache.value(for: keys.key(key)) }),
      ("asking for", { cache, key in _ = cache.contains(keys.key(key)) }),
      ("updating", { cache, key in cache.insert(key, for: keys.key(key)) }),
      ("evicting for", { cache, key in cache.insert(key, for: keys.key(key + size)) }),
      ("removing", { cache, key in cache.remove(keys.key(size + key * 7 % size)) }),
    ]
    let caches: [(String, any EvictingCache<CountingKey, Int>)] = [
      ("FIFO", FIFOCache(capacity: size)), ("MRU", MRUCache(capacity: size)),
    ]
    for (rule, empty) in caches {
      var cache = empty
      for key in 0..<size { cache.insert(key, for: keys.key(key)) }
      for (name, step) in steps {
        let cost = keys.measure { for key in (0..<size).reversed() { step(&cache, key) } }
        let situation = "comparisons a key when \(name) \(size) keys in \(rule)"
        try require(cost.comparisons / size, isAtMost: 12, situation)
      }
    }
  }

  func testEvictingDoesNotShiftTheQueue() {
    let size = 14_000
    let caches: [(String, any EvictingCache<WideKey, Int>)] = [
      ("FIFO", FIFOCache(capacity: size)), ("MRU", MRUCache(capacity: size)),
    ]
    for (rule, empty) in caches {
      var cache = empty
      // Each of these moves megabytes where an eviction shifts the queue to close the gap.
      for key in 0..<(3 * size) { cache.insert(key, for: WideKey(number: key)) }
      expect(cache.count, is: size, "in \(rule)")
    }
  }

  private static let rules: [(name: String, make: Make)] = [
    ("FIFO", { empty(FIFOCache.self, capacity: $0) }),
    ("MRU", { empty(MRUCache.self, capacity: $0) }),
  ]

  private typealias Make = @Sendable (_ capacity: Int) -> any EvictingCache<String, Int>

  /// Made as code makes it that knows the protocol alone.
  private static func empty<Cache: EvictingCache<String, Int>>(
    _ type: Cache.Type,
    capacity: Int
  ) -> any EvictingCache<String, Int> {
    Cache(capacity: capacity)
  }

  /// A full cache whose keys went in in this order, with values that count up from 0.
  private func filled(
    _ make: (Int) -> any EvictingCache<String, Int>,
    _ keys: String...
  ) -> any EvictingCache<String, Int> {
    var cache = make(keys.count)
    for (value, key) in keys.enumerated() { cache.insert(value, for: key) }
    return cache
  }
}

/// A key that takes so much room that moving many of them takes long.
private struct WideKey: Hashable {
  let number: Int
  private let ballast = (SIMD64<Int>(), SIMD64<Int>(), SIMD64<Int>(), SIMD64<Int>())

  init(number: Int) { self.number = number }

  static func == (a: WideKey, b: WideKey) -> Bool { a.number == b.number }
  func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
