import Curriculum
import Grader
import XCTest

@testable import Lessons

final class LessonSectionsTests: XCTestCase {
  private let complete =
    "# Title\n\nAbstract.\n"
    + LessonSections.required.map { "\n## \($0)\n\nText.\n" }.joined()

  private func problems(_ text: String) -> [String] {
    LessonSections.problems(in: text, file: "L.md").map(\.description)
  }

  func testALessonWithEverySectionHasNoProblem() {
    XCTAssertEqual(problems(complete), [])
  }

  func testAMissingSectionIsReportedWhereItShouldBe() {
    let text = complete.replacing("## The idea\n\nText.\n\n", with: "")
    XCTAssertEqual(
      problems(text),
      ["L.md:13: The section \"The idea\" is missing before this line."]
    )
  }

  func testAMissingLastSectionIsReportedAtTheEnd() {
    let text = complete.replacing("\n## Go further\n\nText.\n", with: "")
    XCTAssertEqual(problems(text), ["L.md:36: The section \"Go further\" is missing."])
  }

  func testAnEmptySectionIsReportedAtItsHeading() {
    let text = complete.replacing("## Invariants\n\nText.\n", with: "## Invariants\n  \n")
    XCTAssertEqual(problems(text), ["L.md:17: The section \"Invariants\" is empty."])
  }

  func testSectionsInTheWrongOrderAreReported() {
    let text = complete.replacing("## Checkpoint", with: "## X")
      .replacing("## The task", with: "## Checkpoint").replacing("## X", with: "## The task")
    XCTAssertEqual(
      problems(text),
      ["L.md:29: The section \"The task\" comes twice or too late."]
    )
  }

  func testASectionThatNoLessonHasIsReported() {
    XCTAssertEqual(
      problems(complete + "\n## More\n\nText."),
      ["L.md:41: \"More\" is not a section of a lesson."]
    )
  }

  func testAHeadingInsideOfCodeIsCode() {
    let text = complete.replacing(
      "## The idea\n\nText.",
      with: "## The idea\n\n```text\n## Not a heading\n```"
    )
    XCTAssertEqual(problems(text), [])
    XCTAssertEqual(
      problems(complete.replacing("## The idea\n", with: "```\n## The idea\n```\n")),
      ["L.md:19: The section \"The idea\" is missing before this line."]
    )
  }

  func testAnExerciseWithoutALessonIsReported() throws {
    let exercise = try XCTUnwrap(Course.exercises.first)
    let folder = try TemporaryFolder(self)
    XCTAssertEqual(
      LessonSections.problems(of: exercise, in: folder.course).map(\.description),
      ["\(exercise.lessonPath): There is no lesson."]
    )
    try folder.write(complete, to: exercise.lessonPath)
    XCTAssertEqual(LessonSections.problems(of: exercise, in: folder.course), [])
  }
}
