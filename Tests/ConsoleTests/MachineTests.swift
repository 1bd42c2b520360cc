import Console
import Foundation
import XCTest

final class MachineTests: XCTestCase {
  func testAProgramIsFoundInTheFirstFolderThatHasIt() {
    XCTAssertEqual(Program("sh", path: "/nowhere:/bin:/usr/bin")?.path, "/bin/sh")
    XCTAssertNil(Program("sh", path: "/nowhere"))
    XCTAssertNil(Program("sh", path: ""))
  }

  func testAStampChangesWithEverySave() throws {
    let path = FileManager.default.temporaryDirectory.path + "/stamp-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    XCTAssertNil(FileStamp(path: path))
    try Data("one".utf8).write(to: URL(filePath: path))
    let first = try XCTUnwrap(FileStamp(path: path))
    XCTAssertEqual(FileStamp(path: path), first)
    try Data("two!".utf8).write(to: URL(filePath: path), options: .atomic)
    XCTAssertNotEqual(FileStamp(path: path), first)
  }
}
