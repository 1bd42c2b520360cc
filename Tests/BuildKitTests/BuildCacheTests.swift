import Foundation
import Synchronization
import XCTest

@testable import BuildKit

final class BuildCacheTests: XCTestCase {
  private let root = NSTemporaryDirectory() + "build-cache-\(UUID().uuidString)"

  override func tearDown() {
    try? FileManager.default.removeItem(atPath: root)
  }

  private func cache() -> BuildCache { BuildCache(path: root + "/cache") }

  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  /// Asks for an entry with one file, and says whether it had to be built.
  private func isBuilt(
    _ cache: BuildCache,
    trust: BuildCache.Trust = .stamps
  ) throws -> (isBuilt: Bool, program: String) {
    var isBuilt = false
    let entry = try cache.entry("abc", trust: trust) { place in
      isBuilt = true
      _ = FileManager.default.createFile(atPath: place + "/program", contents: Data("whole".utf8))
    }
    return (isBuilt, entry + "/program")
  }

  func testAnEntryIsBuiltOnce() throws {
    let cache = cache()
    XCTAssertTrue(try isBuilt(cache).isBuilt)
    let (isBuiltAgain, program) = try isBuilt(cache)
    XCTAssertFalse(isBuiltAgain)
    XCTAssertTrue(FileManager.default.fileExists(atPath: program))
    XCTAssertTrue(cache.holds("abc"))
    XCTAssertFalse(cache.holds("def"))
    XCTAssertEqual(cache.size(), 5)
  }

  func testADamagedEntryIsBuiltAgain() throws {
    let damages: [(String, (String) throws -> Void)] = [
      ("cut", { truncate($0, 2) }),
      ("emptied", { truncate($0, 0) }),
      ("overwritten", { try self.write("wrong", $0) }),
      ("removed", { try FileManager.default.removeItem(atPath: $0) }),
      (
        "with its folder emptied",
        {
          let folder = ($0 as NSString).deletingLastPathComponent
          for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
          }
        }
      ),
      (
        "with its seal cut",
        { truncate(($0 as NSString).deletingLastPathComponent + "/\(Seal.name)", 9) }
      ),
    ]
    let cache = cache()
    for (name, damage) in damages {
      try damage(try isBuilt(cache).program)
      let (isBuilt, program) = try isBuilt(cache)
      XCTAssertTrue(isBuilt, name)
      XCTAssertEqual(try String(contentsOfFile: program, encoding: .utf8), "whole", name)
    }
  }

  func testBytesThatChangedUnseenAreFoundWhenTheyAreRead() throws {
    let cache = cache()
    let program = try isBuilt(cache).program
    let attributes = try FileManager.default.attributesOfItem(atPath: program)
    var status = stat()
    stat(program, &status)
    let file = try FileHandle(forWritingTo: URL(filePath: program))
    try file.write(contentsOf: Data("W".utf8))
    try file.close()
    #if canImport(Darwin)
      var times = [status.st_atimespec, status.st_mtimespec]
    #else
      var times = [status.st_atim, status.st_mtim]
    #endif
    utimensat(AT_FDCWD, program, &times, 0)
    XCTAssertEqual(attributes[.size] as? Int, 5)
    XCTAssertFalse(try isBuilt(cache).isBuilt, "its size and its time are what they were")
    XCTAssertTrue(try isBuilt(cache, trust: .contents).isBuilt)
    XCTAssertFalse(try isBuilt(cache, trust: .contents).isBuilt)
  }

  func testWithoutTrustItIsBuiltEachTime() throws {
    let cache = cache()
    for _ in 0..<3 { XCTAssertTrue(try isBuilt(cache, trust: .nothing).isBuilt) }
    XCTAssertFalse(try isBuilt(cache).isBuilt)
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: cache.path), ["abc"])
  }

  func testManyThatAskAtOnceBuildItOnce() throws {
    let cache = cache()
    let builds = Mutex(0)
    let waits = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      _ = try? cache.entry("abc", waiting: { waits.withLock { $0 += 1 } }) { _ in
        builds.withLock { $0 += 1 }
        // The others come to the lock while this one holds it.
        while waits.withLock({ $0 }) == 0 { sched_yield() }
      }
    }
    XCTAssertEqual(builds.withLock { $0 }, 1)
  }

  func testABuildThatThrowsLeavesNothing() throws {
    let cache = cache()
    XCTAssertThrowsError(
      try cache.entry("abc") { (_) throws(KitFailure) in throw KitFailure("no", fix: "") }
    )
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: cache.path), [])
    XCTAssertTrue(try isBuilt(cache).isBuilt)
  }

  func testClearingFreesEverything() throws {
    let cache = cache()
    _ = try isBuilt(cache)
    try cache.clear()
    XCTAssertEqual(cache.size(), 0)
  }

  func testAPlaceThatCannotBeWrittenIsNamed() throws {
    try Data().write(to: URL(filePath: root))
    XCTAssertThrowsError(try isBuilt(cache())) { error in
      XCTAssert("\(error)".contains(root), "\(error)")
      XCTAssert("\(error)".contains("COURSE_STATE"), "\(error)")
    }
  }
}
