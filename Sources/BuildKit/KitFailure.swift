/// Something other than the learner's answer is wrong: the machine, the toolchain or the kit.
public struct KitFailure: Error, CustomStringConvertible, Equatable, Sendable {
  /// What was asked for is not wanted any longer.
  public static let cancelled = KitFailure("Stopped before the end", fix: "")

  /// What is wrong and with which value, in one sentence.
  public let problem: String

  /// What to do about it, in one sentence.
  public let fix: String

  public init(_ problem: String, fix: String) {
    self.problem = problem
    self.fix = fix
  }

  public var description: String {
    guard !fix.isEmpty else { return problem }
    return problem.hasSuffix(".") ? "\(problem) \(fix)" : "\(problem). \(fix)"
  }
}
