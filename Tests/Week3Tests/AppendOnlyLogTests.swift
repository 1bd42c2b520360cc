import CheckSupport
import Lab
import Redis
import RedisChecks
import Synchronization
import Week3
import XCTest

final class AppendOnlyLogTests: XCTestCase {
  // MARK: - Writing

  func testValuesComeAndGo() {
    var store = Self.store()
    expect(store.value(for: "tea"), is: nil, "in an empty store")
    store.set("red", for: "tea")
    store.set("green", for: "tea")
    store.set("black", for: "coffee")
    expect(store.value(for: "tea"), is: "green", "after tea was set to red and then to green")
    store.delete("tea")
    expect(store.value(for: "tea"), is: nil, "after tea was deleted")
    expect(store.value(for: "coffee"), is: "black", "after tea was deleted")
  }

  func testAValueIsDeadAtItsDeadline() {
    let clock = WallClock(1_000)
    var store = LoggedStore(now: clock.read)
    store.set("7", for: "session", lifetime: .seconds(60))
    store.set("8", for: "ticket", lifetime: .seconds(60))
    store.set("9", for: "ticket")
    clock.move(to: 60_999)
    expect(store.value(for: "session"), is: "7", "1 ms before its deadline")
    clock.move(to: 61_000)
    expect(store.value(for: "session"), is: nil, "at its deadline")
    expect(store.value(for: "ticket"), is: "9", "set again without a lifetime")
    store.expire("session", after: .seconds(5))
    expect(store.value(for: "session"), is: nil, "dead, and then given a new lifetime")
  }

  func testEveryWriteIsARecordOfRedis() {
    let clock = WallClock(1_700_000_000_000)
    var store = LoggedStore(now: clock.read)
    store.set("red", for: "tea")
    var text = "*3\r\n$3\r\nSET\r\n$3\r\ntea\r\n$3\r\nred\r\n"
    expect(Self.text(store.file), is: text, "the file after tea was set to red")
    store.set("7", for: "s", lifetime: .seconds(60))
    text += "*5\r\n$3\r\nSET\r\n$1\r\ns\r\n$1\r\n7\r\n$4\r\nPXAT\r\n$13\r\n1700000060000\r\n"
    expect(Self.text(store.file), is: text, "the file after s was set for 60 s")
    clock.move(to: 1_700_000_000_001)
    store.expire("s", after: .seconds(90))
    text += "*3\r\n$9\r\nPEXPIREAT\r\n$1\r\ns\r\n$13\r\n1700000090001\r\n"
    expect(Self.text(store.file), is: text, "the file after s got 90 s more")
    store.delete("tea")
    text += "*2\r\n$3\r\nDEL\r\n$3\r\ntea\r\n"
    expect(Self.text(store.file), is: text, "the file after tea was deleted")
  }

  func testLengthsCountBytes() {
    var store = Self.store()
    store.set("é", for: "ä")
    let text = "*3\r\n$3\r\nSET\r\n$2\r\nä\r\n$2\r\né\r\n"
    expect(Self.text(store.file), is: text, "the file after ä was set to é")
  }

  func testADeadlineIsExactToTheMillisecond() throws {
    for lifetime in [1, 999, 295_261, 1_000_321, 86_400_001, 31_536_000_007] {
      var store = Self.store()
      store.set("7", for: "s", lifetime: .milliseconds(lifetime))
      let text = "*5\r\n$3\r\nSET\r\n$1\r\ns\r\n$1\r\n7\r\n$4\r\nPXAT\r\n"
      let deadline = "$\("\(lifetime)".count)\r\n\(lifetime)\r\n"
      let situation = "the file after s was set at 0 for \(lifetime) ms"
      try require(Self.text(store.file), is: text + deadline, situation)
    }
  }

  func testWhatChangesNothingIsNotWritten() {
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    store.set("7", for: "session", lifetime: .seconds(1))
    clock.move(to: 5_000)
    let file = store.file
    store.delete("tea")
    store.expire("tea", after: .seconds(5))
    expect(Self.text(store.file), is: Self.text(file), "the file, after writes to an unknown value")
    store.delete("session")
    store.expire("session", after: .seconds(5))
    expect(Self.text(store.file), is: Self.text(file), "the file, after writes to a dead value")
  }

