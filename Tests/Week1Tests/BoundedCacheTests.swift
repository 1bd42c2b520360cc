import CheckSupport
import Foundation
import Lab
import Synchronization
import Week1
import XCTest

final class BoundedCacheTests: XCTestCase {
  typealias Cache = BoundedCache<String, Int, ManualClock>

  // MARK: - Entries and costs

  func testANewCacheIsEmpty() {
    let cache = Cache(budget: 100, clock: manualClock())
    expect(cache.budget, is: 100)
    expect(cache.count, is: 0)
    expect(cache.totalCost, is: 0)
    expect(cache.contains("a"), is: false)
    expect(cache.value(for: "a"), is: nil)
    expect(cache.remove("a"), is: nil)
    expect(cache.relieveMemoryPressure(), is: 0, "with nothing to give up")
  }

  func testAnInsertedValueCanBeRead() {
    let cache = Cache(budget: 100, clock: manualClock())
    expect(cache.insert(1, for: "a", cost: 30), is: true, "with a cost of 30 and a budget of 100")
    expect(cache.insert(2, for: "b"), is: true, "with the cost left out, which means 1")
    expect(cache.value(for: "a"), is: 1)
    expect(cache.value(for: "b"), is: 2)
    expect(cache.contains("a"), is: true)
    expect(cache.value(for: "c"), is: nil, "for a key that was never inserted")
    expect(cache.count, is: 2)
    expect(cache.totalCost, is: 31, "with one entry at 30 and one at 1")
  }

  func testOverwritingReplacesTheCostToo() {
    let cache = Cache(budget: 100, clock: manualClock())
    cache.insert(1, for: "a", cost: 30)
    cache.insert(2, for: "a", cost: 50)
    expect(cache.value(for: "a"), is: 2, "after a second insert of the same key")
    expect(cache.count, is: 1, "after a second insert of the same key")
    expect(cache.totalCost, is: 50, "first inserted at 30, then at 50")
    cache.insert(3, for: "a", cost: 10)
    expect(cache.totalCost, is: 10, "first inserted at 30, then at 50, then at 10")
  }

  func testRemovingGivesTheCostBack() {
    let cache = Cache(budget: 100, clock: manualClock())
    cache.insert(1, for: "a", cost: 30)
    cache.insert(2, for: "b", cost: 20)
    expect(cache.remove("a"), is: 1)
    expect(cache.remove("a"), is: nil, "when the key is already gone")
    expect(cache.totalCost, is: 20, "after the entry at 30 was removed")
    expect(cache.contains("a"), is: false)
    expect(cache.value(for: "b"), is: 2, "after another key was removed")
    cache.removeAll()
    expect(cache.count, is: 0, "after removing all")
    expect(cache.totalCost, is: 0, "after removing all")
    expect(cache.value(for: "b"), is: nil, "after removing all")
    cache.insert(3, for: "b", cost: 100)
    expect(cache.value(for: "b"), is: 3, "inserted at the whole budget after removing all")
  }

  // MARK: - Eviction

  func testTheLeastRecentlyUsedLeaveUntilTheNewOneFits() {
    let cache = Cache(budget: 100, clock: manualClock())
    for (value, key) in ["a", "b", "c", "d"].enumerated() {
      cache.insert(value, for: key, cost: 25)
    }
    expect(keys(of: cache), is: "a b c d", "with 4 entries at 25 each and a budget of 100")
    cache.insert(4, for: "e", cost: 26)
    expect(keys(of: cache), is: "c d e", "after one at 26 was inserted, for which two must go")
    expect(cache.totalCost, is: 76)
    cache.insert(5, for: "f", cost: 24)
    expect(keys(of: cache), is: "c d e f", "after one at 24 was inserted, for which there is room")
    cache.insert(6, for: "g", cost: 100)
    expect(keys(of: cache), is: "g", "after one was inserted that costs the whole budget")
  }

