/// Something in the course that its authors have to mend.
public struct Finding: Sendable, Equatable, CustomStringConvertible {
  /// Where: a file relative to the course's folder.
  public let file: String

  /// Counted from 1; nil when it is about the file as a whole.
  public let line: Int?

  /// What is wrong there, and what should be.
  public let message: String

  public init(_ file: String, line: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`, as editors and compilers write it.
  public var description: String { "\(file):\(line.map { "\($0):" } ?? "") \(message)" }
}

extension Finding {
  /// What the compiler says against a file, at the first line of it that it speaks of.
  ///
  /// - Parameter line: Named when the compiler speaks of other files alone.
  init(_ file: String, line: Int? = nil, says diagnostics: String, _ message: String) {
    let lines = diagnostics.split(separator: "\n")
    let numbers = lines.lazy.filter { $0.hasPrefix("\(file):") }
      .compactMap { Int($0.dropFirst(file.count + 1).prefix { $0.isNumber }) }
    let text = diagnostics.split(separator: "\n", omittingEmptySubsequences: true)
      .joined(separator: "\n")
    self.init(file, line: numbers.first ?? line, "\(message):\n\(text)")
  }
}
