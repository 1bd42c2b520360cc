import CheckSupport
import Lab
import Week1
import XCTest

final class TTLCacheTests: XCTestCase {
  typealias Colors = TTLCache<String, String, ManualClock>

  // MARK: - Deadlines

  func testANewCacheIsEmpty() {
    var cache = Colors(expires: .after(.seconds(60)), clock: manualClock())
    expect(cache.count, is: 0)
    expect(cache.contains("sky"), is: false)
    expect(cache.value(for: "sky"), is: nil)
    expect(cache.remove("sky"), is: nil)
    expect(cache.purge(), is: 0)
    expect(cache.expires, is: .after(.seconds(60)))
  }

  func testALivingEntryCanBeRead() throws {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("blue", for: "sky")
    for second in [0, 1, 30, 59] {
      clock.advance(to: LabInstant(offset: .seconds(second)))
      let moment = "at \(clock.now), with a deadline at t = 60 s"
      try require(cache.value(for: "sky"), is: "blue", moment)
      try require(cache.contains("sky"), is: true, moment)
      try require(cache.count, is: 1, moment)
    }
    expect(cache.value(for: "grass"), is: nil, "for a key that was never inserted")
  }

  func testADeadEntryIsNotRead() {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("blue", for: "sky")
    clock.advance(by: .seconds(61))
    expect(cache.contains("sky"), is: false, "a second after its deadline")
    expect(cache.value(for: "sky"), is: nil, "a second after its deadline")
    clock.advance(by: .days(1))
    expect(cache.value(for: "sky"), is: nil, "a day after its deadline")
  }

  func testAnEntryIsDeadExactlyAtItsDeadline() {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("blue", for: "sky")
    clock.advance(by: .seconds(60) - .nanoseconds(1))
    expect(cache.count, is: 1, "1 ns before the deadline")
    expect(cache.contains("sky"), is: true, "1 ns before the deadline")
    expect(cache.value(for: "sky"), is: "blue", "1 ns before the deadline")
    clock.advance(by: .nanoseconds(1))
    expect(cache.count, is: 0, "at the deadline itself")
    expect(cache.contains("sky"), is: false, "at the deadline itself")
    expect(cache.value(for: "sky"), is: nil, "at the deadline itself")
    cache.insert("blue", for: "sky")
    cache.insert("green", for: "grass")
    clock.advance(by: .seconds(60))
    expect(cache.remove("sky"), is: nil, "removed at the deadline itself")
    expect(cache.purge(), is: 1, "at the deadline of the one entry left")
  }

  func testReadingDoesNotProlongALife() throws {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("blue", for: "sky")
    for _ in 1...5 {
      clock.advance(by: .seconds(11))
      _ = cache.contains("sky")
      let moment = "at \(clock.now), with a deadline at t = 60 s"
      try require(cache.value(for: "sky"), is: "blue", moment)
    }
    clock.advance(by: .seconds(5))
    expect(cache.value(for: "sky"), is: nil, "at its deadline, after reads every 11 s")
  }

  // MARK: - Lifetimes

  func testAnEntryMayHaveALifetimeOfItsOwn() throws {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("red", for: "sunset", expires: .after(.seconds(5)))
    cache.insert("blue", for: "sky")
    cache.insert("grey", for: "rock", expires: .after(.hours(1)))
    let lives: [(seconds: Int, sunset: String?, sky: String?, rock: String?)] = [
      (4, "red", "blue", "grey"), (5, nil, "blue", "grey"), (60, nil, nil, "grey"),
      (3599, nil, nil, "grey"), (3600, nil, nil, nil),
    ]
    for (seconds, sunset, sky, rock) in lives {
      clock.advance(to: LabInstant(offset: .seconds(seconds)))
      try require(cache.value(for: "sunset"), is: sunset, "inserted for 5 s, at \(clock.now)")
      try require(cache.value(for: "sky"), is: sky, "for the cache's own 60 s, at \(clock.now)")
      try require(cache.value(for: "rock"), is: rock, "inserted for an hour, at \(clock.now)")
    }
  }

