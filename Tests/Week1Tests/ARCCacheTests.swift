import CheckSupport
import Lab
import Week1
import XCTest

final class ARCCacheTests: XCTestCase {
  // MARK: - Recent and frequent

  func testANewCacheIsEmpty() {
    let cache = ARCCache<String, Int>(capacity: 3)
    expect(cache.capacity, is: 3)
    expect(cache.count, is: 0)
    expect(cache.contains("a"), is: false)
    expect(cache.target, is: 0)
    expectLists(cache, [], [], [], [], "in a new cache")
  }

  func testANewKeyBecomesRecent() {
    var cache = ARCCache<String, Int>(capacity: 3)
    expect(cache.insert(1, for: "a"), is: nil, "evicted, with room for 3")
    expect(cache.insert(2, for: "b"), is: nil, "evicted, with room for 3")
    expectLists(cache, ["b", "a"], [], [], [], "after a and b were inserted")
    expect(cache.contains("a"), is: true)
    expect(cache.contains("z"), is: false)
    expect(cache.count, is: 2)
  }

  func testAHitMakesAKeyFrequent() {
    var cache = filled(3, "a", "b", "c")
    expect(cache.value(for: "a"), is: 0)
    expectLists(cache, ["c", "b"], ["a"], [], [], "after a b c were inserted and a was read")
    expect(cache.value(for: "b"), is: 1)
    expectLists(cache, ["c"], ["b", "a"], [], [], "after b was read, too")
    expect(cache.value(for: "a"), is: 0)
    expectLists(cache, ["c"], ["a", "b"], [], [], "after a was read again")
    expect(cache.value(for: "z"), is: nil, "for a key that was never inserted")
    _ = cache.contains("b")
    expectLists(cache, ["c"], ["a", "b"], [], [], "after a miss and a look")
  }

  func testAnUpdateCountsAsAHit() {
    var cache = filled(3, "a", "b", "c")
    expect(cache.insert(8, for: "b"), is: nil, "evicted by updating b in a full cache")
    expectLists(cache, ["c", "a"], ["b"], [], [], "after a b c were inserted and b was updated")
    expect(cache.insert(9, for: "b"), is: nil, "evicted by updating b once more")
    expect(cache.value(for: "b"), is: 9, "after two updates")
    expect(cache.count, is: 3)
    expect(cache.target, is: 0, "after updates only")
  }

  // MARK: - Ghosts

  func testAnEvictedRecentKeyLeavesAGhost() {
    var cache = filled(3, "a", "b", "c")
    _ = cache.value(for: "a")
    expect(cache.insert(4, for: "d"), is: "b", "evicted by d from recent [c, b], frequent [a]")
    expectLists(cache, ["d", "c"], ["a"], ["b"], [], "after d came in")
    expect(cache.contains("b"), is: false, "for a ghost")
    expect(cache.count, is: 3, "ghosts not counted")
  }

  func testAScanOfNewKeysLeavesNoGhosts() {
    var cache = filled(2, "a", "b")
    expect(cache.insert(3, for: "c"), is: "a", "evicted by c from recent [b, a], room for 2")
    expectLists(cache, ["c", "b"], [], [], [], "after recent alone had filled the cache")
    expect(cache.insert(4, for: "d"), is: "b", "evicted by d from recent [c, b], room for 2")
    expectLists(cache, ["d", "c"], [], [], [], "after recent alone had filled the cache")
  }

  func testReadingAGhostIsAMissAndChangesNothing() {
    var cache = filled(3, "a", "b", "c")
    _ = cache.value(for: "a")
    cache.insert(4, for: "d")
    expect(cache.value(for: "b"), is: nil, "for a ghost, which has no value")
    expectLists(cache, ["d", "c"], ["a"], ["b"], [], "after the ghost b was read in vain")
    expect(cache.target, is: 0, "after the ghost b was read in vain")
  }

  // MARK: - Moving the target

  func testARecentGhostThatReturnsRaisesTheTarget() {
    var cache = filled(3, "a", "b", "c")
    _ = cache.value(for: "a")
    cache.insert(4, for: "d")
    let story = "after b was inserted in recent [d, c], frequent [a], recent ghosts [b]"
    expect(cache.insert(9, for: "b"), is: "c", "evicted, \(story)")
    expect(cache.target, is: 1, story)
    expectLists(cache, ["d"], ["b", "a"], ["c"], [], story)
    expect(cache.value(for: "b"), is: 9, story)
  }