  // MARK: - Replay

  func testReplayRestoresWhatLives() throws {
    var store = Self.store()
    store.set("red", for: "tea")
    store.set("black", for: "coffee")
    store.set("green", for: "tea")
    store.delete("coffee")
    store.set("1\r\n$5\r\n", for: "line\r\nbreak")
    store.set("", for: "")
    let restored = try Self.replay(store.file)
    expect(restored.value(for: "tea"), is: "green", "tea, set to red and then to green")
    expect(restored.value(for: "coffee"), is: nil, "coffee, which was deleted")
    expect(restored.value(for: "line\r\nbreak"), is: "1\r\n$5\r\n", "texts with line breaks")
    expect(restored.value(for: ""), is: "", "an empty key and an empty value")
    expect(Self.text(restored.file), is: Self.text(store.file), "the file, after replay")
  }

  func testARestartExtendsNothing() throws {
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    store.set("7", for: "session", lifetime: .seconds(60))
    store.set("8", for: "ticket")
    store.expire("ticket", after: .seconds(60))
    clock.move(to: 59_999)
    let early = try Self.replay(store.file, clock)
    expect(early.value(for: "session"), is: "7", "replayed after 59.999 s of 60")
    clock.move(to: 60_000)
    expect(early.value(for: "session"), is: nil, "60 s after it was set, with a restart between")
    expect(early.value(for: "ticket"), is: nil, "60 s after expire, with a restart between")
    let late = try Self.replay(store.file, clock)
    expect(late.value(for: "session"), is: nil, "replayed after 60 s of 60")
  }

  func testADeadValueDoesNotBringBackAnOlderOne() throws {
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    store.set("red", for: "tea")
    store.set("green", for: "tea", lifetime: .seconds(1))
    clock.move(to: 5_000)
    let situation = "tea was red forever, then green for 1 s; replayed 5 s later"
    expect(try Self.replay(store.file, clock).value(for: "tea"), is: nil, situation)
  }

  func testAnExtendedLifetimeSurvivesAReplay() throws {
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    store.set("7", for: "session", lifetime: .seconds(60))
    clock.move(to: 30_000)
    store.expire("session", after: .seconds(60))
    clock.move(to: 80_000)
    let situation = "set for 60 s, after 30 s given 60 s more; replayed after 80 s"
    expect(try Self.replay(store.file, clock).value(for: "session"), is: "7", situation)
  }

  // MARK: - Damaged files

  func testATornTailCostsOnlyItself() throws {
    var store = Self.store()
    store.set("red", for: "tea")
    store.set("black", for: "coffee")
    let whole = store.file
    store.set("1\r\n2", for: "line", lifetime: .seconds(60))
    for end in whole.count..<store.file.count {
      let situation = "with \(end - whole.count) bytes of the third record"
      let restored = try Self.replay(Array(store.file[..<end]), situation: situation)
      try require(restored.value(for: "tea"), is: "red", situation)
      try require(restored.value(for: "coffee"), is: "black", situation)
      try require(restored.value(for: "line"), is: nil, situation)
      try require(Self.text(restored.file), is: Self.text(whole), "the file, \(situation)")
    }
  }

  func testWritesAfterATornTailAreKept() throws {
    var store = Self.store()
    store.set("red", for: "tea")
    store.set("black", for: "coffee")
    var restored = try Self.replay(store.file.dropLast(7))
    restored.set("white", for: "milk")
    let again = try Self.replay(restored.file)
    expect(again.value(for: "tea"), is: "red", "after a torn tail, a write and another replay")
    expect(again.value(for: "milk"), is: "white", "written after the tail was cut off")
    expect(again.value(for: "coffee"), is: nil, "torn, and cut off")
  }

