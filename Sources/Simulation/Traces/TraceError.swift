/// What is wrong with a trace, and in which line or record of it.
public struct TraceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1 on; nil where the trace as a whole is meant.
  public let line: Int?
  public let problem: String

  init(line: Int? = nil, _ problem: String) {
    self.line = line
    self.problem = problem
  }

  public var description: String {
    guard let line else { return problem }
    return "line \(line): \(problem)"
  }
}