  func testAFrequentGhostThatReturnsLowersTheTarget() {
    var cache = filled(3, "a", "b", "c")
    for key in ["a", "b"] { _ = cache.value(for: key) }
    cache.insert(4, for: "d")
    cache.insert(3, for: "c")
    expectLists(cache, ["d"], ["c", "b"], [], ["a"], "after reads of a b, then d, then c returned")
    expect(cache.target, is: 1)
    expect(cache.insert(9, for: "a"), is: "d", "evicted when the frequent ghost a returned")
    expect(cache.target, is: 0, "after the frequent ghost a returned")
    expectLists(cache, [], ["a", "c", "b"], ["d"], [], "after the frequent ghost a returned")
  }

  func testTheTargetMovesByTheRatioOfTheGhosts() {
    var cache = withManyFrequentGhosts()
    cache.insert(0, for: 11)
    let raised = "after a recent ghost returned to target 1, 2 recent ghosts, 3 frequent ghosts"
    expect(cache.target, isNear: 2.5, within: 1e-9, raised)
    cache.insert(0, for: 12)
    let again = "after a recent ghost returned to target 2.5, 1 recent ghost, 4 frequent ghosts"
    expect(cache.target, isNear: 6.5, within: 1e-9, again)
  }

  func testTheTargetStaysBetweenNothingAndTheCapacity() {
    var high = withManyFrequentGhosts()
    for key in [11, 12] { high.insert(0, for: key) }
    for key in 20...25 { high.insert(0, for: key) }
    high.insert(0, for: 13)
    expect(high.target, is: 8, "after a recent ghost would have raised it beyond the capacity, 8")
    var low = filled(2, "a", "b")
    for key in ["a", "b"] { _ = low.value(for: key) }
    low.insert(3, for: "c")
    low.insert(1, for: "a")
    expect(low.target, is: 0, "after a frequent ghost returned with the target at 0")
  }

  func testAtTheTargetAFrequentGhostTakesTheRoomOfARecentEntry() {
    var cache = filled(3, "a", "b", "c")
    for key in ["a", "b"] { _ = cache.value(for: key) }
    for key in ["d", "c", "e", "f", "d"] { cache.insert(0, for: key) }
    expectLists(cache, ["f", "e"], ["d"], [], ["c", "b", "a"], "before a returns")
    expect(cache.target, is: 3, "before a returns")
    expect(cache.insert(0, for: "a"), is: "e", "evicted when a returned, 2 recent with target 2")
    expect(cache.target, is: 2, "after a returned")
    expectLists(cache, ["f"], ["a", "d"], ["e"], ["c", "b"], "after a returned")
  }

  func testGhostsNeverGrowBeyondTheirBounds() throws {
    let capacity = 10
    try requireAgreement(
      steps: 3_000,
      seed: 7,
      setUp: "var cache = ARCCache<Int, Int>(capacity: \(capacity))"
    ) { random in
      Request(key: Int.random(in: 0..<60, using: &random))
    } replay: { requests in
      var cache = ARCCache<Int, Int>(capacity: capacity)
      for request in requests {
        if cache.value(for: request.key) == nil { cache.insert(request.key, for: request.key) }
        let (t1, t2) = (cache.recent.count, cache.frequent.count)
        let (b1, b2) = (cache.recentGhosts.count, cache.frequentGhosts.count)
        try require(t1 + t2, isAtMost: capacity, "entries")
        try require(t1 + b1, isAtMost: capacity, "recent entries and their ghosts")
        try require(t1 + t2 + b1 + b2, isAtMost: 2 * capacity, "keys in all four lists")
        try require(cache.count, is: t1 + t2, "the count after these requests")
      }
    }
  }

