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

  /// Writes what stands for the built tests: a program that lists them.
  private func build(listing tests: [String], in course: CourseCopy) throws {
    let bundle = ".build/debug/CacheCoursePackageTests.xctest"
    let lines = tests.map { "echo Week1Tests.\($0)" }
    try course.write("#!/bin/sh\n" + lines.joined(separator: "\n") + "\n", to: bundle)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755, .modificationDate: Date.now + 60],
      ofItemAtPath: course.folder.path(bundle)
    )
  }

  func testWhereTheTestsAreBuiltTheyAreAsked() throws {
    let course = try CourseCopy()
    let auditor = try course.auditor()
    let checks = try auditor.checker.checkNames(of: course.exercise)
    try build(listing: checks.map { "SimpleCacheTests/\($0)" }, in: course)
    let whole = try auditor.checkListFindings([course.exercise])
    XCTAssertEqual(whole.findings, [])
    XCTAssertEqual(whole.scope, "held against what swift test runs: 1, what the compiler sees: 0")

    try build(
      listing: checks.dropFirst().map { "SimpleCacheTests/\($0)" } + ["SimpleCacheTests/testMore"],
      in: course
    )
    let first = try XCTUnwrap(checks.first)
    XCTAssertEqual(
      try auditor.checkListFindings([course.exercise]).findings.map(\.message),
      [
        "\(first) is run by the checker and not by swift test",
        "testMore is run by swift test and not by the checker",
      ]
    )
  }

  func testABuiltTestInAnotherClassIsNotRunByTheChecker() throws {
    let course = try CourseCopy()
    try course.write(
      course.read(path) + "class Other: XCTestCase { func testMore() {} }\n",
      to: path
    )
    let auditor = try course.auditor()
    let checks = try auditor.checker.checkNames(of: course.exercise)
    let listed = checks.map { "SimpleCacheTests/\($0)" }
    try build(listing: listed + ["Other/testMore", "TTLCacheTests/testMore"], in: course)
    expectOnly(
      try auditor.checkListFindings([course.exercise]).findings,
      in: path,
      line: try course.line(of: "testMore", in: path),
      says: "testMore is in Other; the checker runs SimpleCacheTests alone"
    )
  }

  func testChecksThatAreNewerThanTheBuildAreCompiled() throws {
    let course = try CourseCopy()
    try build(listing: [], in: course)
    try FileManager.default.setAttributes(
      [.modificationDate: Date.now + 120],
      ofItemAtPath: course.folder.path(path)
    )
    let found = try course.auditor().checkListFindings([course.exercise])
    XCTAssertEqual(found.findings, [])
    XCTAssertEqual(found.scope, "held against what swift test runs: 0, what the compiler sees: 1")
  }
}
