import Lab
import XCTest

extension XCTestCase {
  /// Runs `body` several times, each time with another order of the tasks that could run next.
  ///
  ///     try await inManyOrders { schedule in
  ///       let database = SlowDatabase(rows: ["apple": 3], clock: schedule.clock)
  ///       let readers = (0..<10).map { _ in Task { try await cache.value(for: "apple") } }
  ///       await schedule.settle()  // all ten wait, and no time has passed
  ///       expect(database.counts.reads, is: 1, "while ten readers wait for one row")
  ///       for reader in readers { expect(try await reader.value, is: 3) }
  ///     }
  ///
  /// Stops at the first order in which an expectation fails. A body that waits for something that
  /// nobody will do is a failure, and so is one that leaves somebody asleep on the schedule's clock.
  public func inManyOrders(
    _ count: Int = 16,
    file: StaticString = #filePath,
    line: UInt = #line,
    _ body: @escaping @Sendable (Schedule) async throws -> Void
  ) async throws {
    for order in 0..<count {
      let failures = failureCount
      let schedule = Schedule(seed: order == 0 ? nil : UInt64(order))
      let ending = await schedule.run(body)
      let isSound = failureCount == failures
      switch ending {
      case .returned(asleep: 0): break
      case .returned(let asleep) where isSound:
        XCTFail("\(asleep) still asleep on the clock when the check ended", file: file, line: line)
      case .returned: break
      case .threw(let error): throw error
      case .stuck where isSound:
        let promise = "an end; every task waits for something that none of them will do"
        expect(false, promise, file: file, line: line)
      case .stuck: break
      }
      if failureCount > failures { return }
    }
  }

  private var failureCount: Int { testRun?.totalFailureCount ?? 0 }
}
