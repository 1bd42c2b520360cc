import BuildKit
import Foundation
import Grader
import XCTest

/// Whatever is wrong in the kit or its cache for a while is wrong for no longer than that.
final class HealingTests: XCTestCase {
  /// A course whose solutions and cache can be damaged without harm to another test.
  private func course() throws -> CourseFolder {
    let copy = try Workbench.copy()
    let folder = CourseFolder(root: copy.root, state: copy.root + "/state")
    let simple = try Workbench.exercise("simple-cache")
    try Workbench.solution().write(
      toFile: folder.path(simple.stubPath),
      atomically: true,
      encoding: .utf8
    )
    return folder
  }

  private func outcome(_ folder: CourseFolder, _ trust: Checker.Trust = .passes) throws -> Outcome {
    try Checker(folder: folder, limits: Workbench.patient, trust: trust)
      .check(Workbench.exercise("simple-cache")).outcome
  }

  func testNoSolutionIsNeededToJudgeAnAnswer() throws {
    let folder = try course()
    try FileManager.default.removeItem(atPath: folder.path("Solutions"))
    XCTAssertEqual(try outcome(folder), .passed)
  }

  func testACacheThatIsCutIsMadeAgain() throws {
    let folder = try course()
    XCTAssertEqual(try outcome(folder), .passed)
    let cache = folder.state + "/cache"
    let files = FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? []
    let endings = [".so", ".dylib", ".swiftmodule", ".o", "program", "jobs.json", ".passed"]
    for ending in endings {
      let cut = files.filter { $0.hasSuffix(ending) }.map { "\(cache)/\($0)" }
      if ending != ".so", ending != ".dylib" { XCTAssertFalse(cut.isEmpty, "\(ending) was built") }
      for path in cut { truncate(path, 100) }
      XCTAssertEqual(try outcome(folder, .builds), .passed, "after all \(ending) were cut")
    }
  }

  func testARunThatTrustsNothingBuildsAndRunsAgain() throws {
    let folder = try course()
    XCTAssertEqual(try outcome(folder), .passed)
    let cache = folder.state + "/cache"
    let programs =
      (FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix("/program") }.map { "\(cache)/\($0)" }
    let before = programs.compactMap { FileStamp($0) }
    XCTAssertEqual(before.count, 1)
    XCTAssertEqual(try outcome(folder, .nothing), .passed)
    XCTAssertNotEqual(programs.compactMap { FileStamp($0) }, before)
  }
}
