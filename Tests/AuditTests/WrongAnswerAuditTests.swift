import Curriculum
import Foundation
import XCTest

@testable import Audit

final class WrongAnswerAuditTests: XCTestCase {
  /// A course that has only the wrong answers named here, so that few are judged.
  private func course(_ change: (CourseCopy, String) throws -> Void) throws -> [Finding] {
    let course = try CourseCopy()
    let place = course.exercise.wrongAnswersPath
    for name in try course.auditor().names(in: place)
    where !["NilIsAMiss.swift", "ContainsCounts.swift", "RemovingCounts.swift"].contains(name) {
      try course.remove("\(place)/\(name)")
    }
    try change(course, "\(place)/NilIsAMiss.swift")
    return try course.auditor().answerFindings([course.exercise]) { _ in }.findings
  }

  private let path = "Tests/WrongAnswers/Week1/SimpleCache/NilIsAMiss.swift"

  func testThreeThatAreCaughtAreEnough() throws {
    XCTAssertEqual(try course { _, _ in }, [])
  }

  func testTwoAreTooFew() throws {
    let findings = try course { course, file in try course.remove(file) }
    expectOnly(
      findings,
      in: "Tests/WrongAnswers/Week1/SimpleCache",
      says: "holds 2 wrong answers; at least 3 are needed"
    )
  }

  func testTheSolutionInItsPlacePassesEveryCheck() throws {
    let bare = try course { course, file in
      try course.write(course.read(course.exercise.solutionPath), to: file)
    }
    expectOnly(bare, in: path, says: "passes every check, so it is no wrong answer")
    let labelled = try course { course, file in
      let head = "// Caught by: testACachedNilIsAnEntry\n// The mistake: none\n"
      try course.write(head + course.read(course.exercise.solutionPath), to: file)
    }
    expectOnly(
      labelled,
      in: path,
      says: "passes every check, so it is no wrong answer; testACachedNilIsAnEntry was to catch it"
    )
  }

  func testItNamesTheCheckThatCatchesItAndItsMistake() throws {
    let changes: [(String, String, Int, String)] = [
      ("// Caught by: testACachedNilIsAnEntry\n", "", 1, "must begin with \"// Caught by: \""),
      ("// Caught by: testACachedNilIsAnEntry", "// Caught by: ", 1, "must begin with"),
      ("// The mistake: ", "// It is wrong: ", 2, "must say \"// The mistake: \""),
      (
        "testACachedNilIsAnEntry", "testACachedNil", 1,
        "testACachedNil is no check of SimpleCacheTests; caught by testACachedNilIsAnEntry"
      ),
      (
        "testACachedNilIsAnEntry", "testANewCacheIsEmpty", 1,
        "testANewCacheIsEmpty passes with it; caught by testACachedNilIsAnEntry"
      ),
    ]
    for (part, other, line, words) in changes {
      let findings = try course { course, file in try course.replace(part, with: other, in: file) }
      expectOnly(findings, in: path, line: line, says: words)
    }
  }

  func testItCompiles() throws {
    var line = 0
    let findings = try course { course, file in
      try course.replace("public init() {}", with: "public init() { oops }", in: file)
      line = try course.line(of: "oops", in: file)
    }
    expectOnly(
      findings,
      in: path,
      line: line,
      says: "does not compile with its checks",
      "cannot find 'oops'"
    )
  }

  func testACrashInTheNamedCheckCatchesIt() throws {
    let findings = try course { course, file in
      try course.write(
        """
        // Caught by: testRemovingAllKeepsTheCounts
        // The mistake: it gives up.

        \(try course.read(course.exercise.solutionPath).replacing(
          "entries.removeAll()", with: "fatalError()"))
        """,
        to: file
      )
    }
    XCTAssertEqual(findings, [])
  }
}
