import Curriculum
import Foundation
import Grader
import XCTest

@testable import Audit

final class FileAuditTests: XCTestCase {
  func testAnIdentifierAgreesWithItsName() throws {
    let course = try CourseCopy()
    let other = course.exercise.with(id: "plain-cache")
    expectOnly(
      try course.auditor().fileFindings(other),
      in: "Sources/Curriculum/Week1/SimpleCache.swift",
      says: "the id is plain-cache; of the name SimpleCache it would be simple-cache"
    )
  }

  func testIdentifiersAreNamesInSmallLetters() {
    let names = [
      "LRUCache": "lru-cache", "FIFOAndMRU": "fifo-and-mru", "SingleFlight": "single-flight",
      "HTTPCache": "http-cache", "Memoize": "memoize", "TwoLevelCache": "two-level-cache",
    ]
    for (name, id) in names { XCTAssertEqual(Auditor.id(of: name), id) }
    for exercise in Course.exercises { XCTAssertEqual(Auditor.id(of: exercise.name), exercise.id) }
  }

  func testEveryFileOfAnExerciseIsThere() throws {
    let course = try CourseCopy()
    let lost = course.exercise.with(name: "LostCache", id: "lost-cache")
    let findings = try course.auditor().fileFindings(lost)
    XCTAssertEqual(
      findings.map(\.description),
      [
        "Sources/Curriculum/Week1/LostCache.swift: is missing: lost-cache needs its title and hints "
          + "here",
        "Exercises/Week1/LostCache.swift: is missing: lost-cache needs its stub here",
        "Solutions/Week1/LostCache.swift: is missing: lost-cache needs its solution here",
        "Tests/Week1Tests/LostCacheTests.swift: is missing: lost-cache needs its checks here",
        "Docs/CacheCourse.docc/Week1/LostCache.md: is missing: lost-cache needs its lesson here",
      ]
    )
  }

  func testAStubThatWasEditedIsNotLocked() throws {
    let course = try CourseCopy()
    try course.write(course.read(course.exercise.stubPath) + "\n", to: course.exercise.stubPath)
    expectOnly(
      try course.auditor().fileFindings(course.exercise),
      in: course.exercise.stubPath,
      says: "is not the stub that Exercises/stubs.lock knows"
    )
  }

  func testStrayFilesAreFoundWhereverTheyLie() throws {
    let course = try CourseCopy()
    XCTAssertEqual(try course.auditor().strayFiles(), [])
    let strays = [
      "Exercises/Week1/Old.swift", "Exercises/Week7", "Solutions/notes.txt",
      "Tests/Week1Tests/Extra.swift", "Tests/WrongAnswers/Week1/Old.mistakes",
    ]
    for path in strays { try course.write("", to: path) }
    let findings = try course.auditor().strayFiles()
    XCTAssertEqual(findings.map(\.file).sorted(), strays)
    XCTAssertEqual(Set(findings.map(\.message)), ["belongs to no exercise of the curriculum"])
  }

  func testAMistakeThatIsAWholeFileIsASwiftFile() throws {
    let course = try CourseCopy()
    let path = "\(course.exercise.wrongAnswersPath)/ideas.txt"
    try course.write("", to: path)
    expectOnly(
      try course.auditor().fileFindings(course.exercise),
      in: path,
      says: "is no Swift file"
    )
  }

  func testTheLockKnowsNoOtherFiles() throws {
    let course = try CourseCopy()
    try course.write(
      course.read(Stubs.lock) + "0123  Exercises/Week1/Old.swift\n",
      to: Stubs.lock
    )
    expectOnly(
      try course.auditor().strayFiles(),
      in: Stubs.lock,
      line: 2,
      says: "Exercises/Week1/Old.swift is no stub of the curriculum"
    )
  }
}
