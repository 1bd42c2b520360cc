import Lab
import XCTest

final class ManualClockRendezvousTests: XCTestCase {
  private let clock = ManualClock()

  func testARendezvousIsOverWhenEnoughTasksSleep() {
    let executor = SteppedExecutor()
    let journal = Journal()
    Task(executorPreference: executor) { [clock] in
      await clock.sleepers(atLeast: 2)
      journal.note("two asleep")
    }
    for n in 1...3 {
      Task(executorPreference: executor) { [clock] in
        journal.note("\(n) lies down")
        try await clock.sleep(for: .seconds(1))
      }
    }
    executor.run()
    XCTAssertEqual(
      journal.lines,
      ["1 lies down", "2 lies down", "3 lies down", "two asleep"]
    )
    XCTAssertEqual(clock.abandonSleepers(), 3)
    executor.run()
  }

  func testARendezvousWaitsWhileTooFewSleep() {
    let executor = SteppedExecutor()
    let journal = Journal()
    Task(executorPreference: executor) { [clock] in
      await clock.sleepers(atLeast: 2)
      journal.note("two asleep")
    }
    let sleep: @Sendable () async throws -> Void = { [clock] in
      try await clock.sleep(for: .seconds(1))
    }
    Task(executorPreference: executor, operation: sleep)
    executor.run()
    clock.advance(by: .seconds(1))
    executor.run()
    Task(executorPreference: executor, operation: sleep)
    executor.run()
    XCTAssertEqual(journal.lines, [], "one after the other is never two at once")
    Task(executorPreference: executor, operation: sleep)
    executor.run()
    XCTAssertEqual(journal.lines, ["two asleep"])
    XCTAssertEqual(clock.abandonSleepers(), 2)
    executor.run()
  }

  func testARendezvousThatIsAlreadyMetReturnsAtOnce() async throws {
    await clock.sleepers(atLeast: 0)
    let task = Task { [clock] in try await clock.sleep(for: .seconds(1)) }
    await clock.sleepers(atLeast: 1)
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(1))
    try await task.value
  }

  func testACancelledRendezvousReturns() async {
    let before = Task { [clock] in await clock.sleepers(atLeast: 1) }
    before.cancel()
    await before.value

    let executor = SteppedExecutor()
    let journal = Journal()
    await withCheckedContinuation { continuation in
      // Off the test's own task, because the stepped executor runs others in its place.
      Thread.detachNewThread { [clock] in
        let waiting = Task(executorPreference: executor) {
          await clock.sleepers(atLeast: 1)
          journal.note("returned")
        }
        executor.run()
        journal.note("waiting")
        waiting.cancel()
        executor.run()
        continuation.resume()
      }
    }
    XCTAssertEqual(journal.lines, ["waiting", "returned"])
    XCTAssertEqual(clock.sleeperCount, 0)
  }

  func testAThousandTasksMeetAndWakeTogether() async throws {
    let wakes = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for n in 0..<1000 {
        group.addTask { [clock] in
          let seconds = 1 + n % 100
          try await clock.sleep(for: .seconds(seconds))
          XCTAssertGreaterThanOrEqual(clock.now.offset, .seconds(seconds))
          wakes.increment()
        }
      }
      await clock.sleepers(atLeast: 1000)
      for second in 1...100 {
        clock.advance(by: .seconds(1))
        XCTAssertEqual(clock.sleeperCount, 1000 - second * 10)
      }
      try await group.waitForAll()
    }
    XCTAssertEqual(wakes.value, 1000)
  }

  func testEverySleepEndsOnceWhenCancellingRacesWithAdvancing() async {
    for round in 0..<50 {
      let clock = ManualClock()
      let ends = Counter()
      let tasks = (0..<20).map { n in
        Task {
          defer { ends.increment() }
          try await clock.sleep(for: .seconds(1 + n % 2))
        }
      }
      // Half of the rounds race with the parking, too.
      if round.isMultiple(of: 2) { await clock.sleepers(atLeast: tasks.count) }
      await withTaskGroup(of: Void.self) { group in
        group.addTask { for task in tasks { task.cancel() } }
        group.addTask { clock.advance(by: .seconds(1)) }
        group.addTask { clock.advance(by: .seconds(1)) }
        group.addTask { clock.abandonSleepers() }
      }
      for task in tasks {
        let error = await thrown { try await task.value }
        XCTAssertTrue(error == nil || error is CancellationError, "round \(round): \(error as Any)")
      }
      XCTAssertEqual(ends.value, tasks.count, "round \(round)")
      XCTAssertEqual(clock.sleeperCount, 0, "round \(round)")
    }
  }

  func testManyRendezvousEndThoughSomeAreCancelled() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let meetings = (1...100).map { n in
        Task { [clock] in await clock.sleepers(atLeast: n) }
      }
      for meeting in meetings[..<50] { meeting.cancel() }
      for _ in 1...100 {
        group.addTask { [clock] in try await clock.sleep(for: .seconds(1)) }
      }
      for meeting in meetings { await meeting.value }
      await clock.sleepers(atLeast: 100)
      clock.advance(by: .seconds(1))
      try await group.waitForAll()
    }
    XCTAssertEqual(clock.sleeperCount, 0)
  }
}
