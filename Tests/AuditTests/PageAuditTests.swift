import Console
import Curriculum
import Foundation
import Grader
import XCTest

@testable import Audit

final class PredictionTests: XCTestCase {
  private func problems(_ section: String) -> [String] {
    let page = "# Lesson\n\n## Predict before you code\n\n\(section)\n## The task\n\n1. Begin.\n"
    return Predictions.findings(in: page, file: "L.md").map { "\($0.line ?? 0): \($0.message)" }
  }

  private let fold = "<details>\n<summary>Answer</summary>\n\n> Answer: Two.\n\n</details>\n"

  func testAnAnswerFollowsTheQuestions() {
    XCTAssertEqual(problems("1. How many?\n2. Which?\n\n\(fold)"), [])
    XCTAssertEqual(problems("1. How many?\n\n\(fold)\n2. Which?\n\n\(fold)"), [])
    XCTAssertEqual(problems("How many?\n\n\(fold)"), [])
  }

  func testAPredictionWithoutAnAnswerIsNamed() {
    let remedy = "put it below in <details>, so that a prediction can be compared on the spot"
    XCTAssertEqual(
      problems("1. How many?\n2. Which?\n"),
      ["3: the predictions have no answer: \(remedy)"]
    )
    XCTAssertEqual(
      problems("1. How many?\n\n\(fold)\n2. Which?\n"),
      ["14: this prediction has no answer after it: \(remedy)"]
    )
  }

  func testAnAnswerIsWhole() {
    XCTAssertEqual(
      problems("1. How many?\n\n\(fold.replacing("> Answer: ", with: "> "))"),
      ["7: the fold holds no \"> Answer: …\""]
    )
    XCTAssertEqual(
      problems("1. How many?\n\n\(fold.replacing("</details>\n", with: ""))"),
      ["7: the fold is not closed"]
    )
  }

  func testWhatStandsInCodeIsNoAnswer() {
    XCTAssertEqual(problems("1. How many?\n\n```text\n\(fold)```\n").count, 1)
  }
}

final class CommandMentionTests: XCTestCase {
  private func mentions(_ page: String) -> [String] {
    CommandMention.all(in: page).map { mention in
      "\(mention.line)\(mention.isSpokenOf ? "~" : ":") \(mention.words.joined(separator: "|"))"
    }
  }

  func testCommandsAreFoundWhereTheyAreTypedShownAndSpokenOf() {
    let page = """
      A course check is `course check lru-cache` or `swift run course list`, not `the course list`.

      ```console
      $ swift run -c release course bench --entries 1k   # of course check
      $ REDIS_URL=redis://127.0.0.1:6379 course check redis-cache
      $ head keys.txt | course simulate --trace - ; course docs && echo 'course no'
      $ git clone https://example.org/course && cd course
        lesson  course lesson lru-cache
        hint 1 of 3:  course hint lru-cache   more
      this course list is none
      ```
      """
    XCTAssertEqual(
      mentions(page),
      [
        "1~ check|lru-cache", "1~ list", "4: bench|--entries|1k", "5: check|redis-cache",
        "6: simulate|--trace|-", "6: docs", "8: lesson|lru-cache", "9: hint|lru-cache",
      ]
    )
  }

  private let rules = CommandRules(
    usages: [
      Usage("", "show where you are"),
      Usage(
        "check",
        "check",
        positional: Positional("ID", "the exercises", count: .any),
        options: [Flag("all", "all"), Setting.number("week", "N", "a week", in: 1...6)]
      ),
      Usage("reset", "reset", positional: Positional("ID", "the exercise")),
      Usage("grade", "grade", positional: Positional("FOLDER", "the folder")),
      Usage("mistake", "m", positional: Positional("ID", "the exercise", count: .oneAnd("NAME"))),
    ],
    words: ["check": ["lru-cache"], "reset": ["lru-cache"], "mistake": ["lru-cache"]]
  )

  private func problem(_ command: String, isSpokenOf: Bool = false) -> String? {
    let words = command.split(separator: " ").map(String.init)
    return rules.problem(with: CommandMention(words: words, line: 1, isSpokenOf: isSpokenOf))
  }

  func testACommandThatCanBeTypedHasNoProblem() {
    for command in [
      "", "--help", "check", "check lru-cache --week 2", "check --all", "check ID", "check [ID…]",
      "check --week N", "check --week=N", "reset lru-cache", "grade submissions", "COMMAND --help",
      "mistake lru-cache ForgetsAll", "mistake ID NAME",
    ] {
      XCTAssertNil(problem(command), command)
    }
  }