  func testReadingIsAUseAndLookingIsNot() {
    let cache = Cache(budget: 3, clock: manualClock())
    for (value, key) in ["a", "b", "c"].enumerated() { cache.insert(value, for: key) }
    _ = cache.value(for: "a")
    _ = cache.contains("b")
    cache.insert(3, for: "d")
    expect(keys(of: cache), is: "a c d", "a, b, c inserted, a read, b looked at, d inserted")
    cache.insert(4, for: "c")
    cache.insert(5, for: "e")
    expect(keys(of: cache), is: "c d e", "and then c inserted again, e inserted")
  }

  func testOverwritingMakesRoomForTheDifferenceOnly() {
    let cache = Cache(budget: 100, clock: manualClock())
    cache.insert(1, for: "a", cost: 40)
    cache.insert(2, for: "b", cost: 60)
    cache.insert(3, for: "b", cost: 60)
    expect(keys(of: cache), is: "a b", "b at 60 overwritten at 60 in a full cache")
    cache.insert(4, for: "a", cost: 30)
    cache.insert(5, for: "a", cost: 40)
    expect(keys(of: cache), is: "a b", "a at 40 overwritten at 30 and again at 40")
    cache.insert(6, for: "a", cost: 41)
    expect(keys(of: cache), is: "a", "a at 40 overwritten at 41, for which b must go")
    expect(cache.totalCost, is: 41)
  }

  func testAnEntryDearerThanTheBudgetIsRefused() {
    let cache = Cache(budget: 100, clock: manualClock())
    cache.insert(1, for: "a", cost: 50)
    cache.insert(2, for: "b", cost: 50)
    expect(cache.insert(3, for: "c", cost: 101), is: false, "at 101 with a budget of 100")
    expect(cache.insert(4, for: "d", cost: .max), is: false, "at the highest cost there is")
    expect(cache.contains("c"), is: false, "after it was refused")
    expect(keys(of: cache), is: "a b", "after two others were refused")
    expect(cache.totalCost, is: 100, "after two others were refused")
    expect(cache.insert(5, for: "b", cost: 101), is: false, "at 101 with a budget of 100")
    expect(cache.value(for: "b"), is: nil, "the old value, after its replacement was refused")
    expect(cache.totalCost, is: 50, "after b's replacement was refused, with a at 50 left")
  }

  func testABudgetOfZeroRefusesEverything() {
    let cache = Cache(budget: 0, clock: manualClock())
    expect(cache.insert(1, for: "a"), is: false)
    expect(cache.count, is: 0)
    expect(cache.totalCost, is: 0)
    expect(cache.relieveMemoryPressure(), is: 0)
  }

  // MARK: - Deadlines

  func testAnEntryIsDeadAtItsDeadline() {
    let clock = manualClock()
    let cache = Cache(budget: 100, clock: clock)
    cache.insert(1, for: "a", cost: 30, lifetime: .seconds(60))
    cache.insert(2, for: "b", cost: 20)
    clock.advance(by: .seconds(60) - .nanoseconds(1))
    expect(cache.count, is: 2, "1 ns before the deadline of one of 2")
    expect(cache.totalCost, is: 50, "1 ns before the deadline of one of 2")
    expect(cache.value(for: "a"), is: 1, "1 ns before its deadline")
    clock.advance(by: .nanoseconds(1))
    expect(cache.totalCost, is: 20, "at the deadline of the one at 30")
    expect(cache.count, is: 1, "at the deadline of one of 2")
    expect(cache.contains("a"), is: false, "at its deadline")
    expect(cache.value(for: "a"), is: nil, "at its deadline, although it was read before")
    expect(cache.remove("a"), is: nil, "at its deadline")
    clock.advance(by: .days(10_000))
    expect(cache.value(for: "b"), is: 2, "without a lifetime, 10,000 days on")
  }

  func testOverwritingSetsANewDeadline() {
    let clock = manualClock()
    let cache = Cache(budget: 100, clock: clock)
    for key in ["a", "b", "c"] { cache.insert(1, for: key, lifetime: .seconds(60)) }
    cache.remove("c")
    cache.insert(2, for: "a", lifetime: .seconds(100))
    cache.insert(2, for: "b")
    cache.insert(2, for: "c", lifetime: .seconds(200))
    clock.advance(by: .seconds(60))
    expect(keys(of: cache), is: "a b c", "at t = 60 s, which was the deadline before")
    clock.advance(by: .seconds(40))
    expect(keys(of: cache), is: "b c", "at t = 100 s, a's new deadline")
    cache.insert(3, for: "c", lifetime: .seconds(10))
    clock.advance(by: .seconds(10))
    expect(keys(of: cache), is: "b", "at t = 110 s, when c's shorter life is over")
  }

