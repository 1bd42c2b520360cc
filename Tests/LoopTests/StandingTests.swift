import Curriculum
import Foundation
import Grader
import ProgramSupport
import XCTest

@testable import Loop

final class StandingTests: XCTestCase {
  private let count = Course.weeks[0].exercises.count

  func testAFreshCloneShowsTheRoadAndTheFirstExercise() throws {
    let ending = try CourseProcess(for: self).run()
    XCTAssertEqual(ending.code, 0)
    let lines = ending.output.split(separator: "\n").map(String.init)
    XCTAssertEqual(lines.first, Course.title)
    XCTAssertTrue(lines[1].hasSuffix("────────────────────────  0 of \(count)"), lines[1])
    for week in Course.weeks where week.exercises.isEmpty {
      XCTAssertTrue(
        lines.contains { $0.contains(week.title) && $0.hasSuffix("not written yet") },
        week.title
      )
    }
    XCTAssertTrue(ending.output.contains("  file    Exercises/Week1/SimpleCache.swift\n"))
    XCTAssertTrue(ending.output.contains("  lesson  course lesson simple-cache\n"))
    XCTAssertTrue(ending.output.contains("  last    not started\n"))
  }

  func testAMarkCountsWhileTheFileIsWhatWasChecked() throws {
    let course = try CourseProcess(for: self)
    try course.edit("simple-cache", "// solved\n")
    try course.mark("simple-cache", .passed, passed: 6, of: 6)
    try course.edit("ttl-cache", "// half way\n")
    try course.mark("ttl-cache", .fails, passed: 4, of: 6)
    let before = try course.run().output
    XCTAssertTrue(before.contains("1 of \(count)"), before)
    XCTAssertTrue(before.contains("  file    Exercises/Week1/TTLCache.swift\n"), before)
    XCTAssertTrue(before.contains("  last    fails 2 of 6\n"), before)

    try course.edit("ttl-cache", "// further\n")
    let edited = try course.run().output
    XCTAssertTrue(edited.contains("  last    fails 2 of 6; edited since the last check\n"), edited)

    try course.edit("simple-cache", "// broken again\n")
    let undone = try course.run().output
    XCTAssertTrue(undone.contains("0 of \(count)"), undone)
    XCTAssertTrue(undone.contains("  file    Exercises/Week1/SimpleCache.swift\n"), undone)
    XCTAssertTrue(undone.contains("passed; edited since the last check\n"), undone)
  }

  func testAFileThatIsMissingIsSaidToBe() throws {
    let course = try CourseProcess(for: self)
    let path = course.folder.path("Exercises/Week1/SimpleCache.swift")
    try FileManager.default.removeItem(atPath: path)
    let ending = try course.run()
    XCTAssertEqual(ending.code, 0)
    XCTAssertTrue(ending.output.contains("  last    the file is missing\n"), ending.output)
    XCTAssertTrue(ending.output.contains("Type course reset simple-cache"), ending.output)
  }

  func testWhenAllIsPassedTheQuizIsWhatRemains() throws {
    let course = try CourseProcess(for: self)
    for exercise in Course.exercises {
      try course.edit(exercise.id, "// solved\n")
      try course.mark(exercise.id, .passed, passed: 1, of: 1)
    }
    let ending = try course.run()
    XCTAssertTrue(ending.output.contains("Every exercise that is written so far is passed."))
    XCTAssertTrue(ending.output.contains("Its quiz: course quiz 1"), ending.output)
    let check = try course.run("check")
    XCTAssertEqual(check.code, 0)
    XCTAssertEqual(
      check.output,
      "Every exercise is passed. To check them again: course check --all\n"
    )
  }

  func testTheListNamesEveryExerciseWithItsState() throws {
    let course = try CourseProcess(for: self)
    try course.edit("lru-cache", "// begun\n")
    let text = try course.run("list").output
    XCTAssertTrue(text.contains("  ~ lru-cache "), text)
    XCTAssertTrue(text.contains("edited, not checked yet\n"), text)
    XCTAssertTrue(text.contains("Week 6  Project"), text)
    for exercise in Course.exercises { XCTAssertTrue(text.contains(" \(exercise.id) "), text) }
    XCTAssertFalse(text.split(separator: "\n").contains { $0.count > 80 })

    let week = try course.run("list", "--week", "2").output
    XCTAssertTrue(week.hasPrefix("Week 2  Strategies and pitfalls"), week)
    XCTAssertFalse(week.contains("Week 1"), week)
  }

  func testTheListIsTheSameAsJSON() throws {
    struct Listing: Decodable {
      struct Week: Decodable {
        let number: Int
        let exercises: [Entry]
      }
      struct Entry: Decodable {
        let id: String
        let state: String
        let isPassed: Bool
        let file: String
      }
      let weeks: [Week]
    }
    let course = try CourseProcess(for: self)
    try course.edit("simple-cache", "// solved\n")
    try course.mark("simple-cache", .passed, passed: 6, of: 6)
    let ending = try course.run("list", "--json")
    let listing = try JSONDecoder().decode(Listing.self, from: Data(ending.output.utf8))
    XCTAssertEqual(listing.weeks.map(\.number), Course.weeks.map(\.number))
    let entries = listing.weeks.flatMap(\.exercises)
    XCTAssertEqual(entries.map(\.id), Course.exercises.map(\.id))
    XCTAssertEqual(entries.map(\.file), Course.exercises.map(\.stubPath))
    XCTAssertEqual(entries.filter(\.isPassed).map(\.id), ["simple-cache"])
    XCTAssertEqual(Set(entries.dropFirst().map(\.state)), ["not started"])
  }
}
