import Curriculum
import Foundation
import Grader
import XCTest

@testable import Audit

final class MistakeAuditTests: XCTestCase {
  /// What the audit has against the mistakes after a change to them, or to anything else.
  private func findings(_ change: (CourseCopy) throws -> Void) throws -> [Finding] {
    let course = try CourseCopy()
    try change(course)
    return try course.auditor().answerFindings([course.exercise]) { _ in }.findings
  }

  private func findings(replacing part: String, with other: String) throws -> [Finding] {
    try findings { try $0.replace(part, with: other, in: path) }
  }

  private func line(of part: String) throws -> Int { try CourseCopy().line(of: part, in: path) }

  private let path = "Tests/WrongAnswers/Week1/SimpleCache.mistakes"
  private let wholeFile = "Tests/WrongAnswers/Week1/SimpleCache/Constant.swift"

  func testThreeThatAreCaughtAreEnough() throws {
    XCTAssertEqual(try findings { _ in }, [])
  }

  func testTwoAreTooFewAndNoneIsNotEnough() throws {
    let end = "\n== RemoveAllForgets"
    let fewer = try findings { course in
      let text = try course.read(path)
      let start = try XCTUnwrap(text.firstRange(of: end)).lowerBound
      try course.write(String(text[..<start]), to: path)
    }
    expectOnly(fewer, in: path, says: "simple-cache has 2 mistakes; at least 3 are needed")
    let none = try findings { try $0.remove(path) }
    expectOnly(none, in: path, says: "simple-cache has 0 mistakes")
  }

  func testAMistakeThatIsMalformedIsAFindingAndTheOthersAreJudged() throws {
    let found = try findings(replacing: "caught by testACachedNilIsAnEntry\n", with: "")
    XCTAssertEqual(found.map(\.file), [path, path])
    XCTAssertEqual(found.map(\.line), [1, nil])
    XCTAssertEqual(
      found.map(\.message),
      [
        "NilIsAMiss: it does not say \"caught by\" and the name of a check",
        "simple-cache has 2 mistakes; at least 3 are needed",
      ]
    )
  }

  func testASolutionThatWasEditedIsFoundOutByTheHunksThatFitNoMore() throws {
    let found = try findings { course in
      try course.replace(
        "    entries.removeValue(forKey: key)\n",
        with: "    return entries.removeValue(forKey: key)\n",
        in: course.exercise.solutionPath
      )
    }
    let after = try CourseCopy().line(
      of: "func remove(",
      in: "Solutions/Week1/SimpleCache.swift"
    )
    expectOnly(
      found,
      in: path,
      line: try line(of: "  public mutating func remove") - 1,
      says: "RemovingCounts: the hunk does not fit the solution: after line \(after) it wants "
        + "\"    entries.removeValue(forKey: key)\", and there is "
        + "\"    return entries.removeValue(forKey: key)\""
    )
  }

  func testAMistakeThatEveryCheckPassesIsNone() throws {
    expectOnly(
      try findings(replacing: "\"\\(value)\" != \"nil\"", with: "hits >= 0"),
      in: path,
      line: 1,
      says: "NilIsAMiss: it passes every check, so it is no mistake; "
        + "testACachedNilIsAnEntry was to catch it"
    )
  }

  func testTheCheckThatItNamesCatchesIt() throws {
    let changes = [
      (
        "testACachedNil",
        "testACachedNil is no check of SimpleCacheTests; caught by testACachedNilIsAnEntry"
      ),
      (
        "testANewCacheIsEmpty",
        "testANewCacheIsEmpty passes with it; caught by testACachedNilIsAnEntry"
      ),
    ]
    for (name, words) in changes {
      expectOnly(
        try findings(replacing: "testACachedNilIsAnEntry", with: name),
        in: path,
        line: 2,
        says: "NilIsAMiss: \(words)"
      )
    }
  }

  func testWhatDoesNotCompileIsFoundInTheFileOfMistakes() throws {
    let old = "    hits += 1\n+    return entries.removeValue"
    let found = try findings(replacing: "+\(old)", with: "+\(old.replacing("hits", with: "oops"))")
    let line = try line(of: "hits += 1")
    expectOnly(
      found,
      in: path,
      line: line,
      says: "RemovingCounts: it does not compile with its checks",
      "\(path):\(line):6: error: cannot find 'oops' in scope"
    )
    XCTAssertFalse(found.description.contains("SimpleCache.swift"), "\(found)")
  }