  func testALifetimeOfZeroOrLessIsRefused() throws {
    for lifetime in [Duration.zero, .seconds(-60)] {
      let cache = Cache(budget: 2, clock: manualClock())
      cache.insert(1, for: "a")
      cache.insert(2, for: "b")
      let given = "for \(lifetime.readable)"
      try require(cache.insert(3, for: "c", lifetime: lifetime), is: false, given)
      try require(keys(of: cache), is: "a b", "after c was refused, \(given)")
      try require(cache.insert(4, for: "b", lifetime: lifetime), is: false, given)
      try require(keys(of: cache), is: "a", "after b's replacement was refused, \(given)")
    }
  }

  func testTheDeadLeaveBeforeTheLiving() {
    let clock = manualClock()
    let cache = Cache(budget: 100, clock: clock)
    cache.insert(1, for: "old", cost: 50)
    cache.insert(2, for: "brief", cost: 25, lifetime: .seconds(5))
    cache.insert(3, for: "long", cost: 25, lifetime: .seconds(500))
    _ = cache.value(for: "brief")
    clock.advance(by: .seconds(5))
    cache.insert(4, for: "new", cost: 25)
    expect(
      keys(of: cache),
      is: "long new old",
      "brief, which was used last, died at t = 5 s and made room for new"
    )
    expect(cache.totalCost, is: 100)
    cache.insert(5, for: "newer", cost: 25)
    expect(
      keys(of: cache),
      is: "long new newer",
      "and then, with nobody dead, the oldest made room"
    )
  }

  func testTheSystemClockIsTheDefault() {
    let cache = BoundedCache<String, Int, ContinuousClock>(budget: 100)
    cache.insert(1, for: "a", lifetime: .seconds(3600))
    expect(cache.value(for: "a"), is: 1, "with an hour to live on the system's clock")
  }

  // MARK: - Memory pressure

  func testMemoryPressureTakesAQuarterOfTheCost() {
    let cache = Cache(budget: 1_000, clock: manualClock())
    let costs = [("a", 50), ("b", 40), ("c", 30), ("d", 200), ("e", 80)]
    for (key, cost) in costs { cache.insert(cost, for: key, cost: cost) }
    _ = cache.value(for: "a")
    expect(
      cache.relieveMemoryPressure(),
      is: 270,
      "at 400, used in the order b 40, c 30, d 200, e 80, a 50: a quarter is 100"
    )
    expect(keys(of: cache), is: "a e", "after b, c and d have left")
    expect(cache.relieveMemoryPressure(), is: 80, "at 130: a quarter is 32.5, and e costs 80")
    expect(cache.relieveMemoryPressure(), is: 50, "with a single entry")
    expect(cache.count, is: 0, "after the last one left")

    let even = Cache(budget: 1_000, clock: manualClock())
    for key in ["a", "b", "c", "d"] { even.insert(1, for: key, cost: 25) }
    expect(even.relieveMemoryPressure(), is: 25, "at 100: a quarter is 25, and a costs just that")
    expect(keys(of: even), is: "b c d", "after one of 4 entries at 25 each has left")
    expect(even.relieveMemoryPressure(), is: 25, "at 75: a quarter is 18.75, and b costs 25")
    even.removeAll()
    for key in ["a", "b", "c", "d", "e"] { even.insert(1, for: key) }
    expect(even.relieveMemoryPressure(), is: 2, "at 5: a quarter is 1.25, so one entry is too few")
  }

