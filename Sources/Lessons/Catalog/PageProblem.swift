/// Something about a page that its author has to fix.
public struct PageProblem: Sendable, Equatable, CustomStringConvertible {
  /// Relative to the course's folder.
  public let file: String

  /// Counted from 1; nil when it is about the file as a whole.
  public let line: Int?
  public let message: String

  public init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`, as editors and compilers write it.
  public var description: String {
    "\(file):\(line.map { "\($0):" } ?? "") \(message)"
  }
}
