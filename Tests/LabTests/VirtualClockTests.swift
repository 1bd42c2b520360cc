import Lab
import XCTest

final class VirtualClockTests: XCTestCase {
  func testSleepingMovesTheClockAndTakesNoTime() async throws {
    let clock = VirtualClock()
    XCTAssertEqual(clock.now, .start)
    try await clock.sleep(for: .hours(24))
    try await clock.sleep(for: .milliseconds(5))
    XCTAssertEqual(clock.now.offset, .days(1) + .milliseconds(5))
    XCTAssertEqual(
      "\(VirtualClock(now: LabInstant(offset: .seconds(5))))",
      "a virtual clock at t = 5 s"
    )
  }

  func testTheClockNeverGoesBack() async throws {
    let clock = VirtualClock(now: LabInstant(offset: .seconds(10)))
    try await clock.sleep(until: .start)
    XCTAssertEqual(clock.now.offset, .seconds(10))
    clock.advance(by: .seconds(5))
    XCTAssertEqual(clock.now.offset, .seconds(15))
  }

  func testACancelledTaskDoesNotMoveTheClock() async {
    let clock = VirtualClock()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await clock.sleep(for: .seconds(1))
    }
    let error = await thrown { try await task.value }
    XCTAssertTrue(error is CancellationError, "\(error as Any)")
    XCTAssertEqual(clock.now, .start)
  }

  func testManyTasksMayShareTheClock() async throws {
    let clock = VirtualClock()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for n in 1...200 {
        group.addTask { try await clock.sleep(until: LabInstant(offset: .seconds(n))) }
      }
      try await group.waitForAll()
    }
    XCTAssertEqual(clock.now.offset, .seconds(200))
  }
}
