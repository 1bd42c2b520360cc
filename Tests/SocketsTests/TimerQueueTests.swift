import Lab
import XCTest

@testable import Sockets

final class TimerQueueTests: XCTestCase {
  func testActionsComeInTheOrderOfTheirDeadlines() {
    var random = SplitMix64(seed: 11)
    for round in 0..<50 {
      var queue = TimerQueue()
      var expected: [(deadline: Int, order: Int)] = []
      var done: [Int] = []
      for order in 0..<200 {
        let deadline = Int.random(in: 0..<50, using: &random)
        let timer = queue.add(deadline: deadline) { done.append(order) }
        if random.chance(0.6) {
          queue.cancel(timer)
        } else {
          expected.append((deadline, order))
        }
      }
      expected.sort { ($0.deadline, $0.order) < ($1.deadline, $1.order) }
      XCTAssertEqual(queue.next, expected.first?.deadline, "seed 11, round \(round)")
      for now in 0..<50 { while let action = queue.popDue(at: now) { action() } }
      XCTAssertEqual(done, expected.map(\.order), "seed 11, round \(round)")
      XCTAssertNil(queue.next)
    }
  }

  func testAnActionThatIsNotDueStays() {
    var queue = TimerQueue()
    _ = queue.add(deadline: 10) {}
    XCTAssertNil(queue.popDue(at: 9))
    XCTAssertNotNil(queue.popDue(at: 10))
    XCTAssertNil(queue.popDue(at: 10))
  }

  func testCancellingTwiceOrTooLateDoesNothing() {
    var queue = TimerQueue()
    let first = queue.add(deadline: 1) {}
    let second = queue.add(deadline: 2) {}
    queue.cancel(first)
    queue.cancel(first)
    XCTAssertEqual(queue.next, 2)
    XCTAssertNotNil(queue.popDue(at: 2))
    queue.cancel(second)
    XCTAssertNil(queue.next)
  }

  func testDurationsBecomeNanoseconds() {
    let cases: [(Duration, Int)] = [
      (.zero, 0), (.nanoseconds(1), 1), (.milliseconds(-3), -3_000_000),
      (.seconds(2), 2_000_000_000), (.seconds(Int64.max), .max / 2),
      (.seconds(Int64.min), .min / 2),
    ]
    for (duration, nanoseconds) in cases {
      XCTAssertEqual(duration.wholeNanoseconds, nanoseconds, "\(duration)")
    }
  }
}
