import Lab
import Synchronization
import XCTest

@testable import CheckSupport

final class ScheduleTests: XCTestCase {
  /// What tasks did, in the order in which they did it.
  private final class Log: Sendable {
    private let lines = Mutex<[Int]>([])
    var all: [Int] { lines.withLock { $0 } }
    func add(_ line: Int) { lines.withLock { $0.append(line) } }
  }

  private actor Counter {
    var number = 0
    func add() { number += 1 }
  }

  /// Ten tasks that each write their number, pause and write it again.
  private func order(seed: UInt64?) async -> [Int] {
    let log = Log()
    _ = await Schedule(seed: seed).run { schedule in
      for number in 0..<10 {
        Task {
          log.add(number)
          await Task.yield()
          log.add(number)
        }
      }
      await schedule.settle()
    }
    return log.all
  }

  func testWithoutASeedTasksRunInTheOrderInWhichTheyBecameReady() async {
    let order = await order(seed: nil)
    XCTAssertEqual(order, Array(0..<10) + Array(0..<10))
  }

  func testASeedGivesTheSameOrderEveryTime() async {
    let first = await order(seed: 3)
    let again = await order(seed: 3)
    XCTAssertEqual(first, again)
    XCTAssertEqual(first.sorted(), (0..<10).flatMap { [$0, $0] })
  }

  func testSeedsGiveDifferentOrders() async {
    var orders: Set<[Int]> = []
    for seed in 1...20 { orders.insert(await order(seed: UInt64(seed))) }
    XCTAssertEqual(orders.count, 20)
  }

  func testSettlingWaitsForAllThatCanGoOnAndLetsNoTimePass() async throws {
    try await inManyOrders { schedule in
      let counter = Counter()
      for _ in 0..<5 {
        Task {
          await counter.add()
          try await schedule.clock.sleep(for: .seconds(1))
          await counter.add()
        }
      }
      await schedule.settle()
      expect(await counter.number, is: 5)
      expect(schedule.clock.now, is: .start)
      await schedule.pass(.seconds(1))
      expect(await counter.number, is: 10)
      expect(schedule.clock.now, is: .start.advanced(by: .seconds(1)))
    }
  }

  func testTimePassesByItselfAndStopsWhereSomebodyWakes() async throws {
    try await inManyOrders { schedule in
      let clock = schedule.clock
      let hourly = Task {
        for _ in 0..<24 { try await clock.sleep(for: .seconds(3600)) }
        return clock.now
      }
      try await clock.sleep(for: .seconds(90))
      expect(clock.now, is: .start.advanced(by: .seconds(90)))
      let end = try await hourly.value
      expect(end, is: .start.advanced(by: .seconds(24 * 3600)))
    }
  }

  func testOthersGoOnAfterACancellation() async throws {
    try await inManyOrders { schedule in
      let sleeper = Task { try await schedule.clock.sleep(for: .seconds(5)) }
      await schedule.settle()
      sleeper.cancel()
      let result = await sleeper.result
      guard case .failure(let error) = result else { return XCTFail("the sleep went on") }
      expect(error is CancellationError, "a cancelled sleep throws CancellationError")
      expect(schedule.clock.now, is: .start)
    }
  }

  func testABodyThatWaitsForNobodyIsStuck() async {
    let ending = await Schedule(seed: nil).run { _ in
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }
    guard case .stuck = ending else { return XCTFail("\(ending)") }
  }

  func testABodySaysWhomItLeftAsleep() async {
    let ending = await Schedule(seed: nil).run { schedule in
      Task { try await schedule.clock.sleep(for: .seconds(5)) }
    }
    guard case .returned(asleep: 1) = ending else { return XCTFail("\(ending)") }
  }

  func testAnErrorReachesTheCheck() async {
    struct Mistake: Error {}
    do {
      try await inManyOrders { _ in throw Mistake() }
      XCTFail("nothing was thrown")
    } catch {
      XCTAssert(error is Mistake)
    }
  }

  func testEverythingIsAsBeforeAfterwards() async throws {
    try await inManyOrders(1) { _ in }
    let value = await Task { 7 }.value
    XCTAssertEqual(value, 7)
  }
}