  func testAnEntryThatNeverExpiresOutlivesAll() {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("black", for: "space", expires: .never)
    clock.advance(by: .days(10_000))
    expect(cache.value(for: "space"), is: "black", "inserted as .never, 10,000 days on")
    expect(cache.count, is: 1, "10,000 days on")
    expect(cache.purge(), is: 0, "10,000 days on")

    var lasting = Colors(expires: .never, clock: clock)
    lasting.insert("white", for: "snow")
    lasting.insert("red", for: "sunset", expires: .after(.seconds(5)))
    clock.advance(by: .days(10_000))
    expect(lasting.value(for: "snow"), is: "white", "in a cache whose own lifetime is .never")
    expect(lasting.value(for: "sunset"), is: nil, "for 5 s, in a cache whose own is .never")
  }

  func testOverwritingSetsANewDeadline() {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("blue", for: "sky")
    cache.insert("black", for: "space", expires: .never)
    clock.advance(by: .seconds(40))
    cache.insert("grey", for: "sky")
    cache.insert("dark", for: "space")
    expect(cache.count, is: 2, "after both keys were inserted again")
    clock.advance(by: .seconds(59))
    expect(cache.value(for: "sky"), is: "grey", "59 s after it was inserted again for 60 s")
    expect(cache.value(for: "space"), is: "dark", "59 s after it was inserted again for 60 s")
    clock.advance(by: .seconds(1))
    expect(cache.value(for: "sky"), is: nil, "60 s after it was inserted again for 60 s")
    expect(cache.value(for: "space"), is: nil, "first .never, then 60 s ago for 60 s")
    cache.insert("blue", for: "sky", expires: .after(.seconds(60)))
    cache.insert("red", for: "sky", expires: .after(.seconds(5)))
    clock.advance(by: .seconds(5))
    expect(cache.value(for: "sky"), is: nil, "first for 60 s, then for 5 s, 5 s on")
  }

  func testALifetimeOfZeroOrLessIsDeadFromTheStart() throws {
    for lifetime in [Duration.zero, .seconds(-60)] {
      let clock = manualClock()
      clock.advance(by: .hours(1))
      var cache = Colors(expires: .after(.seconds(60)), clock: clock)
      cache.insert("blue", for: "sky")
      cache.insert("grey", for: "sky", expires: .after(lifetime))
      let given = "inserted for \(lifetime.readable) over a living entry"
      try require(cache.count, is: 0, given)
      try require(cache.contains("sky"), is: false, given)
      try require(cache.purge(), is: 1, given)
      try require(cache.value(for: "sky"), is: nil, given)
    }
  }

  // MARK: - Counting and purging

  func testOnlyTheLivingCount() throws {
    let clock = manualClock()
    var cache = TTLCache<Int, Int, ManualClock>(expires: .after(.seconds(60)), clock: clock)
    for key in 1...10 { cache.insert(key, for: key, expires: .after(.seconds(key))) }
    for second in 1...10 {
      clock.advance(by: .seconds(1))
      let moment = "at \(clock.now), of 10 with deadlines 1 s apart"
      try require(cache.count, is: 10 - second, moment)
    }
  }

  func testPurgingCountsWhatItRemoved() {
    let clock = manualClock()
    var cache = TTLCache<Int, Int, ManualClock>(expires: .after(.seconds(60)), clock: clock)
    for key in 1...10 { cache.insert(key, for: key, expires: .after(.seconds(key))) }
    cache.insert(0, for: 0, expires: .never)
    expect(cache.purge(), is: 0, "while all are alive")
    clock.advance(by: .seconds(7))
    expect(cache.purge(), is: 7, "at t = 7 s, with deadlines at t = 1 s … 10 s")
    expect(cache.purge(), is: 0, "right after a purge")
    expect(cache.count, is: 4, "after a purge of 7 out of 11")
    for key in [0, 8, 9, 10] {
      expect(cache.value(for: key), is: key, "alive while others were purged")
    }
  }

  func testAReadDropsTheDeadEntryThatItFinds() {
    let clock = manualClock()
    var cache = TTLCache<String, Token, ManualClock>(expires: .after(.seconds(60)), clock: clock)
    weak var read: Token?
    weak var purged: Token?
    do {
      let (one, two) = (Token(), Token())
      (read, purged) = (one, two)
      cache.insert(one, for: "read")
      cache.insert(two, for: "purged")
    }
    clock.advance(by: .seconds(60))
    _ = cache.contains("read")
    _ = cache.count
    expect(read != nil, "the value still there after contains and count, which change nothing")
    _ = cache.value(for: "read")
    expect(read == nil, "the value of a dead entry released once a read has come across it")
    expect(purged != nil, "the value of the other dead entry still there, nobody came across it")
    expect(cache.purge(), is: 1, "with 2 dead entries, one of them read")
    expect(purged == nil, "the value of a dead entry released by the purge")
  }

