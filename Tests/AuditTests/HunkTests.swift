import XCTest

@testable import Audit

final class HunkTests: XCTestCase {
  /// Ten lines, "a" to "j", but for a "c" in the place of "h".
  private let solution = Solution("a\nb\nc\nd\ne\nf\ng\nc\ni\nj\n", path: "S.swift")

  /// What the hunks make of the solution, or what is wrong with them.
  private func apply(_ hunks: String) throws -> (lines: String?, problems: [MistakeProblem]) {
    let text = "== A\ncaught by testA\nIt stops.\n" + hunks
    let file = MistakesFile(text, path: "X.mistakes")
    XCTAssertEqual(file.problems, [])
    let mistake = try XCTUnwrap(file.mistakes.first)
    guard case .hunks(let hunks) = mistake.form else { return (nil, []) }
    let (answer, problems) = solution.applying(hunks, of: mistake)
    return (answer?.text.replacing("\n", with: ""), problems)
  }

  func testOldLinesGoAndNewLinesCome() throws {
    let cases = [
      ("@@\n-b\n", "acdefgcij"),
      ("@@\n-b\n+x\n+y\n", "axycdefgcij"),
      ("@@\n a\n+x\n", "axbcdefgcij"),
      ("@@\n+x\n a\n", "xabcdefgcij"),
      ("@@\n j\n+x\n", "abcdefgcijx"),
      ("@@\n b\n-c\n d\n", "abdefgcij"),
      ("@@\n-j\n@@\n-a\n", "bcdefgci"),
      ("@@\n a\n+x\n b\n@@\n b\n+y\n c\n", "axbycdefgcij"),
    ]
    for (hunks, expected) in cases {
      let made = try apply(hunks)
      XCTAssertEqual(made.problems, [], hunks)
      XCTAssertEqual(made.lines, expected, hunks)
    }
  }

  func testAHunkThatFitsNowhereSaysWhereItStopsToFit() throws {
    let cases = [
      ("@@\n-x\n", "the hunk does not fit the solution: nowhere is there a line \"x\""),
      (
        "@@\n a\n b\n-x\n",
        "the hunk does not fit the solution: after line 2 it wants \"x\", and there is \"c\""
      ),
      (
        "@@\n j\n-x\n",
        "the hunk does not fit the solution: after line 10 it wants \"x\", and there is the end"
      ),
    ]
    for (hunks, words) in cases {
      let made = try apply(hunks)
      XCTAssertNil(made.lines)
      XCTAssertEqual(made.problems.map(\.message), ["A: " + words])
      XCTAssertEqual(made.problems.map(\.line), [4])
    }
  }

  func testAHunkThatFitsTwiceNeedsMoreContext() throws {
    let made = try apply("@@\n-a\n@@\n-c\n")
    XCTAssertNil(made.lines)
    XCTAssertEqual(made.problems.map(\.line), [6])
    XCTAssertEqual(
      made.problems.map(\.message),
      ["A: the hunk fits the solution 2 times, at lines 3, 8; add context until it fits once"]
    )
  }

  func testLinesFitAsAWholeOnly() throws {
    let made = try apply("@@\n-A\n")
    XCTAssertEqual(made.problems.count, 1)
  }

  func testHunksThatChangeTheSameLinesAreRefused() throws {
    for hunks in [
      "@@\n-a\n@@\n-a\n", "@@\n a\n+x\n@@\n a\n+y\n", "@@\n-b\n@@\n a\n b\n+y\n",
      "@@\n a\n b\n+y\n@@\n-b\n", "@@\n a\n+x\n@@\n a\n b\n+y\n", "@@\n a\n b\n+y\n@@\n a\n+x\n",
    ] {
      let made = try apply(hunks)
      XCTAssertNil(made.lines, hunks)
      XCTAssertEqual(made.problems.map(\.reason), [.overlaps(hunk: 4)], hunks)
    }
  }

  func testEachLineOfTheAnswerKnowsWhereItWasWritten() throws {
    let file = MistakesFile(
      "== A\ncaught by testA\nIt stops.\n@@\n b\n-c\n+x\n",
      path: "X.mistakes"
    )
    let mistake = try XCTUnwrap(file.mistakes.first)
    guard case .hunks(let hunks) = mistake.form else { return XCTFail("no hunks") }
    let answer = try XCTUnwrap(solution.applying(hunks, of: mistake).answer)
    XCTAssertEqual(
      answer.relocated(
        """
        /tmp/kept/X.swift:3:5: error: cannot find 'x' in scope
        2 | b
        3 | x
          | `- error: cannot find 'x' in scope
        kept/X.swift:4:1: error: no 'd'
        kept/X.swift:2: error: 'b' belongs to the checks
        Sources/Other.swift:3:5: error: elsewhere
        """,
        from: "/tmp/kept/X.swift"
      ),
      """
      X.mistakes:7:6: error: cannot find 'x' in scope
      S.swift:4:1: error: no 'd'
      S.swift:2: error: 'b' belongs to the checks
      Sources/Other.swift:3:5: error: elsewhere
      """
    )
  }
}