  func testMemoryPressureCountsOnlyTheLiving() {
    let clock = manualClock()
    let cache = Cache(budget: 1_000, clock: clock)
    cache.insert(1, for: "a", cost: 100)
    cache.insert(2, for: "b", cost: 300)
    cache.insert(3, for: "dead", cost: 600, lifetime: .seconds(5))
    clock.advance(by: .seconds(5))
    expect(cache.relieveMemoryPressure(), is: 100, "with 400 alive, a at 100 the oldest, 600 dead")
    expect(keys(of: cache), is: "b", "after a has left, and the dead")
  }

  func testManyRandomStepsAgreeWithANaiveModel() throws {
    try requireAgreement(
      steps: 6_000,
      seed: 8,
      setUp: """
        let clock = ManualClock()
        let cache = BoundedCache<Int, Int, ManualClock>(
          budget: 60, clock: clock)
        """
    ) { random in
      Step(using: &random)
    } replay: { steps in
      let clock = ManualClock()
      let cache = BoundedCache<Int, Int, ManualClock>(budget: 60, clock: clock)
      var model = NaiveCache(budget: 60)
      let returned = "returned by the last step"
      for step in steps {
        switch step {
        case .insert(let value, let key, let cost, let seconds):
          let lifetime = seconds.map { Duration.seconds($0) }
          let isStored = cache.insert(value, for: key, cost: cost, lifetime: lifetime)
          let isExpected = model.insert(value, for: key, cost: cost, lifetime: seconds)
          try require(isStored, is: isExpected, returned)
        case .read(let key): try require(cache.value(for: key), is: model.read(key), returned)
        case .contains(let key):
          try require(cache.contains(key), is: model.contains(key), returned)
        case .remove(let key): try require(cache.remove(key), is: model.remove(key), returned)
        case .relieve: try require(cache.relieveMemoryPressure(), is: model.relieve(), returned)
        case .wait(let seconds):
          clock.advance(by: .seconds(seconds))
          model.pass(seconds)
        }
        try require(cache.totalCost, is: model.totalCost, "the total cost after these steps")
        try require(cache.count, is: model.entries.count, "the count after these steps")
      }
    }
  }

  // MARK: - Speed and threads

  func testNoOperationLooksThroughTheEntries() {
    var random = SplitMix64(seed: 9)
    let clock = manualClock()
    let size = 10_000
    let cache = BoundedCache<Int, Int, ManualClock>(budget: size, clock: clock)
    for key in 0..<3 * size {
      let seconds = Int.random(in: 1...1_000_000, using: &random)
      cache.insert(key, for: key, lifetime: .seconds(seconds))
      _ = cache.value(for: key - size / 2)
      if key % 3 == 0 { clock.advance(by: .seconds(1)) }
    }
    expect(cache.contains(3 * size), is: false, "for a key that was never inserted")
    expect(cache.totalCost, isAtMost: size, "after \(3 * size) inserts at 1 each")
  }

  func testValuesThatLeaveAreReleased() throws {
    let clock = manualClock()
    let releases = Releases()
    let cache = BoundedCache<String, Guest, ManualClock>(budget: 4, clock: clock)
    for (name, operation) in departures(clock) {
      cache.removeAll()
      releases.forget()
      for (key, life) in [("a", Duration.days(1)), ("b", .seconds(5)), ("c", .days(1))] {
        cache.insert(Guest { releases.note("\(key)") }, for: key, cost: 1, lifetime: life)
      }
      operation(cache)
      try require(releases.all.isEmpty, is: false, "was a value released by \(name)?")
    }
  }

  func testADeinitThatUsesTheCacheFindsTheStepDone() throws {
    let clock = manualClock()
    let releases = Releases()
    let cache = BoundedCache<String, Guest, ManualClock>(budget: 4, clock: clock)
    for (name, operation) in departures(clock) {
      cache.removeAll()
      for (key, life) in [("a", Duration.days(1)), ("b", .seconds(5)), ("c", .days(1))] {
        let guest = Guest { [weak cache] in
          guard let cache else { return }
          releases.note(keys(of: cache))
        }
        cache.insert(guest, for: key, cost: 1, lifetime: life)
      }
      releases.forget()
      operation(cache)
      let after = keys(of: cache)
      for seen in releases.all {
        try require(seen, is: after, "the keys that a deinit found, released by \(name)")
      }
    }
  }

