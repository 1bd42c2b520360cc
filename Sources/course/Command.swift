import Console

/// One subcommand of `course`.
///
/// A command throws `UsageError` for words that make no sense and lets `KitFailure` through; the
/// entry point turns both into one line and the right exit code.
protocol Command: Sendable {
  static var usage: Usage { get }
  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode
}
