import Foundation
import XCTest

@testable import Loop

final class WatchedFileTests: XCTestCase {
  private func makeFile() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/watched-\(UUID().uuidString)"
    addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
    try Data("stub".utf8).write(to: URL(filePath: path))
    return path
  }

  func testAFileThatStaysIsNotSaved() throws {
    var file = WatchedFile(try makeFile())
    for _ in 0..<20 { XCTAssertFalse(file.wasSaved()) }
  }

  func testASaveInPlaceIsSeenOnce() throws {
    let path = try makeFile()
    var file = WatchedFile(path)
    try Data("edited".utf8).write(to: URL(filePath: path))
    XCTAssertTrue(file.wasSaved())
    XCTAssertFalse(file.wasSaved())
  }

  func testAnotherFileOfTheSameSizeMovedOverItIsASave() throws {
    let path = try makeFile()
    var file = WatchedFile(path)
    try Data("STUB".utf8).write(to: URL(filePath: path), options: .atomic)
    XCTAssertTrue(file.wasSaved())
    XCTAssertFalse(file.wasSaved())
  }

  func testAMomentOfAbsenceIsPartOfASave() throws {
    let path = try makeFile()
    var file = WatchedFile(path)
    try FileManager.default.removeItem(atPath: path)
    XCTAssertFalse(file.wasSaved())
    try Data("edited".utf8).write(to: URL(filePath: path))
    XCTAssertTrue(file.wasSaved())
  }

  func testAFileThatStaysAwayWasDeletedAndMayComeBack() throws {
    let path = try makeFile()
    var file = WatchedFile(path)
    try FileManager.default.removeItem(atPath: path)
    let answers = (0..<10).map { _ in file.wasSaved() }
    XCTAssertEqual(answers.filter { $0 }.count, 1, "deleted once")
    try Data("stub".utf8).write(to: URL(filePath: path))
    XCTAssertTrue(file.wasSaved())
  }
}