  func testManyRequestsAgreeWithThePaper() throws {
    for capacity in [1, 2, 3, 5, 16] {
      var isOther = false
      try requireAgreement(
        steps: 1_500,
        seed: UInt64(capacity),
        setUp: "var cache = ARCCache<Int, Int>(capacity: \(capacity))"
      ) { random in
        // Squaring makes low keys popular; every so often other keys become popular instead.
        if random.chance(1 / 300) { isOther.toggle() }
        let unit = random.unit()
        let key = Int(unit * unit * Double(4 * capacity))
        return Request(key: isOther ? 4 * capacity - key : key)
      } replay: { requests in
        var cache = ARCCache<Int, Int>(capacity: capacity)
        var model = PaperModel(c: capacity)
        for request in requests {
          let key = request.key
          let before = Set(model.t1 + model.t2)
          model.request(key)
          let read = cache.value(for: key)
          try require(read, is: before.contains(key) ? key : nil, "read by the last request")
          if read == nil {
            let gone = before.subtracting(model.t1 + model.t2).first
            try require(cache.insert(key, for: key), is: gone, "evicted by the last request")
          }
          try require(cache.target, isNear: model.p, within: 1e-9, "the target")
          try require(cache.recent, is: model.t1, "recent after these requests")
          try require(cache.frequent, is: model.t2, "frequent after these requests")
          try require(cache.recentGhosts, is: model.b1, "recent ghosts after these requests")
          try require(cache.frequentGhosts, is: model.b2, "frequent ghosts after these requests")
        }
      }
    }
  }

  // MARK: - Removal and edge cases

  func testRemovingLeavesNoGhostAndForgetsOne() {
    var cache = filled(3, "a", "b", "c")
    _ = cache.value(for: "a")
    cache.insert(4, for: "d")
    expect(cache.remove("z"), is: nil, "from removing an unknown key")
    expect(cache.remove("b"), is: nil, "from removing a ghost, which has no value")
    expectLists(cache, ["d", "c"], ["a"], [], [], "after the ghost b was removed")
    expect(cache.remove("d"), is: 4)
    expect(cache.remove("a"), is: 0)
    expect(cache.remove("a"), is: nil, "from removing a for the second time")
    expectLists(cache, ["c"], [], [], [], "after d and a were removed")
    expect(cache.insert(5, for: "e"), is: nil, "evicted, with room again after removals")
    expect(cache.count, is: 2)
  }

  func testAReturningGhostEvictsNothingWhenThereIsRoom() {
    var cache = filled(3, "a", "b", "c")
    _ = cache.value(for: "a")
    cache.insert(4, for: "d")
    cache.remove("d")
    expect(cache.insert(9, for: "b"), is: nil, "evicted by the ghost b, with 2 entries of 3")
    expectLists(
      cache,
      ["c"],
      ["b", "a"],
      [],
      [],
      "after the ghost b returned to a cache with room"
    )
    expect(cache.target, is: 1, "after a recent ghost returned")
  }

  func testRemovalsBetweenRequestsKeepTheBounds() throws {
    let capacity = 4
    try requireAgreement(
      steps: 3_000,
      seed: 11,
      setUp: "var cache = ARCCache<Int, Int>(capacity: \(capacity))"
    ) { random in
      CacheStep(keys: 12, using: &random)
    } replay: { steps in
      var cache = ARCCache<Int, Int>(capacity: capacity)
      var model: [Int: Int] = [:]
      for step in steps {
        switch step {
        case .insert(let value, let key):
          let mustEvict = model.count == capacity && model[key] == nil
          let evicted = cache.insert(value, for: key)
          try require(evicted != nil, is: mustEvict, "whether the last step evicted a key")
          if let evicted {
            let gone = model.removeValue(forKey: evicted)
            try require(gone != nil, "the evicted key \(evicted) to have been an entry")
          }
          model[key] = value
        case .read(let key):
          try require(cache.value(for: key), is: model[key], "returned by the last step")
        case .remove(let key):
          let removed = model.removeValue(forKey: key)
          try require(cache.remove(key), is: removed, "returned by the last step")
        }
        let entries = cache.recent + cache.frequent
        try require(entries.sorted(), is: model.keys.sorted(), "recent and frequent, sorted")
        try require(cache.count, is: model.count, "the count after these steps")
        let keys = entries + cache.recentGhosts + cache.frequentGhosts
        try require(Set(keys).count, is: keys.count, "keys in the four lists, none of them twice")
        try require(keys.count, isAtMost: 2 * capacity, "keys in all four lists")
        let recent = cache.recent.count + cache.recentGhosts.count
        try require(recent, isAtMost: capacity, "recent entries and their ghosts")
      }
    }
  }