  func testNoTwoThreadsAreAmongTheEntriesAtOnce() throws {
    let room = Room()
    let cache = BoundedCache<Visitor, Int, ManualClock>(budget: 100, clock: manualClock())
    cache.insert(0, for: Visitor(id: 0, room: room))
    for _ in 1...20 {
      room.open()
      onThreads(2) { _ in _ = cache.value(for: Visitor(id: 0, room: room)) }
      let apart = "one operation at a time to compare keys: two threads met between the entries"
      try require(!room.hasSeenTwo, apart)
    }
  }

  func testNothingIsLostWhenManyThreadsUseTheCache() throws {
    let cache = BoundedCache<Int, Int, ManualClock>(budget: 1_000_000, clock: manualClock())
    let (threads, each) = (4, 1_000)
    onThreads(threads) { thread in
      for step in 0..<each {
        let key = thread * each + step
        cache.insert(key, for: key, cost: 3, lifetime: .seconds(60))
        cache.insert(-key, for: key, cost: 2)
        _ = cache.value(for: step)
        if step % 2 == 1 { cache.remove(key) }
      }
    }
    let situation = "after 4 threads each inserted 1,000 keys of their own and removed every second"
    expect(cache.count, is: threads * each / 2, situation)
    expect(cache.totalCost, is: threads * each, situation)
    for key in stride(from: 0, to: threads * each, by: 2) {
      try require(cache.value(for: key), is: -key, "key \(key) \(situation)")
    }
  }
}

/// The keys that a look finds, in the order of the alphabet.
private func keys<Value>(of cache: BoundedCache<String, Value, ManualClock>) -> String {
  let candidates = [
    "a", "b", "brief", "c", "d", "dead", "e", "f", "g", "long", "new", "newer", "old",
  ]
  return candidates.filter(cache.contains).joined(separator: " ")
}

/// Every way in which a value can leave.
private func departures(
  _ clock: ManualClock
) -> [(String, (BoundedCache<String, Guest, ManualClock>) -> Void)] {
  [
    ("removing", { $0.remove("b") }),
    ("overwriting", { $0.insert(Guest {}, for: "b") }),
    ("making room for another", { $0.insert(Guest {}, for: "d", cost: 3) }),
    ("refusing its replacement", { $0.insert(Guest {}, for: "b", cost: 5) }),
    ("relieving memory pressure", { $0.relieveMemoryPressure() }),
    ("removing all", { $0.removeAll() }),
    (
      "reading another at its deadline",
      {
        clock.advance(by: .seconds(5))
        _ = $0.value(for: "a")
      }
    ),
  ]
}

/// A value that says when it is released.
private final class Guest: Sendable {
  private let onRelease: @Sendable () -> Void

  init(onRelease: @escaping @Sendable () -> Void) {
    self.onRelease = onRelease
  }

  deinit { onRelease() }
}

private final class Releases: Sendable {
  private let notes = Mutex<[String]>([])

  var all: [String] { notes.withLock { $0 } }

  func note(_ text: String) { notes.withLock { $0.append(text) } }
  func forget() { notes.withLock { $0 = [] } }
}

/// Where threads meet when nothing keeps them apart.
///
/// Whoever enters stays until somebody else is there, or for a number of turns that is more than
/// enough for a thread that is free to come. One that waits for a lock outside does not come.
private final class Room: Sendable {
  private let inside = Atomic(0)
  private let turnsLeft = Atomic(0)
  private let seenTwo = Atomic(false)

  var hasSeenTwo: Bool { seenTwo.load(ordering: .sequentiallyConsistent) }

  func open() { turnsLeft.store(2_000, ordering: .sequentiallyConsistent) }

  func visit() {
    let (before, _) = inside.add(1, ordering: .sequentiallyConsistent)
    if before > 0 { seenTwo.store(true, ordering: .sequentiallyConsistent) }
    while !hasSeenTwo, turnsLeft.load(ordering: .sequentiallyConsistent) > 0 {
      turnsLeft.subtract(1, ordering: .sequentiallyConsistent)
      sched_yield()
    }
    inside.subtract(1, ordering: .sequentiallyConsistent)
  }
}

