import CheckSupport
import Lab
import Synchronization
import Week2
import XCTest

final class WriteBehindTests: XCTestCase {
  fileprivate typealias Queue = WriteBehind<Warehouse, ManualClock>

  // MARK: - Queueing

  func testAChangeIsQueuedAtOnceAndWrittenLater() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      expect(await queue.count, is: 0, "before anything was queued")
      try await queue.update(41, for: "tea")
      expect(schedule.clock.now.offset, is: .zero, "the time when update returns")
      expect(await queue.count, is: 1, "after one change")
      await schedule.settle()
      expect(warehouse.log, is: [], "bulk writes before the interval is over")
      expect(warehouse.counts.writes, is: 0, "single writes")
      await schedule.pass(.seconds(2))
      expect(warehouse.log, is: ["1 s: tea 41"], "bulk writes")
      expect(warehouse.row(for: "tea"), is: 41, "in the database, after the interval")
      expect(await queue.count, is: 0, "after everything was written")
    }
  }

  func testReadsSeeWhatIsQueued() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      expect(try await queue.value(for: "milk"), is: 5, "what only the database has")
      expect(schedule.clock.now.offset, is: .milliseconds(150), "the time that a read takes")
      try await queue.update(41, for: "tea")
      try await queue.delete("milk")
      warehouse.resetCounts()
      expect(try await queue.value(for: "tea"), is: 41, "queued 41, the database has 3")
      expect(try await queue.value(for: "milk"), is: nil, "queued for removal")
      expect(warehouse.counts.reads, is: 0, "the database's reads, of what the queue knows")
      expect(try await queue.value(for: "gold"), is: nil, "what nobody has")
      expect(warehouse.counts.reads, is: 1, "the database's reads, of what the queue does not know")
      await schedule.pass(.seconds(2))
    }
  }

  func testAFailedReadReachesTheCaller() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      warehouse.database.failNext(1, .read)
      let error = await errorThrown { _ = try await queue.value(for: "tea") }
      expect(error is DatabaseError, "the database's error, when it does not answer a read")
    }
  }

  func testARemovalIsAChange() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      try await queue.delete("tea")
      try await queue.update(1, for: "milk")
      try await queue.delete("milk")
      await schedule.pass(.seconds(2))
      expect(warehouse.log, is: ["1 s: milk nil, tea nil"], "after both rows were removed")
      expect(warehouse.row(for: "tea"), is: nil, "in the database, after its removal")
      expect(warehouse.counts.deletes, is: 0, "single removals")
      expect(await queue.count, is: 0)
    }
  }

  // MARK: - Batches

  func testTheIntervalRunsFromTheFirstChange() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      try await queue.update(41, for: "tea")
      await schedule.pass(.milliseconds(900))
      try await queue.update(40, for: "tea")
      try await queue.update(9, for: "milk")
      await schedule.pass(.milliseconds(99))
      expect(warehouse.log, is: [], "at 999 ms, for a change at 0 ms and others at 900 ms")
      await schedule.pass(.milliseconds(1))
      expect(warehouse.log, is: ["1 s: milk 9, tea 40"], "at 1 s, for a change at 0 ms")
      await schedule.pass(.milliseconds(500))
      try await queue.update(8, for: "milk")
      await schedule.pass(.milliseconds(999))
      expect(warehouse.log.count, is: 1, "bulk writes at 2.499 s, for the next change at 1.5 s")
      await schedule.pass(.milliseconds(1))
      expect(warehouse.log.last, is: "2.5 s: milk 8", "for the next change at 1.5 s")
      await schedule.pass(.seconds(2))
    }
  }

  func testAFullBatchDoesNotWait() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      for (row, key) in ["a", "b", "c"].enumerated() { try await queue.update(row, for: key) }
      await schedule.settle()
      expect(warehouse.log, is: ["0 s: a 0, b 1, c 2"], "with three keys and a batch size of three")
      await schedule.pass(.milliseconds(200))
      try await queue.update(3, for: "d")
      await schedule.pass(.milliseconds(900))
      expect(warehouse.log.count, is: 1, "at 1.1 s, for a change at 0.2 s")
      await schedule.pass(.milliseconds(100))
      expect(warehouse.log.last, is: "1.2 s: d 3", "for a change at 0.2 s")
      await schedule.pass(.seconds(2))
    }
  }

  func testABatchIsCountedInKeys() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      for row in 1...10 { try await queue.update(row, for: "tea") }
      try await queue.delete("milk")
      try await queue.update(7, for: "milk")
      expect(await queue.count, is: 2, "after 12 changes of two keys")
      await schedule.settle()
      expect(warehouse.log, is: [], "after 12 changes of two keys, with a batch size of three")
      await schedule.pass(.seconds(1))
      expect(warehouse.log, is: ["1 s: milk 7, tea 10"], "after 12 changes of two keys")
      await schedule.pass(.seconds(2))
      expect(warehouse.counts.rowsWritten, is: 2, "rows written in all")
    }
  }

  func testABulkWriteCarriesThoseThatHaveWaitedLongest() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      for key in ["a", "b", "c"] { try await queue.update(0, for: key) }
      await schedule.pass(.milliseconds(50))
      for (row, key) in ["h", "g", "f", "e", "d"].enumerated() {
        try await queue.update(row, for: key)
        await schedule.pass(.milliseconds(1))
      }
      try await queue.update(9, for: "h")
      await schedule.pass(.milliseconds(500))
      expect(
        warehouse.log,
        is: ["0 s: a 0, b 0, c 0", "150 ms: f 2, g 1, h 9"],
        "five keys came during the first bulk write, and two of them do not fill a batch"
      )
      await schedule.pass(.seconds(1))
      expect(warehouse.log.last, is: "1.053 s: d 4, e 3", "one second after e came")
    }
  }

  // MARK: - One at a time

  func testThereIsOneBulkWriteAtATime() async throws {
    try await inManyOrders(32) { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      let writers = (1...20).map { number in
        Task { try await queue.update(number, for: "key \(number)") }
      }
      for writer in writers { try await writer.value }
      await schedule.settle()
      expect(warehouse.log.count, is: 1, "bulk writes, right after 20 keys were changed")
      await schedule.pass(.seconds(2))
      expect(warehouse.most, is: 1, "bulk writes at the same time")
      expect(
        warehouse.times,
        is: ["0 s", "150 ms", "300 ms", "450 ms", "600 ms", "750 ms", "1 s"],
        "of bulk writes of 150 ms each, for 20 keys and a batch size of three"
      )
      expect(warehouse.counts.rowsWritten, is: 20, "rows written")
    }
  }

  func testReadsDuringABulkWriteSeeWhatItCarries() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      try await queue.update(41, for: "tea")
      await schedule.pass(.milliseconds(1050))
      expect(await queue.count, is: 1, "while a bulk write is under way")
      expect(warehouse.row(for: "tea"), is: 3, "in the database, while the bulk write is under way")
      expect(try await queue.value(for: "tea"), is: 41, "while a bulk write of 41 is under way")
      expect(warehouse.counts.reads, is: 0, "the database's reads")
      await schedule.pass(.milliseconds(100))
      expect(await queue.count, is: 0, "when the bulk write has ended")
      expect(try await queue.value(for: "tea"), is: 41, "when the bulk write has ended")
      expect(warehouse.counts.reads, is: 1, "the database's reads, when the queue is empty")
    }
  }

  func testAChangeDuringABulkWriteIsNotLost() async throws {
    try await inManyOrders(32) { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      try await queue.update(41, for: "tea")
      await schedule.pass(.milliseconds(1050))
      try await queue.update(40, for: "tea")
      try await queue.update(39, for: "tea")
      await schedule.pass(.milliseconds(100))
      expect(warehouse.row(for: "tea"), is: 41, "in the database, after the bulk write of 41")
      expect(await queue.count, is: 1, "after 39 was queued during the bulk write of 41")
      expect(try await queue.value(for: "tea"), is: 39, "queued during the bulk write of 41")
      await schedule.pass(.milliseconds(899))
      expect(warehouse.log.count, is: 1, "bulk writes at 2.049 s, for a change at 1.05 s")
      await schedule.pass(.milliseconds(1))
      expect(warehouse.log, is: ["1 s: tea 41", "2.05 s: tea 39"], "changed again at 1.05 s")
      await schedule.pass(.seconds(2))
      expect(warehouse.row(for: "tea"), is: 39, "in the database, at the end")
    }
  }

  // MARK: - Failures

  func testAFailedBulkWriteLosesNothing() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      warehouse.database.failNext()
      try await queue.update(41, for: "tea")
      try await queue.delete("milk")
      await schedule.pass(.milliseconds(1200))
      expect(warehouse.log, is: ["1 s: milk nil, tea 41"], "of which the only one has failed")
      expect(await queue.count, is: 2, "after a bulk write of two keys has failed")
      expect(try await queue.value(for: "tea"), is: 41, "after its bulk write has failed")
      expect(try await queue.value(for: "milk"), is: nil, "after its bulk write has failed")
      await schedule.pass(.milliseconds(49))
      expect(warehouse.log.count, is: 1, "at 1.249 s, 99 ms after the failure")
      await schedule.pass(.milliseconds(1))
      expect(warehouse.log.last, is: "1.25 s: milk nil, tea 41", "100 ms after the failure")
      await schedule.pass(.seconds(2))
      expect(warehouse.snapshot, is: ["tea": 41], "in the database, after the second try")
    }
  }

  func testPausesDoubleUpToTheLongest() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      warehouse.database.failNext(4)
      try await queue.update(41, for: "tea")
      await schedule.pass(.seconds(5))
      expect(
        warehouse.times,
        is: ["1 s", "1.25 s", "1.6 s", "2.05 s", "2.5 s"],
        "of tries of 150 ms each, with pauses of 100, 200, 300 and 300 ms between them"
      )
      warehouse.database.failNext(1)
      try await queue.update(40, for: "tea")
      await schedule.pass(.seconds(2))
      expect(
        Array(warehouse.times.dropFirst(5)),
        is: ["6 s", "6.25 s"],
        "of the tries for a change at 5 s: a success ends the row of failures"
      )
      expect(warehouse.row(for: "tea"), is: 40, "in the database, at the end")
    }
  }

  func testANewerChangeTakesThePlaceOfOneThatFailed() async throws {
    try await inManyOrders(32) { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      warehouse.database.failNext(2)
      try await queue.update(41, for: "tea")
      try await queue.update(1, for: "milk")
      await schedule.pass(.milliseconds(1050))
      try await queue.update(40, for: "tea")
      await schedule.pass(.milliseconds(150))
      expect(try await queue.value(for: "tea"), is: 40, "queued while the bulk write of 41 failed")
      try await queue.delete("milk")
      expect(await queue.count, is: 2, "after two changes each of two keys")
      try await queue.update(9, for: "gold")
      await schedule.pass(.seconds(4))
      expect(
        warehouse.log,
        is: [
          "1 s: milk 1, tea 41", "1.25 s: gold 9, milk nil, tea 40",
          "1.6 s: gold 9, milk nil, tea 40",
        ],
        "two failed; tea was changed to 40 at 1.05 s, milk removed and gold added at 1.2 s"
      )
      expect(await queue.count, is: 0, "after the third try")
      expect(warehouse.snapshot, is: ["tea": 40, "gold": 9], "in the database, at the end")
    }
  }

  func testAPauseHoldsUpFullBatchesToo() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      warehouse.database.failNext()
      for key in ["a", "b", "c"] { try await queue.update(1, for: key) }
      await schedule.pass(.milliseconds(200))
      for key in ["d", "e", "f"] { try await queue.update(2, for: key) }
      await schedule.pass(.milliseconds(49))
      expect(warehouse.log, is: ["0 s: a 1, b 1, c 1"], "at 249 ms, in the pause after a failure")
      await schedule.pass(.milliseconds(500))
      expect(
        warehouse.log,
        is: ["0 s: a 1, b 1, c 1", "250 ms: a 1, b 1, c 1", "400 ms: d 2, e 2, f 2"],
        "after a failure and a pause until 250 ms"
      )
    }
  }

  // MARK: - Limit and closing

  func testAFullQueueRefusesNewKeys() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule, limit: 4)
      for key in ["a", "b", "c", "d"] { try await queue.update(1, for: key) }
      await schedule.pass(.milliseconds(50))
      expect(
        try await Self.refusal { try await queue.update(1, for: "e") },
        is: .full,
        "a fifth key"
      )
      expect(try await Self.refusal { try await queue.delete("e") }, is: .full, "a fifth key")
      expect(
        try await Self.refusal { try await queue.update(2, for: "d") },
        is: nil,
        "a key that waits"
      )
      expect(
        try await Self.refusal { try await queue.update(2, for: "a") },
        is: nil,
        "a key whose older change is under way"
      )
      expect(await queue.count, is: 4, "with a limit of 4, after two refusals")
      await schedule.pass(.milliseconds(200))
      expect(await queue.count, is: 2, "after b and c were written, and a and d changed again")
      expect(try await queue.value(for: "e"), is: nil, "after it was refused")
      expect(
        try await Self.refusal { try await queue.update(3, for: "e") },
        is: nil,
        "with room again"
      )
      await schedule.pass(.seconds(2))
      expect(
        warehouse.snapshot,
        is: ["a": 2, "b": 1, "c": 1, "d": 2, "e": 3, "milk": 5, "tea": 3],
        "in the database, at the end"
      )
    }
  }

  func testClosingWritesAllWithoutWaiting() async throws {
    try await inManyOrders(32) { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      for (row, key) in ["a", "b", "c", "d", "e"].enumerated() {
        try await queue.update(row, for: key)
      }
      await schedule.pass(.milliseconds(50))
      try await queue.update(9, for: "a")
      try await queue.close()
      expect(
        warehouse.log,
        is: ["0 s: a 0, b 1, c 2", "150 ms: a 9, d 3, e 4"],
        "by the time at which close returns"
      )
      expect(schedule.clock.now.offset, is: .milliseconds(300), "the time when close returns")
      expect(await queue.count, is: 0, "when close returns")
      expect(warehouse.row(for: "a"), is: 9, "in the database, when close returns")
    }
  }

  func testClosingAnEmptyQueueTakesNoTime() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      try await queue.close()
      expect(schedule.clock.now.offset, is: .zero, "the time when close returns")
      expect(warehouse.log, is: [], "with nothing to write")
    }
  }

  func testClosingWaitsForWhatIsUnderWayAndForRetries() async throws {
    try await inManyOrders(32) { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      warehouse.database.failNext(2)
      try await queue.update(41, for: "tea")
      await schedule.pass(.milliseconds(1050))
      let closers = (1...2).map { _ in Task { try await queue.close() } }
      for closer in closers { try await closer.value }
      expect(warehouse.times, is: ["1 s", "1.25 s", "1.6 s"], "of tries; two of three have failed")
      expect(schedule.clock.now.offset, is: .milliseconds(1750), "the time when close returns")
      expect(warehouse.row(for: "tea"), is: 41, "in the database, when close returns")
      try await queue.close()
      expect(schedule.clock.now.offset, is: .milliseconds(1750), "the time, closed again")
    }
  }

  func testAClosedQueueRefusesChanges() async throws {
    try await inManyOrders { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      try await queue.update(41, for: "tea")
      let closer = Task { try await queue.close() }
      await schedule.pass(.milliseconds(50))
      expect(
        try await Self.refusal { try await queue.update(40, for: "tea") },
        is: .closed,
        "closing"
      )
      expect(try await Self.refusal { try await queue.delete("milk") }, is: .closed, "closing")
      expect(try await queue.value(for: "tea"), is: 41, "read while the queue is closing")
      try await closer.value
      expect(
        try await Self.refusal { try await queue.update(40, for: "tea") },
        is: .closed,
        "closed"
      )
      expect(try await queue.value(for: "tea"), is: 41, "read from a closed queue")
      expect(warehouse.snapshot, is: ["tea": 41, "milk": 5], "in the database, at the end")
    }
  }

  func testACallerMayStopWaitingForTheClose() async throws {
    try await inManyOrders(32) { schedule in
      let (queue, warehouse) = Self.queue(schedule)
      try await queue.update(41, for: "tea")
      let impatient = Task { try await queue.close() }
      let patient = Task { try await queue.close() }
      await schedule.pass(.milliseconds(50))
      impatient.cancel()
      let error = await errorThrown { try await impatient.value }
      expect(schedule.clock.now.offset, is: .milliseconds(50), "when a cancelled close returns")
      expect(error is CancellationError, "a CancellationError for the one cancelled at 50 ms")
      expect(
        try await Self.refusal { try await queue.update(1, for: "tea") },
        is: .closed,
        "after that"
      )
      try await patient.value
      expect(schedule.clock.now.offset, is: .milliseconds(150), "when the other close returns")
      expect(warehouse.row(for: "tea"), is: 41, "in the database, at the end")
    }
  }

  func testWhateverHappensTheNewestChangesArrive() async throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      try await inManyOrders(4) { schedule in
        let (queue, warehouse) = Self.queue(schedule)
        warehouse.database.failureProbability = 0.3
        var random = SplitMix64(seed: seed)
        let writers = (0..<6).map { number in
          Self.writer(["\(number)a", "\(number)b"], queue, schedule.clock, random.fork())
        }
        var expected: [String: Int] = ["tea": 3, "milk": 5]
        for writer in writers {
          for (key, row) in try await writer.value { expected[key] = row }
        }
        try await queue.close()
        expect(warehouse.snapshot, is: expected, "in the database, with seed \(seed)")
        expect(warehouse.most, isAtMost: 1, "bulk writes at the same time, with seed \(seed)")
        expect(warehouse.largest, isAtMost: 3, "keys in a bulk write, with seed \(seed)")
      }
    }
  }
}

