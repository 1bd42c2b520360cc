import Lab
import XCTest

@testable import CheckSupport

final class RequireAgreementTests: XCTestCase {
  /// What a counter can be asked for.
  private enum Step: CustomStringConvertible, Equatable {
    case add(Int)
    case reset
    case look

    init(using random: inout SplitMix64) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: self = .reset
      case 1...3: self = .add(Int.random(in: 1...3, using: &random))
      default: self = .look
      }
    }

    var description: String {
      switch self {
      case .add(let number): "counter.add(\(number))"
      case .reset: "counter.reset()"
      case .look: "_ = counter.value"
      }
    }
  }

  /// Goes wrong by one in the second `add` after a `reset`, whatever stands between them.
  private struct WrongCounter {
    var value = 0
    private var addsSinceReset: Int?

    mutating func take(_ step: Step) {
      switch step {
      case .add(let number):
        addsSinceReset = addsSinceReset.map { $0 + 1 }
        value += addsSinceReset == 2 ? number + 1 : number
      case .reset: (value, addsSinceReset) = (0, 0)
      case .look: break
      }
    }
  }

  /// Takes the steps on a counter that is wrong and on one that is right.
  private func replay(_ steps: Replay<Step>) throws {
    var counter = WrongCounter()
    var expected = 0
    for step in steps {
      counter.take(step)
      switch step {
      case .add(let number): expected += number
      case .reset: expected = 0
      case .look: break
      }
      try require(counter.value, is: expected, "the value after these steps")
    }
  }

  private func steps(_ count: Int, seed: UInt64) -> [Step] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in Step(using: &random) }
  }

  /// What a failing agreement tells.
  private func failure(seed: UInt64) throws -> String {
    do {
      try Difference.$isLookedFor.withValue(true) {
        try requireAgreement(
          steps: 200,
          seed: seed,
          setUp: "var counter = Counter()",
          step: { Step(using: &$0) },
          replay: replay
        )
      }
    } catch let difference as Difference {
      return difference.message
    }
    return ""
  }

  func testWhatComesAfterTheFirstDifferenceIsCutOff() throws {
    let steps: [Step] = [.reset, .add(1), .look, .add(2), .look, .reset]
    let shown = try XCTUnwrap(ShownDifference(by: steps, replay))
    XCTAssertEqual(shown.steps, [.reset, .add(1), .look, .add(2)])
  }

  func testEveryDifferenceIsShortenedToTheStepsThatItTakes() throws {
    for seed in 1...50 {
      var shown = try XCTUnwrap(ShownDifference(by: steps(200, seed: UInt64(seed)), replay))
      shown.shrink(replay)
      XCTAssertEqual(shown.steps.count, 3, "seed \(seed)")
      XCTAssertEqual(shown.steps.first, .reset, "seed \(seed)")
      guard case .add = shown.steps[1], case .add = shown.steps[2] else {
        XCTFail("not two adds: \(shown.steps)")
        return
      }
    }
  }

  func testTheShortestStepsAreFoundWhereNothingCanBeLeftOut() throws {
    let all = Array(1...64)
    let replay: (Replay<Int>) throws -> Void = { steps in
      try require(steps.reduce(0, +) < all.reduce(0, +), "a smaller sum")
    }
    var shown = try XCTUnwrap(ShownDifference(by: all, replay))
    shown.shrink(replay)
    XCTAssertEqual(shown.steps, all)
  }

  func testTheStepsThatReplaysTakeAreBounded() throws {
    var taken = 0
    var replays = 0
    let replay: (Replay<Int>) throws -> Void = { steps in
      replays += 1
      var count = 0
      for _ in steps { count += 1 }
      taken += count
      try require(count < 3_000, "fewer steps")
    }
    var shown = try XCTUnwrap(ShownDifference(by: Array(1...3_000), replay))
    (taken, replays) = (0, 0)
    shown.shrink(limit: 20_000, replay)
    XCTAssertEqual(shown.steps.count, 3_000)
    XCTAssertLessThanOrEqual(taken, 20_000)
    XCTAssertGreaterThan(replays, 5)
  }

  func testTheFailureTellsTheStepsAsCode() throws {
    let message = try failure(seed: 1)
    let lines = message.split(separator: "\n").map(String.init)
    XCTAssertEqual(lines.count, 8, message)
    XCTAssertTrue(lines[0].hasPrefix("expected  "), message)
    XCTAssertTrue(lines[1].hasPrefix("actual    "), message)
    XCTAssertEqual(lines[2], "when      the value after these steps")
    XCTAssertEqual(lines[3], "steps     shortened from 200 random ones, seed 1:")
    XCTAssertEqual(lines[4], "          var counter = Counter()")
    XCTAssertEqual(lines[5], "          counter.reset()")
    XCTAssertTrue(lines[6].hasPrefix("          counter.add("), message)
    XCTAssertTrue(lines[7].hasPrefix("          counter.add("), message)
  }

  func testEqualRunsTellEqualFailures() throws {
    for seed in 1...5 {
      let first = try failure(seed: UInt64(seed))
      XCTAssertFalse(first.isEmpty)
      XCTAssertEqual(try failure(seed: UInt64(seed)), first)
    }
  }

  func testAgreementIsSilentAndReplaysOnce() throws {
    var replays = 0
    try requireAgreement(steps: 100, seed: 1, setUp: "") { random in
      Step(using: &random)
    } replay: { steps in
      replays += 1
      XCTAssertEqual(steps.reduce(0) { count, _ in count + 1 }, 100)
      try require(true, "what holds")
    }
    XCTAssertEqual(replays, 1)
  }

  func testAnotherErrorIsNoDifference() {
    struct Refusal: Error {}
    XCTAssertThrowsError(
      try ShownDifference(by: [1, 2]) { _ in throw Refusal() }
    ) { XCTAssertTrue($0 is Refusal) }
  }
}
