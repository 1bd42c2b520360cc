import Lab
import XCTest

final class SlowDatabaseConcurrencyTests: XCTestCase {
  private let clock = ManualClock()
  private lazy var database = SlowDatabase(
    rows: [1: "one"],
    latency: .fixed(.milliseconds(150)),
    clock: clock
  )

  override func tearDown() {
    XCTAssertEqual(clock.abandonSleepers(), 0, "an operation was left under way")
  }

  func testAnOperationIsCountedWhenItArrives() async throws {
    let read = Task { [database] in try await database.read(1) }
    await clock.sleepers(atLeast: 1)
    XCTAssertEqual(database.counts.reads, 1)
    clock.advance(by: .milliseconds(150))
    let row = try await read.value
    XCTAssertEqual(row, "one")
  }

  func testAReadAnswersWithTheRowAsItWasWhenItArrived() async throws {
    let read = Task { [database] in try await database.read(1) }
    let bulkRead = Task { [database] in try await database.bulkRead([1]) }
    await clock.sleepers(atLeast: 2)
    database.replaceRow("uno", for: 1)
    clock.advance(by: .milliseconds(150))
    let (row, rows) = try await (read.value, bulkRead.value)
    XCTAssertEqual(row, "one")
    XCTAssertEqual(rows, [1: "one"])
  }

  func testAWriteTakesEffectWhenItsLatencyHasPassed() async throws {
    let write = Task { [database] in try await database.write("uno", for: 1) }
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .milliseconds(149))
    XCTAssertEqual(database.row(for: 1), "one")
    clock.advance(by: .milliseconds(1))
    try await write.value
    XCTAssertEqual(database.row(for: 1), "uno")
  }

  func testACancelledOperationChangesNothingAndIsNoFailure() async {
    let write = Task { [database] in try await database.bulkWrite([1: "uno", 2: "due"]) }
    await clock.sleepers(atLeast: 1)
    write.cancel()
    let error = await thrown { try await write.value }
    XCTAssertTrue(error is CancellationError, "\(error as Any)")
    XCTAssertEqual(database.snapshot, [1: "one"])
    XCTAssertEqual(database.counts.bulkWrites, 1)
    XCTAssertEqual(database.counts.failures, 0)
  }

  func testACancelledTaskIsRefusedThoughThereIsNoLatency() async {
    database.latency = .none
    let write = Task { [database] in
      withUnsafeCurrentTask { $0?.cancel() }
      try await database.write("uno", for: 1)
    }
    let error = await thrown { try await write.value }
    XCTAssertTrue(error is CancellationError, "\(error as Any)")
    XCTAssertEqual(database.row(for: 1), "one")
  }

  func testAnOutageFailsWhatArrivesInItAndWhatIsToEndInIt() async {
    let caught = Task { [database] in try await database.write("uno", for: 1) }
    await clock.sleepers(atLeast: 1)
    database.goDown()
    clock.advance(by: .milliseconds(150))
    let first = await thrown { try await caught.value } as? DatabaseError
    XCTAssertEqual(first?.reason, .outage)

    let refused = Task { [database] in try await database.write("uno", for: 1) }
    await clock.sleepers(atLeast: 1)
    database.comeUp()
    clock.advance(by: .milliseconds(150))
    let second = await thrown { try await refused.value } as? DatabaseError
    XCTAssertEqual(second?.reason, .outage)
    XCTAssertEqual(database.row(for: 1), "one")

    let spared = Task { [database] in try await database.write("uno", for: 1) }
    await clock.sleepers(atLeast: 1)
    database.planOutage(after: .milliseconds(50), lasting: .milliseconds(50))
    clock.advance(by: .milliseconds(150))
    let third = await thrown { try await spared.value }
    XCTAssertNil(third, "an outage between arrival and end is not noticed")
    XCTAssertEqual(database.row(for: 1), "uno")
  }

  func testManyTasksLoseNoRowAndNoCount() async throws {
    try await withThrowingTaskGroup(of: Void.self) { [database] group in
      for n in 0..<400 {
        group.addTask {
          try await database.write("row \(n)", for: n)
          let row = try await database.read(n)
          XCTAssertEqual(row, "row \(n)")
        }
      }
      for _ in 1...2 {
        await clock.sleepers(atLeast: 400)
        clock.advance(by: .milliseconds(150))
      }
      try await group.waitForAll()
    }
    XCTAssertEqual(database.snapshot.count, 400)
    XCTAssertEqual(database.counts.writes, 400)
    XCTAssertEqual(database.counts.reads, 400)
    XCTAssertEqual(database.counts.rowsWritten, 400)
  }
}