extension WriteBehindTests {
  /// A queue with a batch size of 3 and an interval of 1 s, and pauses of 100 to 300 ms.
  fileprivate static func queue(_ schedule: Schedule, limit: Int = 100) -> (Queue, Warehouse) {
    let warehouse = Warehouse(schedule.clock)
    let queue = Queue(
      database: warehouse,
      batchSize: 3,
      interval: .seconds(1),
      limit: limit,
      retryDelays: .milliseconds(100) ... .milliseconds(300),
      clock: schedule.clock
    )
    return (queue, warehouse)
  }

  /// Why a change was not queued; nil if it was.
  private static func refusal(
    _ change: () async throws -> Void
  ) async throws -> WriteBehindError? {
    do {
      try await change()
      return nil
    } catch let error as WriteBehindError {
      return error
    }
  }

  /// Changes keys that nobody else changes, reads them after each change, and returns their rows.
  private static func writer(
    _ keys: [String],
    _ queue: Queue,
    _ clock: ManualClock,
    _ generator: SplitMix64
  ) -> Task<[String: Int], any Error> {
    Task {
      var random = generator
      var rows: [String: Int] = [:]
      for row in 1...12 {
        try await clock.sleep(for: .milliseconds(Int.random(in: 0...120, using: &random)))
        let key = keys[Int.random(in: 0..<keys.count, using: &random)]
        let error: (any Error)?
        if random.chance(0.25) {
          rows[key] = nil
          error = await errorThrown { try await queue.delete(key) }
        } else {
          rows[key] = row
          error = await errorThrown { try await queue.update(row, for: key) }
        }
        let thrown = error.map { "\($0)" } ?? "nothing"
        try require(error == nil, "a change of \(key) to be queued; it threw \(thrown)")
        for key in keys {
          // The database fails now and then, and then a read of it may fail, too.
          guard let seen = try? await queue.value(for: key) as Int?? else { continue }
          try require(seen, is: rows[key], "reading \(key), which nobody else changes")
        }
      }
      return rows
    }
  }
}

