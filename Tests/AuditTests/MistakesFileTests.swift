import XCTest

@testable import Audit

final class MistakesFileTests: XCTestCase {
  private func read(_ text: String) -> MistakesFile { MistakesFile(text, path: "X.mistakes") }

  /// What is wrong with a text, each with its line.
  private func problems(_ text: String) -> [String] {
    read(text).problems.map { "\($0.line): \($0.message)" }
  }

  private let whole = """
    == NullIsEmpty
    caught by testNull
    A null bulk string
    was taken for an empty one.
    @@
         case -1:
    -      return .null
    +      return .bulk([])
    @@
     a

    -b

    == Another
    caught by testOther
    It stops too early.
    @@
    +c
     d

    """

  func testAMistakeHasANameACheckASentenceAndHunks() throws {
    let file = read(whole)
    XCTAssertEqual(file.problems, [])
    XCTAssertEqual(file.mistakes.map(\.name), ["NullIsEmpty", "Another"])
    let mistake = try XCTUnwrap(file.mistakes.first)
    XCTAssertEqual(mistake.check, "testNull")
    XCTAssertEqual(mistake.sentence, "A null bulk string was taken for an empty one.")
    XCTAssertEqual(file.mistakes.map(\.line), [1, 14])
    XCTAssertEqual(file.mistakes.map(\.checkLine), [2, 15])
    guard case .hunks(let hunks) = mistake.form else { return XCTFail("no hunks") }
    XCTAssertEqual(hunks.map(\.number), [5, 9])
    XCTAssertEqual(hunks[0].old, ["    case -1:", "      return .null"])
    XCTAssertEqual(hunks[0].new, ["    case -1:", "      return .bulk([])"])
  }

  func testAnEmptyLineInsideAHunkIsContextAndOneAtItsEndIsNot() throws {
    guard case .hunks(let hunks) = try XCTUnwrap(read(whole).mistakes.first).form else {
      return XCTFail("no hunks")
    }
    XCTAssertEqual(hunks[1].old, ["a", "", "b"])
    XCTAssertEqual(hunks[1].lines.map(\.number), [10, 11, 12])
  }

  func testLinesMayEndAsOnWindows() {
    let file = read(whole.replacing("\n", with: "\r\n"))
    XCTAssertEqual(file.problems, [])
    XCTAssertEqual(file.mistakes.count, 2)
  }

  func testWhatIsMissingOrOutOfPlaceIsNamedWithItsLine() {
    let good = "caught by testA\nIt stops.\n@@\n-a\n+b\n"
    let cases: [(text: String, problems: [String])] = [
      ("", ["1: the file holds no mistake"]),
      ("\n\n", ["1: the file holds no mistake"]),
      (
        "So it goes.\n== A\n\(good)",
        [
          "1: \"So it goes.\" has no place here; the lines of a hunk begin with a blank, \"-\" or "
            + "\"+\", and a mistake with \"== \""
        ]
      ),
      (
        "== not a name\n\(good)",
        ["1: \"not a name\" is no name; write one word like NullIsEmpty"]
      ),
      ("== \n\(good)", ["1: \"\" is no name; write one word like NullIsEmpty"]),
      ("== A\n\(good)\n== A\n\(good)", ["8: A: another mistake has this name, at line 1"]),
      (
        "== A\nIt stops.\n@@\n-a\n",
        ["1: A: it does not say \"caught by\" and the name of a check"]
      ),
      (
        "== A\ncaught by \nIt stops.\n@@\n-a\n",
        ["2: A: it does not say \"caught by\" and the name of a check"]
      ),
      (
        "== A\ncaught by testA\n@@\n-a\n",
        ["2: A: it does not say in a sentence what somebody believed or did"]
      ),
      (
        "== A\ncaught by testA\nIt stops.\n",
        ["1: A: it changes nothing: there is no \"@@\" with a hunk after it"]
      ),
      ("== A\ncaught by testA\nIt stops.\n@@\n\n", ["4: A: the hunk is empty"]),
      ("== A\ncaught by testA\nIt stops.\n@@\n a\n", ["4: A: the hunk changes nothing"]),
      ("== A\ncaught by testA\nIt stops.\n@@\n-a\n+a\n", ["4: A: the hunk changes nothing"]),
      (
        "== A\ncaught by testA\nIt stops.\n@@\n+a\n",
        ["4: A: the hunk has no old line, so it has no place in the solution"]
      ),
    ]
    for (text, expected) in cases { XCTAssertEqual(problems(text), expected, text) }
  }

  func testALineThatBeginsWithSomethingElseIsNamed() {
    for (text, line) in [
      ("== A\ncaught by testA\nIt stops.\n@@\n-a\nb\n+c\n", 6),
      ("== A\ncaught by testA\nIt stops.\n-a\n+b\n@@\n-c\n", 4),
      ("== A\ncaught by testA\nIt stops.\n@@\n-a\n==B\n", 6),
    ] {
      let problem = read(text).problems.first
      XCTAssertEqual(problem?.line, line, text)
      XCTAssertEqual(problem?.mistake, "A", text)
      guard case .strayLine = problem?.reason else { return XCTFail("\(text): \(problem as Any)") }
    }
  }

  func testAMistakeThatIsNotWholeIsLeftOut() {
    let file = read("== A\nIt stops.\n@@\n-a\n\n\(whole)")
    XCTAssertEqual(file.problems.count, 1)
    XCTAssertEqual(file.mistakes.map(\.name), ["NullIsEmpty", "Another"])
  }

  func testAWholeFileSaysInItsFirstLinesWhatItIs() throws {
    let text = """
      // Caught by: testA
      // The mistake: it stops
      // too early.

      public struct X {}
      """
    let read = WholeFile.mistake(text, name: "StopsEarly", path: "X/StopsEarly.swift")
    XCTAssertEqual(read.problems, [])
    let mistake = try XCTUnwrap(read.mistake)
    XCTAssertEqual(mistake.check, "testA")
    XCTAssertEqual(mistake.sentence, "it stops too early.")
    let bare = WholeFile.mistake("public struct X {}\n", name: "Bare", path: "X/Bare.swift")
    XCTAssertNil(bare.mistake)
    XCTAssertEqual(bare.problems.map(\.reason), [.noCheck, .noSentence])
    XCTAssertEqual(bare.problems.map(\.line), [1, 2])
  }
}
