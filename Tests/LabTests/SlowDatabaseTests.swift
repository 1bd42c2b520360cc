import Lab
import XCTest

final class SlowDatabaseTests: XCTestCase {
  private let clock = VirtualClock()
  private lazy var database = SlowDatabase(
    rows: ["apple": 3, "pear": 5],
    latency: .fixed(.milliseconds(150), perRow: .milliseconds(2)),
    clock: clock
  )

  func testReadingTakesTheLatencyAndIsCounted() async throws {
    let apple = try await database.read("apple")
    let plum = try await database.read("plum")
    XCTAssertEqual(apple, 3)
    XCTAssertNil(plum)
    XCTAssertEqual(clock.now.offset, .milliseconds(300))
    XCTAssertEqual(database.counts.reads, 2)
    XCTAssertEqual(database.counts.operations, 2)
  }

  func testWritingReplacesAndDeletingRemoves() async throws {
    try await database.write(4, for: "apple")
    try await database.write(1, for: "plum")
    try await database.delete("pear")
    try await database.delete("nothing")
    XCTAssertEqual(database.snapshot, ["apple": 4, "plum": 1])
    XCTAssertEqual(clock.now.offset, .milliseconds(600))
    var expected = DatabaseCounts()
    expected.writes = 2
    expected.deletes = 2
    expected.rowsWritten = 4
    XCTAssertEqual(database.counts, expected)
  }

  func testABulkOperationPaysForItsRowsButOnlyOnceForTheTrip() async throws {
    let rows = try await database.bulkRead(["apple", "plum", "pear", "apple"])
    XCTAssertEqual(rows, ["apple": 3, "pear": 5])
    XCTAssertEqual(clock.now.offset, .milliseconds(158))
    try await database.bulkWrite(["apple": nil, "plum": 1, "fig": 2])
    XCTAssertEqual(clock.now.offset, .milliseconds(158 + 156))
    XCTAssertEqual(database.snapshot, ["pear": 5, "plum": 1, "fig": 2])
    var expected = DatabaseCounts()
    expected.bulkReads = 1
    expected.bulkWrites = 1
    expected.rowsWritten = 3
    XCTAssertEqual(database.counts, expected)
    XCTAssertEqual(database.counts.operations, 2)
  }

  func testInspectionTakesNoTimeAndIsNotCounted() {
    XCTAssertEqual(database.row(for: "apple"), 3)
    XCTAssertEqual(database.snapshot, ["apple": 3, "pear": 5])
    database.replaceRow(9, for: "apple")
    database.replaceRow(nil, for: "pear")
    XCTAssertEqual(database.snapshot, ["apple": 9])
    XCTAssertEqual(database.counts, DatabaseCounts())
    XCTAssertEqual(clock.now, .start)
  }

  func testCountsStartAgainAfterAReset() async throws {
    _ = try await database.read("apple")
    database.resetCounts()
    XCTAssertEqual(database.counts, DatabaseCounts())
  }

  func testTheLatencyCanChange() async throws {
    database.latency = .fixed(.seconds(2))
    _ = try await database.read("apple")
    database.latency = .none
    _ = try await database.read("apple")
    XCTAssertEqual(clock.now.offset, .seconds(2))
    XCTAssertEqual(database.latency, .none)
  }

  func testJitterAddsItsMeanAndFollowsFromTheSeed() async throws {
    func latencies(seed: UInt64, failing: Bool = false) async -> [Duration] {
      let clock = VirtualClock()
      let database = SlowDatabase(
        rows: [1: 1],
        latency: Latency(perOperation: .milliseconds(10), jitter: .milliseconds(5)),
        seed: seed,
        clock: clock
      )
      if failing { database.failureProbability = 0.5 }
      var result: [Duration] = []
      for _ in 0..<5000 {
        let start = clock.now
        _ = try? await database.read(1)
        result.append(start.duration(to: clock.now))
      }
      return result
    }
    let first = await latencies(seed: 1)
    let again = await latencies(seed: 1)
    let withFailures = await latencies(seed: 1, failing: true)
    let other = await latencies(seed: 2)
    XCTAssertEqual(first, again)
    XCTAssertEqual(first, withFailures, "failures change no latency")
    XCTAssertNotEqual(first, other)
    XCTAssertTrue(first.allSatisfy { $0 >= .milliseconds(10) })
    let mean = first.reduce(.zero, +) / 5000
    XCTAssertEqual(mean.seconds, 0.015, accuracy: 0.0003)
  }

  func testARowThatIsOptionalCanHoldNil() async throws {
    let database = SlowDatabase<Int, String?, VirtualClock>(latency: .none, clock: clock)
    try await database.write(nil, for: 1)
    let present = try await database.read(1)
    let absent = try await database.read(2)
    XCTAssertEqual(present, .some(nil))
    XCTAssertEqual(absent, .none)
    XCTAssertEqual(database.snapshot.count, 1)
  }

  func testRealTimeIsTheDefaultClock() async throws {
    let database = SlowDatabase(rows: [1: "one"], latency: .none)
    let row = try await database.read(1)
    XCTAssertEqual(row, "one")
    XCTAssertTrue(type(of: database.clock) == ContinuousClock.self)
  }
}