  func testAnErrorInTheSolutionsPartIsToldAtTheMistake() throws {
    let found = try findings { course in
      try course.replace(
        "+    (hits, misses) = (0, 0)",
        with: "+    (hits, misses) = (0, 0)\n@@\n-  private var entries: [Key: Value] = [:]",
        in: path
      )
    }
    expectOnly(
      found,
      in: path,
      line: try line(of: "== RemoveAllForgets"),
      says: "Solutions/Week1/SimpleCache.swift:",
      "cannot find 'entries' in scope"
    )
  }

  func testTwoMistakesThatMakeTheSameOfTheSolutionAreOne() throws {
    let found = try findings { course in
      let text = try course.read(path)
      let again = text.replacing("== ", with: "== Another")
      let start = try XCTUnwrap(again.firstRange(of: "\n== AnotherRemovingCounts")).lowerBound
      try course.write(text + "\n" + again[..<start], to: path)
    }
    expectOnly(
      found,
      in: path,
      line: CourseCopy.mistakes.split(separator: "\n", omittingEmptySubsequences: false).count
        + 1,
      says: "AnotherNilIsAMiss: it makes the same of the solution as NilIsAMiss"
    )
  }

  func testAMistakeMayBeAWholeFile() throws {
    let header = """
      // Caught by: testAnInsertedValueCanBeRead
      // The mistake: it has nothing and says so.

      """
    func course(_ header: String) throws -> [Finding] {
      try findings { course in
        let text = try course.read(course.exercise.solutionPath)
          .replacing("    entries[key] = value\n", with: "")
        try course.write(header + text, to: wholeFile)
      }
    }
    XCTAssertEqual(try course(header), [])
    let bare = try course("")
    XCTAssertEqual(bare.map(\.file), [wholeFile, wholeFile])
    XCTAssertEqual(bare.map(\.line), [1, 2])
    expectOnly(
      try course(header.replacing("InsertedValueCanBeRead", with: "Error")),
      in: wholeFile,
      line: 1,
      says: "Constant: testAnError is no check of SimpleCacheTests"
    )
  }

  func testAWholeFileDoesNotTakeTheNameOfAnother() throws {
    let found = try findings { course in
      try course.write(
        "// Caught by: testA\n// The mistake: b\n",
        to: wholeFile.replacing("Constant", with: "NilIsAMiss")
      )
    }
    expectOnly(
      found,
      in: wholeFile.replacing("Constant", with: "NilIsAMiss"),
      line: 1,
      says: "another mistake has this name"
    )
  }

  func testACrashInTheNamedCheckCatchesIt() throws {
    XCTAssertEqual(
      try findings(
        replacing: "+    (hits, misses) = (0, 0)",
        with: "+    fatalError(\"it gives up\")"
      ),
      []
    )
  }

  /// What a solution asserts must not be what catches a mistake: a learner's answer asserts nothing.
  func testAnAssertionDoesNotCatchAMistakeAndAPreconditionDoes() throws {
    for (call, isCaught) in [("assert", false), ("precondition", true)] {
      let found = try findings(
        replacing: "+    (hits, misses) = (0, 0)",
        with: "+    \(call)(hits < 0, \"no cache has fewer\")"
      )
      guard !isCaught else {
        XCTAssertEqual(found, [])
        continue
      }
      expectOnly(
        found,
        in: path,
        line: try line(of: "== RemoveAllForgets"),
        says: "it passes every check"
      )
    }
  }

  func testNothingIsWrittenIntoTheCourse() throws {
    let course = try CourseCopy()
    let before = try FileManager.default.subpathsOfDirectory(atPath: course.folder.root).sorted()
    _ = try course.auditor().answerFindings([course.exercise]) { _ in }
    let after = try FileManager.default.subpathsOfDirectory(atPath: course.folder.root).sorted()
    XCTAssertEqual(after, before)
  }
}