/// A database that keeps a log of its bulk writes: when they came, and what they carried.
private final class Warehouse: Database {
  private struct State {
    var bulkWrites: [(time: String, rows: [String: Int?])] = []
    var running = 0
    var most = 0
  }

  let database: SlowDatabase<String, Int, ManualClock>
  private let state = Mutex(State())

  init(_ clock: ManualClock) {
    database = SlowDatabase(rows: ["tea": 3, "milk": 5], clock: clock)
  }

  var times: [String] { state.withLock { $0.bulkWrites.map(\.time) } }
  var log: [String] { state.withLock { $0.bulkWrites.map(Self.line) } }
  /// How many bulk writes there were at the same time, at most.
  var most: Int { state.withLock { $0.most } }
  /// How many keys a bulk write carried, at most.
  var largest: Int { state.withLock { $0.bulkWrites.map(\.rows.count).max() ?? 0 } }

  var counts: DatabaseCounts { database.counts }
  var snapshot: [String: Int] { database.snapshot }
  func row(for key: String) -> Int? { database.row(for: key) }
  func resetCounts() { database.resetCounts() }

  func read(_ key: String) async throws -> Int? { try await database.read(key) }
  func write(_ row: Int, for key: String) async throws { try await database.write(row, for: key) }
  func delete(_ key: String) async throws { try await database.delete(key) }
  func bulkRead(_ keys: [String]) async throws -> [String: Int] {
    try await database.bulkRead(keys)
  }

  func bulkWrite(_ changes: [String: Int?]) async throws {
    let time = database.clock.now.offset.readable
    state.withLock { state in
      state.bulkWrites.append((time, changes))
      state.running += 1
      state.most = max(state.most, state.running)
    }
    defer { state.withLock { $0.running -= 1 } }
    try await database.bulkWrite(changes)
  }

  private static func line(_ time: String, _ rows: [String: Int?]) -> String {
    let changes = rows.sorted { $0.key < $1.key }.map { key, row in
      "\(key) \(row.map { "\($0)" } ?? "nil")"
    }
    return "\(time): \(changes.joined(separator: ", "))"
  }
}
