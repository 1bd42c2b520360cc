import BuildKit
import Foundation
import XCTest

final class FileStampTests: XCTestCase {
  func testAStampChangesWithEverySave() throws {
    let path = FileManager.default.temporaryDirectory.path + "/stamp-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    XCTAssertNil(FileStamp(path))
    try Data("one".utf8).write(to: URL(filePath: path))
    let first = try XCTUnwrap(FileStamp(path))
    XCTAssertEqual(FileStamp(path), first)
    try Data("two!".utf8).write(to: URL(filePath: path), options: .atomic)
    XCTAssertNotEqual(FileStamp(path), first)
  }
}
