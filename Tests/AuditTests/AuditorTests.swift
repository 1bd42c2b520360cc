import Curriculum
import Foundation
import XCTest

@testable import Audit

/// Whole audits of one exercise, judged by its checks.
final class AuditorTests: XCTestCase {
  func testASoundExerciseHasNoFindingsAndEverySectionLooked() async throws {
    let course = try CourseCopy()
    var sections: [Auditor.Section] = []
    let findings = try await course.auditor().audit([course.exercise], commands: []) { _ in
    } finished: {
      sections.append($0)
    }
    XCTAssertEqual(findings, [])
    XCTAssertEqual(
      sections.map(\.title),
      ["Files", "Words", "Steps", "Interfaces", "Answers", "Check lists"]
    )
    XCTAssertEqual(
      sections.first { $0.title == "Answers" }?.scope,
      "stubs: 1, solutions: 1, mistakes: 3"
    )
  }

  func testAnExerciseNamedTwiceIsAuditedOnce() {
    let one = Course.exercises.prefix(1)
    let (exercises, findings) = Auditor.distinct(Array(one + one))
    XCTAssertEqual(exercises.map(\.id), one.map(\.id))
    XCTAssertEqual(findings.map(\.message), ["another exercise has the id simple-cache, too"])
  }

  func testNothingToAuditIsAFinding() {
    expectOnly(Auditor.distinct([]).findings, in: "Sources/Curriculum", says: "no exercise")
  }

  func testASolutionThatLosesALineFails() async throws {
    let course = try CourseCopy()
    let path = course.exercise.solutionPath
    try course.replace("    hits += 1\n", with: "", in: path)
    let line = try course.line(of: "expect(cache.hits, is: 2", in: course.exercise.checksPath)
    try await expectOnly(
      course.audit(),
      in: path,
      says: "and a solution passes all",
      "\(course.exercise.checksPath):\(line): testReadsCountAsHitsAndMisses",
      "expected  2",
      "actual    0"
    )
  }

  func testASolutionThatDoesNotCompileNamesTheLine() async throws {
    let course = try CourseCopy()
    let path = course.exercise.solutionPath
    let line = try course.line(of: "    return value", in: path)
    try course.replace("    return value", with: "    return valu", in: path)
    let findings = try await course.audit().filter { $0.message.contains("with its checks") }
    expectOnly(findings, in: path, line: line, says: "does not compile", "cannot find 'valu'")
  }

  func testASolvedStubIsNoStub() async throws {
    let course = try CourseCopy()
    let path = course.exercise.stubPath
    try course.write(course.read(course.exercise.solutionPath), to: path)
    let findings = try await course.audit()
    XCTAssertEqual(findings.map(\.file), [path, path])
    XCTAssertEqual(
      findings.map(\.message),
      [
        "is not the stub that Exercises/stubs.lock knows: put it back with course reset "
          + "simple-cache, or declare it with course audit --lock",
        "passes every check: it leaves the learner nothing to do",
      ]
    )
  }

  func testAMissingFileIsAFindingAndNothingElseIs() async throws {
    let exercise = try CourseCopy().exercise
    for path in [exercise.stubPath, exercise.solutionPath, exercise.checksPath] {
      let course = try CourseCopy()
      try course.remove(path)
      try await expectOnly(course.audit(), in: path, says: "is missing", "simple-cache needs its")
    }
  }
}