/// A key that enters its room when it is compared.
private struct Visitor: Hashable, Sendable {
  let id: Int
  let room: Room

  static func == (a: Visitor, b: Visitor) -> Bool {
    a.room.visit()
    return a.id == b.id
  }

  func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Runs `work` on so many threads, none of which begins before all are there; waits for the last.
private func onThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
  let missing = Countdown(from: count)
  let done = DispatchGroup()
  for index in 0..<count {
    done.enter()
    Thread.detachNewThread {
      missing.subtractOne()
      while !missing.isZero { sched_yield() }
      work(index)
      done.leave()
    }
  }
  done.wait()
}

private final class Countdown: Sendable {
  private let left: Atomic<Int>

  init(from count: Int) { left = Atomic(count) }

  var isZero: Bool { left.load(ordering: .sequentiallyConsistent) == 0 }

  func subtractOne() { left.subtract(1, ordering: .sequentiallyConsistent) }
}

private enum Step: CustomStringConvertible {
  case insert(Int, key: Int, cost: Int, seconds: Int?)
  case read(key: Int)
  case contains(key: Int)
  case remove(key: Int)
  case relieve
  case wait(seconds: Int)

  init(using random: inout SplitMix64) {
    let key = Int.random(in: 0..<24, using: &random)
    switch Int.random(in: 0..<40, using: &random) {
    case 0..<14:
      self = .insert(
        Int.random(in: 1..<1_000, using: &random),
        key: key,
        cost: random.chance(0.03) ? 61 : Int.random(in: 1...12, using: &random),
        seconds: random.chance(0.7) ? Int.random(in: 0...40, using: &random) : nil
      )
    case 14..<18: self = .remove(key: key)
    case 18: self = .relieve
    case 19..<25: self = .wait(seconds: Int.random(in: 1...4, using: &random))
    case 25..<28: self = .contains(key: key)
    default: self = .read(key: key)
    }
  }

  var description: String {
    switch self {
    case .insert(let value, let key, let cost, let seconds):
      "cache.insert(\(value), for: \(key), cost: \(cost)"
        + (seconds.map { ", lifetime: .seconds(\($0))" } ?? "") + ")"
    case .read(let key): "_ = cache.value(for: \(key))"
    case .contains(let key): "_ = cache.contains(\(key))"
    case .remove(let key): "cache.remove(\(key))"
    case .relieve: "cache.relieveMemoryPressure()"
    case .wait(let seconds): "clock.advance(by: .seconds(\(seconds)))"
    }
  }
}

/// The contract in a list, the least recently used first.
private struct NaiveCache {
  struct Entry {
    let key: Int
    let value: Int
    let cost: Int
    let diesAt: Int?
  }

  let budget: Int
  var now = 0
  var entries: [Entry] = []

  init(budget: Int) { self.budget = budget }

  var totalCost: Int { entries.reduce(0) { $0 + $1.cost } }

  func contains(_ key: Int) -> Bool { entries.contains { $0.key == key } }

  mutating func pass(_ seconds: Int) {
    now += seconds
    entries.removeAll { entry in entry.diesAt.map { now >= $0 } ?? false }
  }

  mutating func read(_ key: Int) -> Int? {
    guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
    entries.append(entries.remove(at: place))
    return entries.last?.value
  }

  mutating func remove(_ key: Int) -> Int? {
    entries.firstIndex { $0.key == key }.map { entries.remove(at: $0).value }
  }

  mutating func insert(_ value: Int, for key: Int, cost: Int, lifetime: Int?) -> Bool {
    _ = remove(key)
    if cost > budget || lifetime == 0 { return false }
    while totalCost + cost > budget { entries.removeFirst() }
    entries.append(Entry(key: key, value: value, cost: cost, diesAt: lifetime.map { now + $0 }))
    return true
  }

  mutating func relieve() -> Int {
    let before = totalCost
    while totalCost * 4 > before * 3 { entries.removeFirst() }
    return before - totalCost
  }
}
