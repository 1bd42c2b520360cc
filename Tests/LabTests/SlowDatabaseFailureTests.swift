import Lab
import XCTest

final class SlowDatabaseFailureTests: XCTestCase {
  private let clock = VirtualClock()
  private lazy var database = SlowDatabase(
    rows: [1: "one"],
    latency: .fixed(.milliseconds(150)),
    seed: 9,
    clock: clock
  )

  func testAnInjectedFailureTakesItsLatencyAndChangesNothing() async {
    database.failNext()
    let error = await thrown { try await database.write("uno", for: 1) }
    XCTAssertEqual(
      error as? DatabaseError,
      DatabaseError(operation: .write, subject: "\"1\"", reason: .injected)
    )
    XCTAssertEqual(clock.now.offset, .milliseconds(150))
    XCTAssertEqual(database.snapshot, [1: "one"])
    XCTAssertEqual(database.counts.writes, 1)
    XCTAssertEqual(database.counts.failures, 1)
    XCTAssertEqual(database.counts.rowsWritten, 0)
    let next = await thrown { try await database.write("uno", for: 1) }
    XCTAssertNil(next)
    XCTAssertEqual(database.snapshot, [1: "uno"])
  }

  func testOnlyTheNextOperationsFailAndCallsAddUp() async {
    database.failNext(2)
    database.failNext(0)
    database.failNext(1)
    var outcomes: [Bool] = []
    for _ in 1...5 { outcomes.append(await thrown { try await database.read(1) } == nil) }
    XCTAssertEqual(outcomes, [false, false, false, true, true])
    XCTAssertEqual(database.counts.failures, 3)
  }

  func testOneKindOfOperationCanBeMadeToFail() async {
    database.failNext(1, .bulkWrite)
    let read = await thrown { try await database.read(1) }
    let write = await thrown { try await database.write("uno", for: 1) }
    let bulk = await thrown { try await database.bulkWrite([1: "eins", 2: "zwei", 3: nil]) }
    let again = await thrown { try await database.bulkWrite([2: "zwei"]) }
    XCTAssertNil(read)
    XCTAssertNil(write)
    XCTAssertEqual(
      bulk as? DatabaseError,
      DatabaseError(operation: .bulkWrite, subject: "3 rows", reason: .injected)
    )
    XCTAssertNil(again)
    XCTAssertEqual(database.snapshot, [1: "uno", 2: "zwei"], "a failed bulk write writes nothing")
  }

  func testFailuresByChanceFollowTheirProbabilityAndTheSeed() async {
    database.failureProbability = 0.2
    XCTAssertEqual(database.failureProbability, 0.2)
    var errors: [DatabaseError] = []
    for _ in 0..<5000 {
      if let error = await thrown(by: { try await database.read(1) }) as? DatabaseError {
        errors.append(error)
      }
    }
    XCTAssertEqual(Double(errors.count), 1000, accuracy: 120)
    XCTAssertTrue(errors.allSatisfy { $0.reason == .chance })

    let twin = SlowDatabase(rows: [1: "one"], latency: .none, seed: 9, clock: VirtualClock())
    twin.failureProbability = 0.2
    for _ in 0..<5000 { _ = try? await twin.read(1) }
    XCTAssertEqual(twin.counts.failures, errors.count)
  }

  func testEveryOperationFailsInAnOutageAndWorksAfterIt() async {
    database.goDown()
    XCTAssertTrue(database.isDown)
    let errors = [
      await thrown { try await database.read(1) }, await thrown { try await database.delete(1) },
      await thrown { try await database.write("uno", for: 1) },
      await thrown { try await database.bulkRead([1, 2]) },
      await thrown { try await database.bulkWrite([1: nil]) },
    ]
    XCTAssertEqual(
      errors.map { ($0 as? DatabaseError)?.description },
      [
        "the database did not read \"1\": it is down",
        "the database did not delete \"1\": it is down",
        "the database did not write \"1\": it is down",
        "the database did not bulk-read 2 rows: it is down",
        "the database did not bulk-write 1 row: it is down",
      ]
    )
    XCTAssertEqual(clock.now.offset, .milliseconds(750), "failing takes time, too")
    XCTAssertEqual(database.counts.failures, 5)
    database.comeUp()
    XCTAssertFalse(database.isDown)
    let after = await thrown { try await database.read(1) }
    XCTAssertNil(after)
    XCTAssertEqual(database.snapshot, [1: "one"])
  }

  func testAPlannedOutageBeginsAndEndsOnTheClock() async {
    database.latency = .none
    database.planOutage(after: .seconds(10), lasting: .seconds(5))
    database.planOutage(LabInstant(offset: .seconds(20))..<LabInstant(offset: .seconds(21)))
    var down: [Int] = []
    for second in 0...25 {
      let error = await thrown { try await database.read(1) } as? DatabaseError
      XCTAssertEqual(error != nil, database.isDown)
      if error?.reason == .outage { down.append(second) }
      clock.advance(by: .seconds(1))
    }
    XCTAssertEqual(down, [10, 11, 12, 13, 14, 20])
  }

  func testEachReasonReadsAsASentence() {
    let cases: [(DatabaseError.Reason, String)] = [
      (.outage, "the database did not read \"7\": it is down"),
      (.injected, "the database did not read \"7\": it was told to fail"),
      (.chance, "the database did not read \"7\": it fails now and then, and did so now"),
    ]
    for (reason, text) in cases {
      let error = DatabaseError(operation: .read, subject: "\"7\"", reason: reason)
      XCTAssertEqual("\(error)", text)
    }
  }
}
