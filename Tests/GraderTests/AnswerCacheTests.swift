import Foundation
import XCTest

@testable import Grader

final class AnswerCacheTests: XCTestCase {
  private func cache() -> AnswerCache {
    let root = Workbench.scratch + "/cache-\(UUID().uuidString)"
    return AnswerCache(folder: CourseFolder(root: root, state: root))
  }

  func testAnEntryIsBuiltOnce() throws {
    let cache = cache()
    var builds = 0
    for _ in 0..<3 {
      let entry = try cache.entry("abc") { place in
        builds += 1
        _ = FileManager.default.createFile(
          atPath: place + "/program",
          contents: Data("x".utf8)
        )
      }
      XCTAssertTrue(FileManager.default.fileExists(atPath: entry + "/program"))
    }
    XCTAssertEqual(builds, 1)
    XCTAssertEqual(cache.size(), 1)
  }

  func testABuildThatThrowsLeavesNothing() throws {
    let cache = cache()
    XCTAssertThrowsError(
      try cache.entry("abc") { (_) throws(KitFailure) in throw KitFailure("no", mend: "") }
    )
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: cache.path), [])
    var built = false
    _ = try cache.entry("abc") { _ in built = true }
    XCTAssertTrue(built)
  }

  func testClearingFreesEverything() throws {
    let cache = cache()
    _ = try cache.entry("abc") { place in
      _ = FileManager.default.createFile(atPath: place + "/program", contents: Data(count: 4_096))
    }
    XCTAssertEqual(cache.size(), 4_096)
    try cache.clear()
    XCTAssertEqual(cache.size(), 0)
  }

  func testAPlaceThatCannotBeWrittenIsNamed() throws {
    let root = Workbench.scratch + "/file-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: Workbench.scratch,
      withIntermediateDirectories: true
    )
    try Data().write(to: URL(filePath: root))
    let cache = AnswerCache(folder: CourseFolder(root: root, state: root))
    XCTAssertThrowsError(try cache.entry("abc") { _ in }) { error in
      XCTAssert("\(error)".contains(root), "\(error)")
      XCTAssert("\(error)".contains("COURSE_STATE"), "\(error)")
    }
  }
}
