/// A plausible wrong answer to an exercise, and the check that must catch it.
public struct Mistake: Sendable {
  public enum Form: Sendable {
    /// The solution but for these changes.
    case hunks([Hunk])
    /// Another algorithm, with its own text.
    case wholeFile(String)
  }

  public let name: String

  /// The method of the check that must not pass.
  public let check: String

  /// What somebody believed or did.
  public let sentence: String

  public let form: Form

  /// The file that it stands in, relative to the course's folder.
  public let file: String

  /// Where it begins in the file, counted from 1.
  public let line: Int

  /// Where it names its check, counted from 1.
  public let checkLine: Int
}
