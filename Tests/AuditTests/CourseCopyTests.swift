import XCTest

/// The tests of the audit must never spoil the course itself.
final class CourseCopyTests: XCTestCase {
  func testWhatIsLinkedCannotBeSpoiled() throws {
    let course = try CourseCopy()
    let lesson = "Docs/CacheCourse.docc/Week1/SimpleCache.md"
    XCTAssertThrowsError(try course.write("", to: lesson))
    XCTAssertThrowsError(try course.remove(lesson))
    XCTAssertFalse(try course.read(lesson).isEmpty)
    try course.copyAgain("Docs")
    XCTAssertNoThrow(try course.remove(lesson))
    XCTAssertFalse(try CourseCopy().read(lesson).isEmpty)
  }
}
