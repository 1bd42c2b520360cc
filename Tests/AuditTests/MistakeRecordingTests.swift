import Curriculum
import Foundation
import Grader
import XCTest

@testable import Audit

final class MistakeRecordingTests: XCTestCase {
  private let path = "Tests/WrongAnswers/Week1/SimpleCache.mistakes"
  private let solution = "Solutions/Week1/SimpleCache.swift"
  private let stub = "Exercises/Week1/SimpleCache.swift"

  /// The exercise's file holds the solution, with a change.
  private func course(_ part: String, _ other: String) throws -> CourseCopy {
    let course = try CourseCopy()
    let text = try course.read(solution)
    XCTAssertEqual(text.ranges(of: part).count, 1, part)
    try course.write(text.replacing(part, with: other), to: stub)
    return course
  }

  private func record(
    _ course: CourseCopy,
    _ name: String,
    _ check: String = "testAnInsertedValueCanBeRead",
    because sentence: String = "An insert was taken for a look."
  ) throws -> MistakeBank.Recording {
    let checks = try Checker(folder: course.folder).checkNames(of: course.exercise)
    return try MistakeBank(folder: course.folder).recording(
      of: course.exercise,
      name: name,
      check: check,
      because: sentence,
      checks: checks
    )
  }

  func testTheDifferenceIsAppendedAsHunks() throws {
    let course = try course("    entries[key] = value\n", "")
    let sentence =
      "An insert was taken for a look, which it is not: so it goes, on and on and on, until the line "
      + "is full."
    let recording = try record(course, "InsertsNothing", because: sentence)
    XCTAssertEqual(try course.read(path), CourseCopy.mistakes, "it was written before it was tried")
    try MistakeBank(folder: course.folder).write(recording)
    XCTAssertEqual(
      try course.read(path),
      CourseCopy.mistakes + """

        == InsertsNothing
        caught by testAnInsertedValueCanBeRead
        An insert was taken for a look, which it is not: so it goes, on and on and on, until the line is
        full.
        @@
        -    entries[key] = value

        """
    )
    let (mistakes, problems) = MistakeBank(folder: course.folder).read(course.exercise)
    XCTAssertEqual(problems, [])
    XCTAssertEqual(mistakes.last?.sentence, sentence)
  }

  func testTheFirstMistakeMakesTheFile() throws {
    let course = try course("    entries[key] = value\n", "")
    try course.remove(path)
    try MistakeBank(folder: course.folder).write(record(course, "InsertsNothing"))
    XCTAssert(try course.read(path).hasPrefix("== InsertsNothing\ncaught by"))
  }

  func testTheExercisesFileIsNotTouched() throws {
    let course = try course("    entries[key] = value\n", "")
    let before = try course.read(stub)
    try MistakeBank(folder: course.folder).write(record(course, "InsertsNothing"))
    XCTAssertEqual(try course.read(stub), before)
  }

  func testWhatCannotBeRecordedIsRefusedWithTheReason() throws {
    let course = try course("    entries[key] = value\n", "")
    let cases = [
      ("NilIsAMiss", "testAnInsertedValueCanBeRead", "simple-cache has a mistake NilIsAMiss"),
      ("no name", "testAnInsertedValueCanBeRead", "\"no name\" is no name for a mistake"),
      ("InsertsNothing", "testNothing", "testNothing is no check of SimpleCacheTests"),
    ]
    for (name, check, words) in cases {
      XCTAssertThrowsError(try record(course, name, check)) { error in
        XCTAssert("\(error)".hasPrefix(words), "\(error)")
      }
    }
    let same = try self.course("    entries[key] = value\n", "    entries[key] = value\n")
    XCTAssertThrowsError(try record(same, "InsertsNothing")) { error in
      XCTAssertEqual(
        "\(error)",
        "\(stub) is the solution, line for line. Make the mistake there first."
      )
    }
    XCTAssertEqual(try course.read(path), CourseCopy.mistakes)
  }

  func testAFileThatIsNotInOrderIsNotAddedTo() throws {
    let course = try course("    entries[key] = value\n", "")
    try course.replace("caught by testACachedNilIsAnEntry\n", with: "", in: path)
    XCTAssertThrowsError(try record(course, "InsertsNothing")) { error in
      XCTAssert("\(error)".contains("\(path):1: NilIsAMiss: it does not say"), "\(error)")
    }
  }

  func testATrialShowsWhatALearnerSeesAndWhetherTheCheckCatchesIt() throws {
    let course = try course(
      "    entries[key] = value\n",
      "    assert(count < 0, \"caught by an assertion\")\n"
    )
    let good = try record(course, "InsertsNothing").mistake
    let trial = try XCTUnwrap(course.auditor().trial(of: good, in: course.exercise).trial)
    XCTAssertNil(trial.finding)
    XCTAssertEqual(trial.learnersVerdict.outcome, .crashed, "a learner's assertions are on")
    XCTAssertEqual(trial.learnersVerdict.checks.count, 12)

    let bad = try record(course, "InsertsNothing", "testANewCacheIsEmpty").mistake
    let finding = try XCTUnwrap(
      course.auditor().trial(of: bad, in: course.exercise).trial?.finding
    )
    XCTAssertEqual(finding.file, path)
    XCTAssert(
      finding.message.hasPrefix(
        "InsertsNothing: testANewCacheIsEmpty passes with it; caught by testAnInsertedValueCanBeRead"
      ),
      finding.message
    )
  }

  func testAMistakeThatDoesNotFitIsNotTried() throws {
    let course = try CourseCopy()
    try course.replace("    entries.removeAll()\n", with: "    entries = [:]\n", in: solution)
    let mistakes = MistakeBank(folder: course.folder).read(course.exercise).mistakes
    let last = try XCTUnwrap(mistakes.last)
    let (trial, problems) = try course.auditor().trial(of: last, in: course.exercise)
    XCTAssertNil(trial)
    XCTAssertEqual(problems.map(\.mistake), ["RemoveAllForgets"])
  }
}
