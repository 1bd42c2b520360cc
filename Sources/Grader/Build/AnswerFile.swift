import BuildKit
import Foundation

/// An answer as it was read from disk, or why it cannot be one.
struct AnswerFile {
  /// As it should appear in messages.
  let name: String
  let path: String
  let data: Data
  let text: String

  init(path: String, in folder: CourseFolder, fix: String) throws(Rejection) {
    self.path = path
    name = folder.relative(path)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Rejection("\(name): error: the file is missing or cannot be read\n\(fix)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let line = Self.firstInvalidLine(of: data)
      throw Rejection(
        "\(name):\(line): error: the file is not UTF-8 text from this line on\n"
          + "Save it as UTF-8 in your editor.\n\(fix)"
      )
    }
    self.data = data
    self.text = text
  }

  private static func firstInvalidLine(of data: Data) -> Int {
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }
}

/// Why an answer never came to the compiler, or not through it.
struct Rejection: Error {
  let messages: String

  init(_ messages: String) { self.messages = messages }
}
