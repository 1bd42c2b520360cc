import Curriculum
import Foundation
import ProgramSupport
import XCTest

final class MistakeCommandTests: XCTestCase {
  private let path = "Tests/WrongAnswers/Week1/SimpleCache.mistakes"
  private let wholeFile = "Tests/WrongAnswers/Week1/SimpleCache/Constant.swift"
  private let stub = "Exercises/Week1/SimpleCache.swift"

  private let mistakes = """
    == RemoveAllForgets
    caught by testRemovingAllKeepsTheCounts
    Emptying the cache rewrote history.
    @@
         entries.removeAll()
    +    (hits, misses) = (0, 0)

    == InsertsNothing
    caught by testANewCacheIsEmpty
    An insert was taken for a look.
    @@
    -    entries[key] = value

    """

  private func course() throws -> CourseProcess {
    let course = try CourseProcess(for: self, program: "laboratory")
    try course.write(mistakes, to: path)
    try course.write(
      "// Caught by: testAnInsertedValueCanBeRead\n// The mistake: it has nothing.\n",
      to: wholeFile
    )
    return course
  }

  func testTheMistakesOfAnExerciseAreListed() throws {
    let ending = try course().run("mistake", "simple-cache")
    XCTAssertEqual(
      ending.output,
      """
      RemoveAllForgets  testRemovingAllKeepsTheCounts
        Emptying the cache rewrote history.
      InsertsNothing    testANewCacheIsEmpty
        An insert was taken for a look.
      Constant          testAnInsertedValueCanBeRead
        it has nothing.

      3 mistakes of simple-cache

      """
    )
    XCTAssertEqual(ending.code, 0)
  }

  func testAMistakeIsShownInTheSolutionWithItsLineNumbers() throws {
    let course = try course()
    let solution = try course.read("Solutions/Week1/SimpleCache.swift")
    let line = try XCTUnwrap(
      solution.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex(of: "    entries.removeAll()")
    )
    let ending = try course.run("mistake", "simple-cache", "RemoveAllForgets")
    XCTAssertEqual(
      ending.output,
      """
      RemoveAllForgets  \(path):1
      Emptying the cache rewrote history.
      caught by testRemovingAllKeepsTheCounts

      Solutions/Week1/SimpleCache.swift
      \(line - 1)     /// Hits and misses stay as they are: they tell of reads in the past.
      \(line)     public mutating func removeAll() {
      \(line + 1)       entries.removeAll()
         +     (hits, misses) = (0, 0)
      \(line + 2)     }
      \(line + 3)

      """
    )
    XCTAssertEqual(ending.code, 0)
    let coloured = try course.run(
      "mistake",
      "simple-cache",
      "RemoveAllForgets",
      environment: ["CLICOLOR_FORCE": "1"]
    )
    XCTAssert(coloured.output.contains("\u{1B}[32m+     (hits, misses) = (0, 0)\u{1B}[39m"))
  }

  func testAMistakeThatIsAWholeFileIsShownAsADifference() throws {
    let ending = try course().run("mistake", "simple-cache", "Constant")
    XCTAssert(ending.output.contains("--- Solutions/Week1/SimpleCache.swift"), ending.output)
    XCTAssert(ending.output.contains("+++ \(wholeFile)"), ending.output)
  }

  func testAHunkThatDoesNotFitIsToldWithItsLine() throws {
    let course = try course()
    try course.write(mistakes.replacing("removeAll()", with: "empty()"), to: path)
    let ending = try course.run("mistake", "simple-cache", "RemoveAllForgets")
    XCTAssert(
      ending.output.contains("\(path):4: RemoveAllForgets: the hunk does not fit the solution"),
      ending.output
    )
    XCTAssertEqual(ending.code, 1)
  }

  func testWordsThatMakeNoSenseAreToldSo() throws {
    let course = try course()
    let record = ["mistake", "simple-cache", "--record", "Forgets"]
    let cases = [
      (["mistake"], "mistake needs ID"),
      (
        ["mistake", "simple-cache", "RemoveAllForget"],
        "There is no mistake of simple-cache \"RemoveAllForget\". Did you mean RemoveAllForgets?"
      ),
      (["mistake", "simple-cache", "--try"], "--try needs a mistake"),
      (["mistake", "simple-cache", "--because", "So."], "--because goes with --record"),
      (record, "--record needs the check that catches the mistake"),
      (record + ["testA"], "--record needs to know what somebody believed or did"),
      (record + ["testA", "--because", "So.", "--try"], "--record tries the mistake anyway"),
      (
        record + ["testA", "--because", "So."],
        "\(stub) is the stub as it was handed out"
      ),
    ]
    for (words, message) in cases {
      let ending = try course.run(words)
      XCTAssertEqual(ending.code, 2, "\(words)")
      XCTAssert(ending.errors.contains(message), "\(words): \(ending.errors)")
    }
  }

  /// All that compiles is in one test: the libraries are built once.
  func testAMistakeIsTriedAndRecordedIfItsCheckCatchesIt() throws {
    let course = try course()
    for path in ["Sources", "Tests/Week1Tests"] { try course.link(path) }

    let good = try course.run("mistake", "simple-cache", "RemoveAllForgets", "--try")
    XCTAssert(good.output.contains("✗ simple-cache  11 of 12 passed"), good.output)
    XCTAssert(good.output.contains("✗ removing all keeps the counts"), good.output)
    XCTAssert(
      good.output.hasSuffix("✓ caught by testRemovingAllKeepsTheCounts, with assert off\n"),
      good.output
    )
    XCTAssertEqual(good.code, 0)

    let bad = try course.run("mistake", "simple-cache", "InsertsNothing", "--try")
    XCTAssert(
      bad.output.contains(
        "✗ \(path):9: InsertsNothing: testANewCacheIsEmpty passes with it; caught by"
      ),
      bad.output
    )
    XCTAssertEqual(bad.code, 1)

    let solution = try course.read("Solutions/Week1/SimpleCache.swift")
    let answer = solution.replacing("    entries[key] = value\n", with: "")
    try course.write(answer, to: stub)
    let record = ["mistake", "simple-cache", "--record", "Forgets", "--because", "So it goes."]
    let refused = try course.run(record + ["testANewCacheIsEmpty"])
    XCTAssert(refused.output.hasSuffix("Nothing was recorded.\n"), refused.output)
    XCTAssertEqual(refused.code, 1)
    XCTAssertEqual(try course.read(path), mistakes)

    let recorded = try course.run(record + ["testAnInsertedValueCanBeRead"])
    XCTAssert(recorded.output.hasSuffix("Recorded in \(path):14\n"), recorded.output)
    XCTAssertEqual(recorded.code, 0)
    XCTAssertEqual(
      try course.read(path),
      mistakes + """

        == Forgets
        caught by testAnInsertedValueCanBeRead
        So it goes.
        @@
        -    entries[key] = value

        """
    )
    XCTAssertEqual(try course.read(stub), answer)

    let again = try course.run(record + ["testAnInsertedValueCanBeRead"])
    XCTAssert(again.errors.contains("simple-cache has a mistake Forgets"), again.errors)
    XCTAssertEqual(again.code, 2)
  }
}
