import Curriculum
import Foundation
import XCTest

@testable import Audit

final class WordAuditTests: XCTestCase {
  private let place = "Sources/Curriculum/Week1/SimpleCache.swift"
  private let lesson = "Docs/CacheCourse.docc/Week1/SimpleCache.md"

  func testTheCourseHasItsWords() throws {
    let auditor = try CourseCopy().auditor()
    XCTAssertEqual(Course.exercises.flatMap(auditor.wordFindings), [])
  }

  func testAHintIsNeitherEmptyNorShortNorSaidTwice() throws {
    let course = try CourseCopy()
    let old = course.exercise.hints
    let changes: [(Hints, String, String)] = [
      (
        Hints(nudge: " \n", concept: old.concept, almostCode: old.almostCode), "nudge:",
        "hint 1 of 3, the nudge, is empty"
      ),
      (
        Hints(nudge: old.nudge, concept: "Think.", almostCode: old.almostCode), "concept:",
        "hint 2 of 3, the concept, is too short to help: \"Think.\""
      ),
      (
        Hints(nudge: old.nudge, concept: old.concept, almostCode: old.nudge), "almostCode:",
        "hint 3 of 3, the almostCode, says the same as one before it"
      ),
    ]
    for (hints, label, words) in changes {
      expectOnly(
        try course.auditor().wordFindings(course.exercise.with(hints: hints)),
        in: place,
        line: try course.line(of: label, in: place),
        says: words
      )
    }
  }

  func testADemoExistsOrIsReasonedAway() throws {
    let course = try CourseCopy()
    let line = try course.line(of: "demo:", in: place)
    let auditor = try course.auditor()
    expectOnly(
      auditor.wordFindings(course.exercise.with(demo: .demo("opera"))),
      in: place,
      line: line,
      says: "there is no demo \"opera\""
    )
    expectOnly(
      auditor.wordFindings(course.exercise.with(demo: .none(because: " "))),
      in: place,
      line: line,
      says: "no demo, and no reason for none"
    )
    XCTAssertEqual(
      auditor.wordFindings(course.exercise.with(demo: .none(because: "It shows nothing."))),
      []
    )
  }

  func testALessonThatLosesASectionIsNotWhole() throws {
    let course = try CourseCopy()
    try course.copyAgain("Docs")
    let text = try course.read(lesson)
    let start = try XCTUnwrap(text.range(of: "## Invariants\n")).lowerBound
    let end = try XCTUnwrap(text.range(of: "## Predict before you code\n")).lowerBound
    try course.write(String(text[..<start] + text[end...]), to: lesson)
    expectOnly(
      try course.auditor().wordFindings(course.exercise),
      in: lesson,
      line: try course.line(of: "## Predict before you code", in: lesson),
      says: "The section \"Invariants\" is missing before this line."
    )
  }
}
