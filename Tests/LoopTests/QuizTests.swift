import Console
import Curriculum
import XCTest

@testable import Loop

final class QuizTests: XCTestCase {
  private let choice = Question.Form.choice([
    .wrong("one", why: "Not one."), .right("two", why: "Two it is."),
    .wrong("three", why: "Not three."),
  ])
  private let number = Question.Form.number(1_234.5, within: 0.5, unit: "ms", why: "So it is.")

  func testOptionsAreUnderstoodByLetterAndByNumber() {
    for typed in ["b", " B ", "b)", "2", "2."] {
      XCTAssertEqual(QuizAnswer(typed, to: choice), .option(1), typed)
    }
    for typed in ["", "d", "0", "4", "two", "ab"] {
      XCTAssertEqual(
        QuizAnswer(typed, to: choice),
        .unclear("Type a letter from a to c, or q to quit."),
        typed
      )
    }
  }

  func testNumbersAreUnderstoodWithUnitsAndCommas() {
    let cases: [(String, Double)] = [
      ("1234.5", 1_234.5), ("1,234.5", 1_234.5), ("1234,5", 1_234.5), ("1 234.5 ms", 1_234.5),
      ("0,5", 0.5), ("0,500", 0.5), ("1,000,000", 1e6), ("7MS", 7), ("7 milliseconds", 7),
      ("-3", -3), ("+3", 3), (".5", 0.5),
    ]
    for (typed, value) in cases {
      XCTAssertEqual(QuizAnswer(typed, to: number), .number(value), typed)
    }
    for typed in ["", "ms", "1,2,3", "1.2.3", "--3", "1,5.2", "nan", "inf", "0x10"] {
      guard case .unclear = QuizAnswer(typed, to: number) else {
        XCTFail("\"\(typed)\" was taken for an answer")
        continue
      }
    }
  }

  func testAnotherUnitIsNotMisread() {
    XCTAssertEqual(
      QuizAnswer("1.2 s", to: number),
      .unclear("Type the number in ms: \"s\" is something else.")
    )
    let percent = Question.Form.number(92, within: 0, unit: "%", why: "")
    XCTAssertEqual(QuizAnswer("92 percent", to: percent), .number(92))
    XCTAssertEqual(QuizAnswer("92%", to: percent), .number(92))
    let rate = Question.Form.number(8, within: 0, unit: "rows a second", why: "")
    XCTAssertEqual(QuizAnswer("8 rows a second", to: rate), .number(8))
  }

  func testANumberIsRightWithinItsTolerance() {
    for (value, isRight) in [(1_234.5, true), (1_235, true), (1_234, true), (1_235.01, false)] {
      XCTAssertEqual(QuizRound.isRight(.number(value), to: number), isRight, "\(value)")
    }
  }

  private func play(_ lines: [String]) -> (score: Int?, shown: String) {
    let quiz = Quiz(
      week: 1,
      passMark: 1,
      questions: [Question("a", "First?", choice), Question("b", "Second?", number)]
    )
    var rest = lines[...]
    var shown = ""
    let round = QuizRound(quiz: quiz, style: .plain, columns: 60)
    let score = round.run(
      ask: {
        shown += $0 + "\n"
        return rest.popFirst()
      },
      print: { shown += $0 + "\n" }
    )
    return (score, shown)
  }

  func testEveryAnswerIsExplained() {
    let (score, shown) = play(["a", "x", "1234.5"])
    XCTAssertEqual(score, 1)
    XCTAssertEqual(
      shown,
      """
      Question 1 of 2
      First?

        a) one
        b) two
        c) three

      Your answer, a to c: 

      ✗ Not right. The answer is b.
      ✗ a) Not one.
      ✓ b) Two it is.
        c) Not three.

      Question 2 of 2
      Second?

      Your answer, in ms: 
      Type a number of ms, or q to quit.
      Your answer, in ms: 

      ✓ Right.
        So it is.


      """
    )
  }

  func testLeavingBeforeTheEndCountsNothing() {
    XCTAssertNil(play(["b", "q"]).score)
    XCTAssertNil(play(["b"]).score, "at the end of the input")
    XCTAssertEqual(play(["b", "1234"]).score, 2)
  }
}