  func testAFaultInTheMiddleIsNoTornTail() throws {
    let good = Self.record(["DEL", "a"])
    let bad = [
      "SET a b\r\n", "*2\r\n+DEL\r\n$1\r\na\r\n", "*2\r\n$3\r\nDELETE\r\n$1\r\na\r\n",
      "*x\r\n$1\r\na\r\n", "*2\r\n$-1\r\n$1\r\na\r\n", "*-1\r\n", "*2\r$3\r\nDEL\r\n$1\r\na\r\n",
    ]
    for record in bad {
      let text = good + record + good
      let situation = "replaying \(text.debugDescription)"
      let position = Self.faultyByte(Array(text.utf8))
      try require(position, is: good.utf8.count, "the byte of the fault, \(situation)")
    }
    let latin1 = Array("*2\r\n$3\r\nDEL\r\n$1\r\n".utf8) + [0xE9, 0x0D, 0x0A]
    expect(Self.faultyByte(latin1), is: 0, "the byte of the fault, replaying DEL and the byte E9")
  }

  func testUnknownRecordsAreNotSkipped() throws {
    let records = [
      ["FLUSHALL"], ["SET", "a"], ["SET", "a", "b", "PX", "5"], ["SET", "a", "b", "PXAT", "x"],
      ["PEXPIREAT", "a", "x"], ["PEXPIREAT", "a", "1", "NX"], ["DEL"], [],
    ]
    let good = Self.record(["SELECT", "0"])
    for words in records {
      let position = Self.faultyByte(Array((good + Self.record(words) + good).utf8))
      let situation = "the byte of the fault, replaying SELECT 0, \(words) and SELECT 0"
      try require(position, is: good.utf8.count, situation)
    }
    expect(Self.faultyByte(Array(good.utf8)), is: nil, "a fault, replaying SELECT 0")
  }

  // MARK: - Rewriting

  func testASnapshotHasOneRecordForEachLivingKey() {
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    for number in 0..<100 { store.set("\(number)", for: "counter") }
    store.set("7", for: "session", lifetime: .milliseconds(5_000))
    store.set("8", for: "dead", lifetime: .milliseconds(1_000))
    store.set("9", for: "gone")
    store.delete("gone")
    store.set("red", for: "apple")
    clock.move(to: 1_000)
    let text =
      "*3\r\n$3\r\nSET\r\n$5\r\napple\r\n$3\r\nred\r\n"
      + "*3\r\n$3\r\nSET\r\n$7\r\ncounter\r\n$2\r\n99\r\n"
      + "*5\r\n$3\r\nSET\r\n$7\r\nsession\r\n$1\r\n7\r\n$4\r\nPXAT\r\n$4\r\n5000\r\n"
    expect(Self.text(store.snapshot()), is: text, "the snapshot")
  }

  func testARewriteMakesTheFileShort() throws {
    var store = Self.store()
    for number in 0..<100 { store.set("\(number)", for: "counter") }
    store.beginRewrite()
    store.finishRewrite()
    expect(Self.text(store.file), is: Self.text(store.snapshot()), "the file, after a rewrite")
    let restored = try Self.replay(store.file)
    expect(restored.value(for: "counter"), is: "99", "replayed after a rewrite")
  }

  func testWritesDuringARewriteAreKept() throws {
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    for key in ["tea", "coffee", "session", "milk"] { store.set("old", for: key) }
    store.beginRewrite()
    let snapshot = store.snapshot()
    let size = store.file.count
    store.set("new", for: "tea")
    store.delete("coffee")
    store.expire("session", after: .seconds(1))
    store.set("new", for: "water")
    let since = store.file.dropFirst(size)
    store.finishRewrite()
    let rewritten = Self.text(snapshot + since)
    expect(Self.text(store.file), is: rewritten, "the snapshot, then what was written since")
    clock.move(to: 1_000)
    let restored = try Self.replay(store.file, clock)
    expect(restored.value(for: "tea"), is: "new", "set during the rewrite")
    expect(restored.value(for: "coffee"), is: nil, "deleted during the rewrite")
    expect(restored.value(for: "session"), is: nil, "given 1 s to live during the rewrite, 1 s ago")
    expect(restored.value(for: "water"), is: "new", "set for the first time during the rewrite")
    expect(restored.value(for: "milk"), is: "old", "not touched during the rewrite")
  }

