import Curriculum
import Foundation
import XCTest

@testable import Audit

final class CheckListAuditTests: XCTestCase {
  private let path = "Tests/Week1Tests/SimpleCacheTests.swift"

  private func findings(adding text: String) throws -> (CourseCopy, [Finding]) {
    let course = try CourseCopy()
    try course.write(course.read(path) + text, to: path)
    return (course, try course.auditor().checkListFindings([course.exercise]).findings)
  }

  func testTheCheckerSeesWhatTheCompilerSees() throws {
    let more = "extension SimpleCacheTests { func testMore() async throws {} }\n"
    XCTAssertEqual(try findings(adding: more).1, [])
  }

  func testATestInAnotherClassIsNotRunByTheChecker() throws {
    let (course, found) = try findings(adding: "class Other: XCTestCase { func testMore() {} }\n")
    expectOnly(
      found,
      in: path,
      line: try course.line(of: "testMore", in: path),
      says: "testMore is in Other; the checker runs SimpleCacheTests alone"
    )
  }

  func testATestThatTheCheckerOverlooksIsNamed() throws {
    let (course, found) = try findings(
      adding: "typealias Same = SimpleCacheTests\nextension Same { func testMore() {} }\n"
    )
    expectOnly(
      found,
      in: path,
      line: try course.line(of: "testMore", in: path),
      says: "testMore is a test, but the checker does not see it"
    )
  }

  func testWhatIsNoTestIsNotRun() throws {
    let (course, found) = try findings(
      adding: "extension SimpleCacheTests { func testMore() -> Int { 1 } }\n"
    )
    expectOnly(
      found,
      in: path,
      line: try course.line(of: "testMore", in: path),
      says: "testMore is run by the checker, but it is not a test"
    )
  }

  func testChecksThatDoNotCompileNameTheLine() throws {
    let (course, found) = try findings(adding: "func helper() { oops }\n")
    expectOnly(
      found,
      in: path,
      line: try course.line(of: "oops", in: path),
      says: "does not compile with its solution",
      "cannot find 'oops'"
    )
  }

  func testAnExerciseWithoutChecksIsAFinding() throws {
    let course = try CourseCopy()
    try course.write("import XCTest\n", to: path)
    expectOnly(
      try course.auditor().checkListFindings([course.exercise]).findings,
      in: path,
      says: "holds no check in a class SimpleCacheTests"
    )
  }
}
