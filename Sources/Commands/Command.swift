import Console

/// One subcommand of `course`.
///
/// A command throws `UsageError` for words that make no sense and lets `KitFailure` through; the
/// ``Dispatcher`` turns both into one line and the right exit code.
public protocol Command: Sendable {
  static var usage: Usage { get }
  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode

  /// What `--help` prints.
  static func help(_ terminal: Terminal) -> String
}

extension Command {
  public static func help(_ terminal: Terminal) -> String {
    usage.helpText(style: terminal.style, columns: terminal.columns)
  }
}
