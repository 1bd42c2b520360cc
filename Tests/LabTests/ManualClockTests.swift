import Lab
import XCTest

final class ManualClockTests: XCTestCase {
  private let clock = ManualClock()
  private let executor = SteppedExecutor()
  private let journal = Journal()

  /// Starts a task that sleeps `seconds` and then notes its name, and whether it was cancelled.
  @discardableResult
  private func sleeper(_ name: String, seconds: Int) -> Task<Void, Never> {
    Task(executorPreference: executor) { [clock, journal] in
      do {
        try await clock.sleep(for: .seconds(seconds))
        journal.note("\(name) woke at \(clock.now)")
      } catch {
        journal.note("\(name) was cancelled at \(clock.now): \(error is CancellationError)")
      }
    }
  }

  func testAClockStartsAtZeroAndMovesOnlyWhenToldTo() {
    XCTAssertEqual(clock.now, .start)
    clock.advance(by: .seconds(90))
    XCTAssertEqual(clock.now, LabInstant(offset: .seconds(90)))
    clock.advance(by: .zero)
    XCTAssertEqual(clock.now.offset, .seconds(90))
    clock.advance(to: .start.advanced(by: .seconds(100)))
    XCTAssertEqual("\(clock.now)", "t = 100 s")
    XCTAssertEqual("\(clock)", "a manual clock at t = 100 s")
  }

  func testInstantsMeasureTheTimeBetweenThem() {
    let early = LabInstant(offset: .seconds(2))
    let late = early.advanced(by: .milliseconds(500))
    XCTAssertEqual(early.duration(to: late), .milliseconds(500))
    XCTAssertEqual(late.duration(to: early), .milliseconds(-500))
    XCTAssertLessThan(early, late)
  }

  func testASleeperWakesAtItsDeadlineAndNotBefore() {
    sleeper("a", seconds: 60)
    executor.run()
    XCTAssertEqual(clock.sleeperCount, 1)
    XCTAssertEqual(clock.nextDeadline?.offset, .seconds(60))

    clock.advance(by: .seconds(60) - .nanoseconds(1))
    executor.run()
    XCTAssertEqual(journal.lines, [])

    clock.advance(by: .nanoseconds(1))
    executor.run()
    XCTAssertEqual(journal.lines, ["a woke at t = 60 s"])
    XCTAssertEqual(clock.sleeperCount, 0)
    XCTAssertNil(clock.nextDeadline)
  }

  func testSleepersWakeInDeadlineOrder() {
    for (name, seconds) in [("c", 30), ("a", 10), ("e", 50), ("b", 20), ("d", 40)] {
      sleeper(name, seconds: seconds)
    }
    executor.run()
    clock.advance(by: .seconds(40))
    executor.run()
    XCTAssertEqual(journal.lines, ["a", "b", "c", "d"].map { "\($0) woke at t = 40 s" })
    XCTAssertEqual(clock.nextDeadline?.offset, .seconds(50))
    XCTAssertEqual(clock.abandonSleepers(), 1)
    executor.run()
  }

  func testSleepersWithOneDeadlineWakeInOrderOfArrival() {
    let names = (1...20).map { "number \($0)" }
    for name in names {
      sleeper(name, seconds: 5)
      sleeper("late", seconds: 6)
    }
    executor.run()
    clock.advance(by: .seconds(5))
    executor.run()
    XCTAssertEqual(journal.lines, names.map { "\($0) woke at t = 5 s" })
    XCTAssertEqual(clock.abandonSleepers(), 20)
    executor.run()
  }

  func testASleeperThatSleepsAgainCountsFromTheNewTime() {
    let task = Task(executorPreference: executor) { [clock, journal] in
      for _ in 1...2 {
        try await clock.sleep(for: .seconds(10))
        journal.note("\(clock.now)")
      }
    }
    executor.run()
    clock.advance(by: .seconds(25))
    executor.run()
    XCTAssertEqual(journal.lines, ["t = 25 s"])
    XCTAssertEqual(clock.nextDeadline?.offset, .seconds(35))
    clock.advance(by: .seconds(10))
    executor.run()
    XCTAssertEqual(journal.lines, ["t = 25 s", "t = 35 s"])
    XCTAssertFalse(task.isCancelled)
  }

  func testADeadlineThatIsNotInTheFutureReturnsAtOnce() async throws {
    clock.advance(by: .seconds(10))
    for seconds in [-5, 0, 10] {
      try await clock.sleep(until: LabInstant(offset: .seconds(seconds)))
    }
    XCTAssertEqual(clock.now.offset, .seconds(10))
    XCTAssertEqual(clock.sleeperCount, 0)
  }

  func testACancelledTaskCannotSleepEvenUntilAPastDeadline() {
    for seconds in [0, 60] { sleeper("\(seconds) s", seconds: seconds).cancel() }
    executor.run()
    XCTAssertEqual(
      journal.lines,
      ["0 s was cancelled at t = 0 s: true", "60 s was cancelled at t = 0 s: true"]
    )
    XCTAssertEqual(clock.sleeperCount, 0)
  }

  func testCancellingASleeperEndsItAtOnceAndLeavesTheOthers() {
    sleeper("a", seconds: 10)
    let b = sleeper("b", seconds: 20)
    sleeper("c", seconds: 20)
    executor.run()
    b.cancel()
    executor.run()
    XCTAssertEqual(journal.lines, ["b was cancelled at t = 0 s: true"])
    XCTAssertEqual(clock.sleeperCount, 2)
    clock.advance(by: .seconds(20))
    executor.run()
    XCTAssertEqual(journal.lines.dropFirst(), ["a woke at t = 20 s", "c woke at t = 20 s"])
  }

  func testAbandoningEndsEverySleepAndCountsThem() {
    for n in 1...3 { sleeper("\(n)", seconds: n) }
    executor.run()
    XCTAssertEqual(clock.abandonSleepers(), 3)
    executor.run()
    XCTAssertEqual(journal.lines, (1...3).map { "\($0) was cancelled at t = 0 s: true" })
    XCTAssertEqual(clock.abandonSleepers(), 0)

    sleeper("later", seconds: 1)
    executor.run()
    clock.advance(by: .seconds(1))
    executor.run()
    XCTAssertEqual(journal.lines.last, "later woke at t = 1 s")
  }
}
