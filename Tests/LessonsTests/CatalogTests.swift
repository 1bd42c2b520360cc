import Curriculum
import Grader
import XCTest

@testable import Lessons

final class CatalogTests: XCTestCase {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(self)
    let quizzes = Course.weeks.map { "course quiz \($0.number)" }.joined(separator: ", ")
    for (_, file) in Catalog.expected { try folder.write("# Page\n\n\(quizzes)", to: file) }
    return folder
  }

  private func problems(_ folder: TemporaryFolder) throws -> [String] {
    try Catalog(folder: folder.course).problems().map(\.description)
  }

  func testACatalogWithTheCurriculumsPagesHasNoProblem() throws {
    XCTAssertEqual(try problems(folder()), [])
  }

  func testTheCurriculumAsksForEveryLessonTheWeekAndItsDesign() {
    let names = Catalog.expected.map(\.name)
    for exercise in Course.exercises { XCTAssertTrue(names.contains(exercise.name)) }
    XCTAssertTrue(names.contains("Week1"))
    XCTAssertTrue(names.contains("Week1-Design"))
    for week in Course.weeks where week.exercises.isEmpty {
      XCTAssertFalse(names.contains(week.module), "a week that is not written has no page")
    }
    XCTAssertEqual(Set(names).count, names.count)
  }

  func testAMissingPageIsReported() throws {
    let folder = try folder()
    try folder.remove("\(Catalog.path)/Week1/Week1-Design.md")
    XCTAssertEqual(
      try problems(folder),
      ["\(Catalog.path)/Week1/Week1-Design.md: There is no such page."]
    )
  }

  func testAPageInTheWrongPlaceAndAStrayOneAreReported() throws {
    let folder = try folder()
    try folder.remove("\(Catalog.path)/HowToUse.md")
    try folder.write("# How", to: "\(Catalog.path)/Week1/HowToUse.md")
    try folder.write("# Notes", to: "\(Catalog.path)/Notes.md")
    XCTAssertEqual(
      try problems(folder),
      [
        "\(Catalog.path)/HowToUse.md: The page is at \(Catalog.path)/Week1/HowToUse.md instead.",
        "\(Catalog.path)/Notes.md: The curriculum knows no such page.",
      ]
    )
  }

  func testTwoPagesOfOneNameAreReported() throws {
    let folder = try folder()
    try folder.write("# Week", to: "\(Catalog.path)/Week2/Week1.md")
    XCTAssertEqual(
      try problems(folder),
      ["\(Catalog.path)/Week2/Week1.md: \(Catalog.path)/Week1/Week1.md has the same name."]
    )
  }

  func testAWeekThatForgetsItsQuizIsReported() throws {
    let folder = try folder()
    try folder.write("# Week", to: "\(Catalog.path)/Week1/Week1.md")
    XCTAssertEqual(
      try problems(folder),
      ["\(Catalog.path)/Week1/Week1.md: The page does not mention course quiz 1."]
    )
  }

  func testACourseWithoutPagesSaysWhatToDo() throws {
    let folder = try TemporaryFolder(self)
    XCTAssertThrowsError(try Catalog(folder: folder.course)) { error in
      XCTAssertEqual(
        "\(error)",
        "\(Catalog.path) cannot be read. Get it back from where you cloned the course."
      )
    }
  }
}
