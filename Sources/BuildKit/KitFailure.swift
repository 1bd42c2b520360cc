/// Something other than the learner's answer is wrong: the machine, the toolchain or the kit.
public struct KitFailure: Error, CustomStringConvertible, Equatable, Sendable {
  /// What was asked for is not wanted any longer.
  public static let cancelled = KitFailure("Stopped before the end", mend: "")

  /// What is wrong and with which value, in one sentence.
  public let problem: String

  /// What to do about it, in one sentence.
  public let mend: String

  public init(_ problem: String, mend: String) {
    self.problem = problem
    self.mend = mend
  }

  public var description: String {
    guard !mend.isEmpty else { return problem }
    return problem.hasSuffix(".") ? "\(problem) \(mend)" : "\(problem). \(mend)"
  }
}