  // MARK: - Removal

  func testRemovingReturnsAValueOnlyIfItWasAlive() {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("blue", for: "sky")
    cache.insert("red", for: "sunset", expires: .after(.seconds(5)))
    cache.insert("black", for: "space", expires: .never)
    clock.advance(by: .seconds(5))
    expect(cache.remove("sunset"), is: nil, "at its deadline")
    expect(cache.remove("sky"), is: "blue", "55 s before its deadline")
    expect(cache.remove("sky"), is: nil, "when the key is already gone")
    expect(cache.remove("space"), is: "black", "inserted as .never")
    expect(cache.count, is: 0, "after all were removed")
    expect(cache.purge(), is: 0, "after all were removed")
  }

  func testRemovingAllRemovesDeadAndAlive() {
    let clock = manualClock()
    var cache = Colors(expires: .after(.seconds(60)), clock: clock)
    cache.insert("blue", for: "sky")
    cache.insert("red", for: "sunset", expires: .after(.seconds(5)))
    cache.insert("black", for: "space", expires: .never)
    clock.advance(by: .seconds(5))
    cache.removeAll()
    expect(cache.count, is: 0)
    expect(cache.value(for: "sky"), is: nil)
    expect(cache.value(for: "space"), is: nil)
    expect(cache.purge(), is: 0, "a dead entry was among those removed")
  }

  // MARK: - Edge cases and speed

  func testAStoredNilIsAnEntry() {
    let clock = manualClock()
    var cache = TTLCache<String, String?, ManualClock>(expires: .after(.seconds(60)), clock: clock)
    cache.insert(nil, for: "glass")
    expect(cache.contains("glass"), is: true, "after nil was inserted")
    expect(cache.count, is: 1, "after nil was inserted")
    expect(cache.value(for: "glass") != nil, "the stored nil, as .some(nil), and not a miss")
    clock.advance(by: .seconds(60))
    expect(cache.value(for: "glass") == nil, "a miss, at the deadline of the stored nil")
  }

  func testACopyIsIndependent() {
    let clock = manualClock()
    var original = Colors(expires: .after(.seconds(60)), clock: clock)
    original.insert("blue", for: "sky")
    clock.advance(by: .seconds(40))
    var copy = original
    copy.insert("grey", for: "sky")
    copy.insert("green", for: "grass")
    clock.advance(by: .seconds(19))
    expect(original.value(for: "sky"), is: "blue", "after its copy was changed")
    expect(original.count, is: 1, "after its copy was changed")
    clock.advance(by: .seconds(1))
    expect(original.value(for: "sky"), is: nil, "at its deadline, later in its copy")
    expect(copy.value(for: "sky"), is: "grey", "20 s after the copy's insert")
  }

  func testTheSystemClockIsTheDefault() {
    var cache = TTLCache<String, String, ContinuousClock>(expires: .after(.hours(1)))
    cache.insert("blue", for: "sky")
    cache.insert("red", for: "sunset", expires: .after(.zero))
    expect(cache.expires, is: .after(.hours(1)))
    expect(cache.value(for: "sky"), is: "blue", "with an hour to live on the system's clock")
    expect(cache.value(for: "sunset"), is: nil, "with no time to live on the system's clock")
  }

  func testManyRandomStepsAgreeWithAListOfLives() throws {
    try requireAgreement(
      steps: 3_000,
      seed: 2,
      setUp: """
        let clock = ManualClock()
        var cache = TTLCache<Int, Int, ManualClock>(
          expires: .after(.seconds(10)), clock: clock)
        """
    ) { random in
      Step(using: &random)
    } replay: { steps in
      let clock = ManualClock()
      var cache = TTLCache<Int, Int, ManualClock>(expires: .after(.seconds(10)), clock: clock)
      var model = Lives(lifetime: 10)
      for step in steps {
        switch step {
        case .insert(let value, let key, let lifetime):
          cache.insert(value, for: key, expires: lifetime?.expiry)
          model.insert(value, for: key, lifetime)
        case .read(let key):
          try require(cache.value(for: key), is: model.read(key), "returned by the last step")
        case .contains(let key):
          let isAlive = model.alive(key) != nil
          try require(cache.contains(key), is: isAlive, "returned by the last step")
        case .remove(let key):
          try require(cache.remove(key), is: model.remove(key), "returned by the last step")
        case .purge:
          try require(cache.purge(), is: model.purge(), "returned by the last step")
        case .wait(let seconds):
          clock.advance(by: .seconds(seconds))
          model.now += seconds
        }
        try require(cache.count, is: model.aliveCount, "the count after these steps")
      }
    }
  }