  func testWhatDoesNotExistIsNamedWithTheNearest() {
    let cases = [
      ("chekc", "There is no command \"chekc\". Did you mean check?"),
      ("check lru-cahce", "There is no ID for check \"lru-cahce\". Did you mean lru-cache?"),
      ("mistake lru ForgetsAll", "There is no ID for mistake \"lru\". Did you mean lru-cache?"),
      ("mistake", "mistake needs ID, the exercise. Type course mistake --help."),
      ("mistake lru-cache A B", "\"B\" is one word too many for mistake."),
      ("check --every", "There is no option --every for check. Type course check --help."),
      ("check --week two", "--week takes a whole number from 1 to 6, not \"two\""),
      ("check --week", "--week needs a value. Write --week N."),
      ("reset", "reset needs ID, the exercise. Type course reset --help."),
      ("--all", "There is no option --all. Type course --help."),
    ]
    for (command, words) in cases {
      XCTAssert(problem(command)?.hasPrefix(words) ?? false, problem(command) ?? "nil")
    }
  }

  func testWhatIsOnlySpokenOfMayLeaveOutItsValues() {
    XCTAssertNil(problem("reset", isSpokenOf: true))
    XCTAssertNil(problem("check --week", isSpokenOf: true))
    XCTAssertNotNil(problem("check --every", isSpokenOf: true))
    XCTAssertNotNil(problem("reset lru-cahce", isSpokenOf: true))
  }

  func testAPageThatTellsToTypeNonsenseIsFound() throws {
    let course = try CourseCopy()
    try course.copyAgain("Docs")
    let page = "Docs/CacheCourse.docc/HowToUse.md"
    try course.write("# Title\n\nType `course chekc lru-cache`.\n", to: page)
    let found = try course.auditor().commandFindings(rules.usages).findings
    let mine = found.filter { $0.file == page }
    expectOnly(mine, in: page, line: 3, says: "course chekc lru-cache: There is no command")
  }
}

final class CheckSectionTests: XCTestCase {
  private func problems(_ body: String) -> [String] {
    let source = "import XCTest\n\n// MARK: - Outside\nfinal class XTests: XCTestCase {\n\(body)}\n"
    let checks = ["testA", "testB", "testC"]
    return CheckSections(source, checkClass: "XTests", checks: checks).findings(in: "X.swift")
      .map { "\($0.line ?? 0): \($0.message)" }
  }

  private func check(_ name: String) -> String { "  func test\(name)() {}\n" }
  private func mark(_ title: String) -> String { "  // MARK: - \(title)\n" }

  func testTwoToFiveSectionsHoldAllChecks() {
    XCTAssertEqual(
      problems(mark("Reading") + check("A") + mark("What is left") + check("B") + check("C")),
      []
    )
  }

  func testAFileWithoutSectionsIsAFinding() {
    XCTAssertEqual(
      problems(check("A")),
      [
        "0: has no sections: write 2 to 5 lines like \"// MARK: - Reading\" between its checks, a step "
          + "each"
      ]
    )
  }

  func testACheckBeforeTheFirstSectionIsNamed() {
    XCTAssertEqual(
      problems(check("A") + mark("Reading") + check("B") + mark("Writing") + check("C")),
      ["5: testA stands before the first section"]
    )
  }

  func testOneSectionOrSixAreNotTwoToFive() {
    XCTAssertEqual(
      problems(mark("Reading") + check("A")),
      ["5: has 1 section; there should be 2 to 5"]
    )
    let six = ["A", "B", "C", "A", "B", "C"].enumerated().map { mark("Step \($0)") + check($1) }
    XCTAssertEqual(problems(six.joined()), ["5: has 6 sections; there should be 2 to 5"])
  }

  func testATitleIsShortAndItsOwnAndItsSectionHoldsACheck() {
    XCTAssertEqual(
      problems(
        mark("One two three four five") + check("A") + mark("Reading") + mark("Reading")
          + check("B")
      ),
      [
        "5: the section \"One two three four five\" should have a title of 1 to 4 words",
        "7: the section \"Reading\" holds no check",
        "8: another section is called \"Reading\", too",
      ]
    )
  }
}