  func testACrashDuringARewriteLosesNothing() throws {
    var store = Self.store()
    store.set("red", for: "tea")
    store.beginRewrite()
    store.set("black", for: "coffee")
    let restored = try Self.replay(store.file)
    expect(restored.value(for: "tea"), is: "red", "written before a rewrite that never ended")
    expect(restored.value(for: "coffee"), is: "black", "written during it")
  }

  func testOneRewriteAtATime() throws {
    var store = Self.store()
    store.set("white", for: "tea")
    store.set("red", for: "tea")
    store.finishRewrite()
    expect(store.value(for: "tea"), is: "red", "after a rewrite that had not begun was finished")
    expect(try Self.replay(store.file).value(for: "tea"), is: "red", "replayed after that")
    store.beginRewrite()
    let snapshot = store.snapshot()
    let size = store.file.count
    store.set("green", for: "tea")
    let since = store.file.dropFirst(size)
    store.beginRewrite()
    store.finishRewrite()
    let rewritten = Self.text(snapshot + since)
    expect(Self.text(store.file), is: rewritten, "the file, after two begins and a finish")
    store.set("black", for: "coffee")
    let file = store.file
    store.finishRewrite()
    expect(Self.text(store.file), is: Self.text(file), "the file, after a second finish")
  }

  func testDeadValuesLeaveTheMemory() {
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    let before = peakMemory()
    for number in 0..<128 {
      let value = Self.text(Array(repeating: 0x78, count: 1_048_576))
      store.set(value, for: "session \(number)", lifetime: .milliseconds(1))
      clock.move(to: number + 1)
      store.beginRewrite()
      store.finishRewrite()
    }
    expect(store.file.count, is: 0, "bytes of the file, when everything is dead")
    let situation = "MiB of memory, after 128 values of 1 MiB that died one after another"
    expect(peakMemory() - before, isAtMost: 64, situation)
  }

  // MARK: - Everything together

  func testACrashAnywhereLeavesTheWritesBeforeIt() throws {
    var random = SplitMix64(seed: 11)
    let clock = WallClock()
    var store = LoggedStore(now: clock.read)
    var model: [String: (value: String, deadline: Int)] = [:]
    var last: [String] = []
    for step in 0..<600 {
      clock.move(to: clock.now + Int.random(in: 0...300, using: &random))
      let key = "key \(Int.random(in: 0...5, using: &random))"
      let life = Int.random(in: 1...3_000, using: &random)
      let isAlive = clock.now < model[key]?.deadline ?? 0
      let before = (file: store.file.count, model: model)
      switch Int.random(in: 0...9, using: &random) {
      case 0...2:
        last.append("set \(key) to \(step)")
        store.set("\(step)", for: key)
        model[key] = ("\(step)", .max)
      case 3...5:
        last.append("set \(key) to \(step) for \(life) ms")
        store.set("\(step)", for: key, lifetime: .milliseconds(life))
        model[key] = ("\(step)", clock.now + life)
      case 6:
        last.append("expire \(key) after \(life) ms")
        store.expire(key, after: .milliseconds(life))
        if isAlive { model[key]?.deadline = clock.now + life }
      case 7:
        last.append("delete \(key)")
        store.delete(key)
        model[key] = nil
      case 8:
        last.append("begin a rewrite")
        store.beginRewrite()
      default:
        last.append("finish the rewrite")
        store.finishRewrite()
      }
      var file = store.file
      // Sometimes the last record, if one was written, reaches the disk only in part.
      if file.count > before.file, Int.random(in: 0...9, using: &random) == 0 {
        file.removeLast(Int.random(in: 1...(file.count - before.file), using: &random))
        model = before.model
        last.append("crash with a part of that on the disk")
      }
      let operations = last.suffix(5).joined(separator: ", ")
      let situation = "in step \(step), at \(clock.now) ms, after … \(operations)"
      let restored = try Self.replay(file, clock, situation: situation)
      for number in 0...5 {
        let entry = model["key \(number)"].flatMap { clock.now < $0.deadline ? $0.value : nil }
        let actual = restored.value(for: "key \(number)")
        try require(actual, is: entry, "key \(number), replayed \(situation)")
      }
      if file.count < store.file.count { store = restored }
    }
  }