  func testRemovingAllForgetsGhostsAndTarget() {
    var cache = filled(3, "a", "b", "c")
    _ = cache.value(for: "a")
    cache.insert(4, for: "d")
    cache.insert(5, for: "b")
    cache.removeAll()
    expect(cache.count, is: 0, "after removing all")
    expect(cache.target, is: 0, "after removing all")
    expectLists(cache, [], [], [], [], "after removing all")
    expect(cache.insert(1, for: "x"), is: nil, "evicted, after removing all")
    expectLists(cache, ["x"], [], [], [], "after removing all and inserting x")
  }

  func testOneEntryIsReplacedAndNoRoomStoresNothing() {
    var single = ARCCache<String, Int>(capacity: 1)
    single.insert(1, for: "a")
    _ = single.value(for: "a")
    expect(single.insert(2, for: "b"), is: "a", "evicted by b from frequent [a], room for 1")
    expectLists(single, ["b"], [], [], ["a"], "with room for 1")
    expect(single.insert(3, for: "c"), is: "b", "evicted by c from recent [b], room for 1")
    expectLists(single, ["c"], [], [], ["a"], "with room for 1")
    var none = ARCCache<String, Int>(capacity: 0)
    for key in ["a", "b", "a"] {
      expect(none.insert(1, for: key), is: nil, "evicted, without room")
      expect(none.value(for: key), is: nil, "without room")
    }
    expectLists(none, [], [], [], [], "without room")
    expect(none.target, is: 0, "without room")
  }

  func testACachedNilIsAnEntry() {
    var cache = ARCCache<String, Int?>(capacity: 2)
    cache.insert(nil, for: "a")
    expect(cache.contains("a"), is: true, "after nil was inserted")
    expect(cache.value(for: "a") != nil, "the stored nil, and not the nil of a miss")
    expect(cache.frequent, is: ["a"], "after the stored nil was read")
    expect(cache.count, is: 1, "after nil was inserted")
    cache.insert(nil, for: "a")
    expect(cache.remove("a") != nil, "the stored nil back from its removal")
    expect(cache.count, is: 0, "after the stored nil was removed")
  }

  func testACopyIsIndependent() {
    var original = filled(3, "a", "b", "c")
    _ = original.value(for: "a")
    original.insert(4, for: "d")
    var copy = original
    copy.insert(9, for: "b")
    copy.remove("a")
    expectLists(original, ["d", "c"], ["a"], ["b"], [], "in the original of a changed copy")
    expect(original.target, is: 0, "in the original of a changed copy")
    expect(original.value(for: "a"), is: 0, "in the original of a changed copy")
  }

  // MARK: - Memory and speed

  func testAGhostKeepsItsKeyAndReleasesItsValue() {
    let alive = Census()
    var cache = ARCCache<Token, Token>(capacity: 2)
    for number in 1...2 { cache.insert(Token(number, in: alive), for: Token(-number, in: alive)) }
    _ = cache.value(for: Token(-1, in: alive))
    cache.insert(Token(3, in: alive), for: Token(-3, in: alive))
    expect(alive.numbers, is: [-3, -2, -1, 1, 3], "keys (negative) and values, with 2 a ghost")
    cache.remove(Token(-2, in: alive))
    expect(alive.numbers, is: [-3, -1, 1, 3], "keys (negative) and values, the ghost 2 removed")
    cache.insert(Token(30, in: alive), for: Token(-3, in: alive))
    expect(!alive.numbers.contains(3), "value 3 released after its update to 30")
    cache.remove(Token(-3, in: alive))
    expect(alive.numbers, is: [-1, 1], "keys (negative) and values, 3 removed")
    cache.removeAll()
    expect(alive.numbers, is: [], "keys and values alive, after removing all")
  }

  func testEveryStepIsCheapHoweverManyEntriesThereAre() throws {
    let size = 2_000
    let keys = KeyCounter()
    var cache = ARCCache<CountingKey, Int>(capacity: size)
    for key in 0..<size { cache.insert(key, for: keys.key(key)) }
    let steps: [(String, (Int) -> Void)] = [
      ("reading", { _ = cache.value(for: keys.key($0)) }),
      ("asking for", { _ = cache.contains(keys.key($0)) }),
      ("updating", { cache.insert($0, for: keys.key($0)) }),
      ("evicting for", { cache.insert($0, for: keys.key($0 + size)) }),
      ("bringing back", { cache.insert($0, for: keys.key($0)) }),
      ("removing", { cache.remove(keys.key($0 * 7 % size)) }),
    ]
    for (name, step) in steps {
      let cost = keys.measure { for key in (0..<size).reversed() { step(key) } }
      let situation = "comparisons a key when \(name) \(size) keys"
      try require(cost.comparisons / size, isAtMost: 20, situation)
    }
  }

