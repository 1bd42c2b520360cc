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