  func testRedisReadsTheFile() async throws {
    try await onEveryRedis { redis, namespace in
      // A time that no real server has reached yet.
      let clock = WallClock(4_000_000_000_000)
      var store = LoggedStore(now: clock.read)
      let keys = ["tea", "coffee", "session", "ticket"].map { "\(namespace):\($0)" }
      for key in keys { store.set("old", for: key) }
      store.set("é", for: keys[0])
      store.delete(keys[1])
      store.set("7", for: keys[2], lifetime: .seconds(60))
      store.expire(keys[3], after: .milliseconds(1_500))
      let written = store.file
      store.beginRewrite()
      store.set("new", for: keys[0])
      store.finishRewrite()
      for (title, tea, file) in [("", "é", written), (", after a rewrite", "new", store.file)] {
        for key in keys { try await redis.del(key) }
        try await Self.send(file, to: redis)
        for (key, value) in zip(keys, [tea, nil, "7", "old"]) {
          expect(try await redis.get(key, as: String.self), is: value, "\(key) in Redis\(title)")
        }
        for (key, deadline) in zip(keys, [-1, -2, 4_000_000_060_000, 4_000_000_001_500]) {
          let command = RedisCommand("PEXPIRETIME", key)
          let actual = try await redis.send(command, as: Int.self)
          expect(actual, is: deadline, "the deadline of \(key) in Redis\(title)")
        }
      }
    }
  }

  func testReplayTakesLinearTime() throws {
    let large = Self.text(Array(repeating: 0x78, count: 32 * 1_048_576))
    let records = String(repeating: Self.record(["SET", "a", "7"]), count: 20_000)
    // Moving the rest of the file after each record runs into the time limit.
    let restored = try Self.replay(Array((records + Self.record(["SET", "b", large])).utf8))
    expect(restored.value(for: "b")?.utf8.count, is: large.utf8.count, "bytes of the last value")
  }
}

extension AppendOnlyLogTests {
  /// A clock that a check sets by hand, in milliseconds since 1970.
  private final class WallClock: Sendable {
    private let time: Mutex<Int>

    init(_ time: Int = 0) { self.time = Mutex(time) }

    var now: Int { time.withLock { $0 } }

    var read: @Sendable () -> Int { { self.now } }

    func move(to time: Int) { self.time.withLock { $0 = time } }
  }

  private static func store() -> LoggedStore { LoggedStore(now: { 0 }) }

  private static func replay(
    _ file: [UInt8],
    _ clock: WallClock = WallClock(),
    situation: String = "replaying a good file",
    file path: StaticString = #filePath,
    line: UInt = #line
  ) throws -> LoggedStore {
    let outcome = Result { try LoggedStore(replaying: file, now: clock.read) }
    if case .failure(let error) = outcome {
      try require(false, "no error, but there was \(error), \(situation)", file: path, line: line)
    }
    return try outcome.get()
  }

  /// Where the record begins for which a file is refused, or `nil` if it is not refused.
  private static func faultyByte(_ file: [UInt8]) -> Int? {
    do throws(LogError) {
      _ = try LoggedStore(replaying: file, now: { 0 })
      return nil
    } catch {
      return error.position
    }
  }

  private static func record(_ words: [String]) -> String {
    "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
  }

  /// Sends all the commands in a file to a Redis.
  private static func send(_ file: [UInt8], to redis: any RedisConnection) async throws {
    var parser = RESPParser()
    parser.append(file)
    while let record = try parser.next() {
      guard case .array(let words) = record else { return }
      let arguments = words.compactMap { if case .bulk(let bytes) = $0 { bytes } else { nil } }
      if !arguments.isEmpty { _ = try await redis.send(RedisCommand(arguments)) }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