  func testAccessesDoNotLookThroughTheEntries() {
    let keys = KeyCounter()
    let clock = manualClock()
    var cache = TTLCache<CountingKey, Int, ManualClock>(expires: .after(.seconds(60)), clock: clock)
    let size = 2_000
    for value in 0..<size { cache.insert(value, for: keys.key(value)) }
    let operations = 4 * 500
    let cost = keys.measure {
      for value in 0..<500 {
        cache.insert(-value, for: keys.key(value))
        _ = cache.value(for: keys.key(value))
        _ = cache.contains(keys.key(value))
        cache.remove(keys.key(value))
      }
    }
    expect(
      cost.comparisons,
      isAtMost: 16 * operations,
      "in \(operations) accesses to a cache of \(size) entries"
    )
  }
}

/// A value whose release can be seen.
private final class Token {}

/// How long an entry of the random steps lives.
private enum Lifetime {
  case never
  case seconds(Int)

  var expiry: Expiry {
    switch self {
    case .never: .never
    case .seconds(let seconds): .after(.seconds(seconds))
    }
  }

  var code: String {
    switch self {
    case .never: ".never"
    case .seconds(let seconds): ".after(.seconds(\(seconds)))"
    }
  }
}

private enum Step: CustomStringConvertible {
  /// Nil stands for the lifetime of the cache itself.
  case insert(Int, key: Int, Lifetime?)
  case read(key: Int)
  case contains(key: Int)
  case remove(key: Int)
  case purge
  case wait(seconds: Int)

  init(using random: inout SplitMix64) {
    let key = Int.random(in: 0..<20, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0...2:
      let seconds = Int.random(in: -2..<20, using: &random)
      let lifetimes = [nil, Lifetime.never, .seconds(seconds)]
      let lifetime = lifetimes[Int.random(in: 0..<3, using: &random)]
      self = .insert(Int.random(in: 1..<1_000, using: &random), key: key, lifetime)
    case 3: self = .remove(key: key)
    case 4: self = .wait(seconds: Int.random(in: 1...6, using: &random))
    case 5: self = .purge
    case 6: self = .contains(key: key)
    default: self = .read(key: key)
    }
  }

  var description: String {
    switch self {
    case .insert(let value, let key, let lifetime):
      "cache.insert(\(value), for: \(key)\(lifetime.map { ", expires: \($0.code)" } ?? ""))"
    case .read(let key): "_ = cache.value(for: \(key))"
    case .contains(let key): "_ = cache.contains(\(key))"
    case .remove(let key): "cache.remove(\(key))"
    case .purge: "cache.purge()"
    case .wait(let seconds): "clock.advance(by: .seconds(\(seconds)))"
    }
  }
}

/// The contract at its simplest: each key's value and when it dies, in whole seconds.
private struct Lives {
  let lifetime: Int
  var now = 0
  private var entries: [Int: (value: Int, diesAt: Int)] = [:]

  init(lifetime: Int) { self.lifetime = lifetime }

  var aliveCount: Int { entries.keys.count { alive($0) != nil } }

  func alive(_ key: Int) -> Int? {
    entries[key].flatMap { $0.diesAt > now ? $0.value : nil }
  }

  mutating func insert(_ value: Int, for key: Int, _ own: Lifetime?) {
    switch own {
    case nil: entries[key] = (value, now + lifetime)
    case .never: entries[key] = (value, .max)
    case .seconds(let seconds): entries[key] = (value, now + seconds)
    }
  }

  /// A read drops what it finds dead.
  mutating func read(_ key: Int) -> Int? {
    let value = alive(key)
    if value == nil { entries[key] = nil }
    return value
  }

  mutating func remove(_ key: Int) -> Int? {
    defer { entries[key] = nil }
    return alive(key)
  }

  mutating func purge() -> Int {
    let dead = entries.keys.filter { alive($0) == nil }
    for key in dead { entries[key] = nil }
    return dead.count
  }
}
