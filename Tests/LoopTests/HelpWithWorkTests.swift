import Curriculum
import Foundation
import Grader
import ProgramSupport
import XCTest

/// `hint`, `solution`, `reset` and the checks that need no compiler.
final class HelpWithWorkTests: XCTestCase {
  func testHintsClimbTheLadderAndThenRepeatIt() throws {
    let course = try CourseProcess(for: self)
    for rung in ["1", "2", "3"] {
      let ending = try course.run("hint", "ttl-cache")
      XCTAssertEqual(ending.code, 0)
      XCTAssertTrue(ending.output.hasPrefix("ttl-cache  hint \(rung) of 3\n"), ending.output)
      XCTAssertEqual(ending.output.components(separatedBy: "hint ").count, 2, ending.output)
    }
    let all = try course.run("hint", "ttl-cache").output
    for rung in ["1", "2", "3"] { XCTAssertTrue(all.contains("hint \(rung) of 3\n"), all) }
    XCTAssertTrue(try course.run("hint", "lru-cache").output.contains("hint 1 of 3"))
  }

  func testTheSolutionIsShownAfterAPassOrAPlainYes() throws {
    let course = try CourseProcess(for: self)
    let reference = try String(
      contentsOfFile: course.folder.path("Solutions/Week1/SimpleCache.swift"),
      encoding: .utf8
    )
    let insisted = try course.run("solution", "simple-cache", "--yes")
    XCTAssertEqual(insisted.code, 0)
    XCTAssertEqual(insisted.output, "Solutions/Week1/SimpleCache.swift\n\n\(reference)")

    XCTAssertEqual(try course.run("solution", "simple-cache").code, 2)
    try course.edit("simple-cache", reference)
    try course.mark("simple-cache", .passed, passed: 6, of: 6)
    XCTAssertEqual(try course.run("solution", "simple-cache").output, insisted.output)
    XCTAssertEqual(
      try course.run("solution", "simple-cache", "--diff").output,
      "Your file and the reference are the same, line for line.\n"
    )
    try course.edit("simple-cache", "// tidied up after the pass\n" + reference)
    XCTAssertEqual(try course.run("solution", "simple-cache").output, insisted.output)
  }

  func testTheDifferenceNamesBothFiles() throws {
    let course = try CourseProcess(for: self)
    let difference = try course.run("solution", "simple-cache", "--diff", "--yes").output
    XCTAssertTrue(
      difference.hasPrefix(
        "--- Exercises/Week1/SimpleCache.swift\n+++ Solutions/Week1/SimpleCache.swift\n@@ -"
      ),
      difference
    )
  }

  func testALostFileComesBackWithoutGitAfterTheFirstLookAround() throws {
    let course = try CourseProcess(for: self)
    let path = course.folder.path("Exercises/Week1/SimpleCache.swift")
    let stub = try Data(contentsOf: URL(filePath: path))
    XCTAssertEqual(try course.run().code, 0)
    try FileManager.default.removeItem(atPath: path)
    let difference = try course.run("solution", "simple-cache", "--diff", "--yes")
    XCTAssertEqual(difference.code, 3)
    XCTAssertTrue(
      difference.errors.hasSuffix("Type course reset simple-cache to get it back.\n"),
      difference.errors
    )
    XCTAssertEqual(try course.run("reset", "simple-cache").code, 0)
    XCTAssertEqual(try Data(contentsOf: URL(filePath: path)), stub)
  }

  func testResetKeepsWhatWasThere() throws {
    let course = try CourseProcess(for: self)
    let path = "Exercises/Week1/SimpleCache.swift"
    let stub = try String(contentsOfFile: course.folder.path(path), encoding: .utf8)
    let already = try course.run("reset", "simple-cache", "--yes")
    XCTAssertEqual(already.code, 0)
    XCTAssertEqual(already.output, "\(path) is the stub already.\n")

    let exercise = try XCTUnwrap(Course.exercise("simple-cache"))
    try Stubs(folder: course.folder).keepCopies(of: [exercise])
    try course.edit("simple-cache", "// mine\n")
    let unasked = try course.run("reset", "simple-cache")
    XCTAssertEqual(unasked.code, 2)
    XCTAssertTrue(unasked.errors.hasSuffix("Add --yes.\n"), unasked.errors)

    let reset = try course.run("reset", "simple-cache", "--yes")
    XCTAssertEqual(reset.code, 0)
    XCTAssertEqual(
      try String(contentsOfFile: course.folder.path(path), encoding: .utf8),
      stub
    )
    let name = try XCTUnwrap(
      reset.output.firstMatch(of: /What was there is kept in (\S+)\n/)?.output.1
    )
    XCTAssertEqual(
      try String(contentsOfFile: course.folder.path(String(name)), encoding: .utf8),
      "// mine\n"
    )
  }
}
