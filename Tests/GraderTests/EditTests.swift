import BuildKit
import Foundation
import XCTest

@testable import Grader

/// What an edit makes the checker compile again.
final class EditTests: XCTestCase {
  func testAnEditOfWhatIsPrivateCompilesTheAnswerAlone() throws {
    let folder = try Workbench.copy()
    let lru = try Workbench.exercise("lru-cache")
    let fresh = CourseFolder(root: folder.root, state: folder.root + "/state")
    let cache = BuildCache(of: fresh)
    let checker = try Checker(folder: fresh)
    func entries(after answer: String) throws -> Int {
      try answer.write(toFile: fresh.path(lru.stubPath), atomically: true, encoding: .utf8)
      XCTAssertEqual(try checker.check(lru).outcome, .passed)
      return try FileManager.default.contentsOfDirectory(atPath: cache.path).count
    }
    let solution = try Workbench.solution("lru-cache")
    let before = try entries(after: solution)
    let body = try solution.replacing(
      "guard capacity > 0 else",
      with: "guard capacity > 0, capacity >= 1 else",
      because: "the solution moves otherwise"
    )
    XCTAssertEqual(try entries(after: body) - before, 2, "the answer and the program")
    // The struct is larger, and its members lie elsewhere: the checks must not know.
    let stored = try solution.replacing(
      "  private var slots:",
      with: "  private var spare = Array(repeating: 7, count: 5)\n  private var slots:",
      because: "the solution stores otherwise"
    )
    XCTAssertEqual(try entries(after: stored) - before, 4, "the answer and the program")
    let offered = try solution.replacing(
      "  private var slots:",
      with: "  public var spare = 0\n  private var slots:",
      because: "the solution stores otherwise"
    )
    XCTAssertEqual(try entries(after: offered) - before, 7, "the checks, too")
  }
}
