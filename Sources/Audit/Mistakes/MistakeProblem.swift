/// What is wrong with a mistake as it is written down, before any check has judged it.
public struct MistakeProblem: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    case emptyFile
    case strayLine(String)
    case badName(String)
    case nameIsTaken(line: Int?)
    case noCheck
    case noSentence
    case noHunk
    case emptyHunk
    case onlyNewLines
    case changesNothing

    /// The old lines fit until `wanted` comes up where the solution has `found`.
    case doesNotFit(wanted: String, after: Int?, found: String?)
    case fitsSeveralTimes(lines: [Int])
    case overlaps(hunk: Int)
    case sameAs(String)
  }

  /// Relative to the course's folder.
  public let file: String

  /// Counted from 1.
  public let line: Int

  /// The mistake that it is about; nil for text outside of any.
  public let mistake: String?
  public let reason: Reason

  public init(_ reason: Reason, of mistake: String?, in file: String, line: Int) {
    self.file = file
    self.line = line
    self.mistake = mistake
    self.reason = reason
  }
}

extension MistakeProblem: CustomStringConvertible {
  /// What is wrong, and with which mistake: "NullIsEmpty: it names no check …".
  public var message: String { mistake.map { "\($0): \(reason)" } ?? "\(reason)" }

  public var description: String { "\(file):\(line): \(message)" }
}

extension MistakeProblem.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .emptyFile: "the file holds no mistake"
    case .strayLine(let text): "\"\(text)\" has no place here; \(Self.form)"
    case .badName(let name): "\"\(name)\" is no name; write one word like NullIsEmpty"
    case .nameIsTaken(let line):
      "another mistake has this name\(line.map { ", at line \($0)" } ?? "")"
    case .noCheck: "it does not say \"caught by\" and the name of a check"
    case .noSentence: "it does not say in a sentence what somebody believed or did"
    case .noHunk: "it changes nothing: there is no \"@@\" with a hunk after it"
    case .emptyHunk: "the hunk is empty"
    case .onlyNewLines: "the hunk has no old line, so it has no place in the solution"
    case .changesNothing: "the hunk changes nothing"
    case .doesNotFit(let wanted, let after, let found):
      "the hunk does not fit the solution: "
        + Self.drift(wanted: wanted, after: after, found: found)
    case .fitsSeveralTimes(let lines):
      "the hunk fits the solution \(lines.count) times, at lines "
        + lines.map(String.init).joined(separator: ", ") + "; add context until it fits once"
    case .overlaps(let hunk): "the hunk changes what the hunk at line \(hunk) is about, too"
    case .sameAs(let other): "it makes the same of the solution as \(other)"
    }
  }

  private static let form =
    "the lines of a hunk begin with a blank, \"-\" or \"+\", and a mistake with \"== \""

  private static func drift(wanted: String, after: Int?, found: String?) -> String {
    guard let after else { return "nowhere is there a line \"\(wanted)\"" }
    return "after line \(after) it wants \"\(wanted)\", and there is "
      + (found.map { "\"\($0)\"" } ?? "the end")
  }
}

extension Finding {
  init(_ problem: MistakeProblem) {
    self.init(problem.file, line: problem.line, problem.message)
  }
}
