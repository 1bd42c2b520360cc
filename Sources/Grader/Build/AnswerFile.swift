import Foundation

/// An answer as it was read from disk, or why it cannot be one.
struct AnswerFile {
  /// As it should appear in messages.
  let name: String
  let path: String
  let data: Data
  let text: String

  init(path: String, in folder: CourseFolder, mend: String) throws(Rejection) {
    self.path = path
    name = folder.relative(path)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Rejection("\(name): error: the file is missing or cannot be read\n\(mend)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let line = Self.firstInvalidLine(of: data)
      throw Rejection(
        "\(name):\(line): error: the file is not UTF-8 text from this line on\n"
          + "Save it as UTF-8 in your editor.\n\(mend)"
      )
    }
    self.data = data
    self.text = text
  }

  /// Refuses names that would change what the checks themselves mean.
  ///
  /// Answer and checks are compiled as one module, where a function called `XCTAssertEqual` in the
  /// answer would take the place of XCTest's.
  func refuseNames(of checks: CheckFile, allowing ownNames: Set<String>) throws(Rejection) {
    let tokens = SwiftTokens(text)
    let checkTypes = Set(checks.tokens.topLevelDeclarations.map(\.name))
    if let token = tokens.tokens.first(where: {
      $0.text.hasPrefix("XCT") || $0.text == "CheckSupport" || $0.text == "CheckHarness"
        || checkTypes.contains(String($0.text))
    }) {
      throw Rejection(
        "\(name):\(token.line): error: '\(token.text)' belongs to the checks\n"
          + "An answer cannot use or declare it; choose another name."
      )
    }
    let used = Set(checks.tokens.tokens.map { String($0.text) })
    if let clash = tokens.topLevelDeclarations.first(where: {
      used.contains($0.name) && !ownNames.contains($0.name)
    }) {
      throw Rejection(
        "\(name):\(clash.line): error: the checks use the name '\(clash.name)' for something else\n"
          + "Declare it inside one of your own types, or choose another name."
      )
    }
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
