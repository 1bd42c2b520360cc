/// A command line that makes no sense.
public struct UsageError: Error, CustomStringConvertible, Sendable, Equatable {
  /// What is wrong with which word, in one sentence without the full stop.
  public let problem: String

  /// What to type instead: "Did you mean lru-cache?".
  public let fix: String

  public init(_ problem: String, fix: String = "") {
    self.problem = problem
    self.fix = fix
  }

  /// `kind` called `word` does not exist; suggests the nearest of `known`.
  ///
  /// - Parameter otherwise: What to do when no known word is near.
  public init(
    unknown kind: String,
    _ word: String,
    among known: [String],
    otherwise: String
  ) {
    let nearest = known.nearest(to: word)
    self.init(
      "There is no \(kind) \"\(word)\"",
      fix: nearest.map { "Did you mean \($0)?" } ?? otherwise
    )
  }

  public var description: String {
    guard !fix.isEmpty else { return problem }
    return problem.hasSuffix("?") ? "\(problem) \(fix)" : "\(problem). \(fix)"
  }
}
