import Foundation
import Grader
import XCTest

/// A folder of files that is gone when the test is over.
struct TemporaryFolder {
  let path: String

  init(_ test: XCTestCase, _ files: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
    test.addTeardownBlock { [path] in try FileManager.default.removeItem(atPath: path) }
    for (file, text) in files { try write(text, to: file) }
  }

  var course: CourseFolder { CourseFolder(root: path) }

  func write(_ text: String, to file: String) throws {
    let url = URL(filePath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + file)
  }
}