  func testEvictingDoesNotWalkTheLists() {
    // All keys were read, so that each newcomer turns one entry into a ghost. Where that counts a
    // list by walking along it, or looks for its end, this runs into the time limit.
    let size = 20_000
    var cache = ARCCache<Int, Int>(capacity: size)
    for key in 0..<size { cache.insert(key, for: key) }
    for key in 0..<size { _ = cache.value(for: key) }
    for key in size..<(2 * size) { cache.insert(key, for: key) }
    expect(cache.count, is: size)
  }

  /// A cache whose keys went in in this order, with values that count up from 0.
  private func filled(_ capacity: Int, _ keys: String...) -> ARCCache<String, Int> {
    var cache = ARCCache<String, Int>(capacity: capacity)
    for (value, key) in keys.enumerated() { cache.insert(value, for: key) }
    return cache
  }

  /// A cache of 8 with the target at 1 and more frequent than recent ghosts.
  private func withManyFrequentGhosts() -> ARCCache<Int, Int> {
    var cache = ARCCache<Int, Int>(capacity: 8)
    for key in 0..<8 { cache.insert(0, for: key) }
    for key in 0..<8 { _ = cache.value(for: key) }
    for key in [10, 11, 10, 12, 13, 14] { cache.insert(0, for: key) }
    expect(cache.recentGhosts, is: [12, 11], "before the target is looked at")
    expect(cache.frequentGhosts, is: [2, 1, 0], "before the target is looked at")
    return cache
  }

  private func expectLists(
    _ cache: ARCCache<String, Int>,
    _ recent: [String],
    _ frequent: [String],
    _ recentGhosts: [String],
    _ frequentGhosts: [String],
    _ situation: String,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let lists = [
      ("recent", cache.recent, recent), ("frequent", cache.frequent, frequent),
      ("recent ghosts", cache.recentGhosts, recentGhosts),
      ("frequent ghosts", cache.frequentGhosts, frequentGhosts),
    ]
    for (name, actual, expected) in lists {
      expect(actual, is: expected, "\(name), \(situation)", file: file, line: line)
    }
  }
}

/// A read that brings in what is not there.
private struct Request: CustomStringConvertible {
  let key: Int

  var description: String {
    "if cache.value(for: \(key)) == nil { cache.insert(\(key), for: \(key)) }"
  }
}

/// The figure of the paper on arrays, from the most to the least recent, with the paper's names.
private struct PaperModel {
  let c: Int
  var p = 0.0
  var t1: [Int] = []
  var t2: [Int] = []
  var b1: [Int] = []
  var b2: [Int] = []

  mutating func request(_ x: Int) {
    let (size1, size2) = (Double(b1.count), Double(b2.count))
    if t1.contains(x) || t2.contains(x) {
      t1.removeAll { $0 == x }
      t2.removeAll { $0 == x }
      t2.insert(x, at: 0)
    } else if b1.contains(x) {
      p = min(p + (size1 >= size2 ? 1 : size2 / size1), Double(c))
      replace(x)
      b1.removeAll { $0 == x }
      t2.insert(x, at: 0)
    } else if b2.contains(x) {
      p = max(p - (size2 >= size1 ? 1 : size1 / size2), 0)
      replace(x)
      b2.removeAll { $0 == x }
      t2.insert(x, at: 0)
    } else {
      if t1.count + b1.count == c {
        if t1.count < c {
          b1.removeLast()
          replace(x)
        } else {
          t1.removeLast()
        }
      } else if t1.count + t2.count + b1.count + b2.count >= c {
        if t1.count + t2.count + b1.count + b2.count == 2 * c { b2.removeLast() }
        replace(x)
      }
      t1.insert(x, at: 0)
    }
  }

  mutating func replace(_ x: Int) {
    let size = Double(t1.count)
    if !t1.isEmpty, size > p || b2.contains(x) && size == p {
      b1.insert(t1.removeLast(), at: 0)
    } else {
      b2.insert(t2.removeLast(), at: 0)
    }
  }
}
