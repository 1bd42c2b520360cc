/// A terminal that delivers each key at once and does not echo it.
///
/// The old settings come back however the program ends: by ``end()``, by a signal, and through a
/// small child process even by SIGKILL.
public final class SingleKeyInput: Sendable {
  private let saved: POSIX.TerminalSettings
  private let ticket: SignalHandler.Ticket
  private let restorer: TerminalRestorer?

  /// Nil when standard input is not a terminal.
  public init?(onResume: @escaping @Sendable () -> Void = {}) {
    let input = POSIX.standardInput
    guard POSIX.isTerminal(input), let settings = POSIX.settings(of: input) else { return nil }
    let raw = POSIX.singleKeys(settings)
    saved = settings
    ticket = SignalHandler.beforeEnd { POSIX.apply(settings, to: input) }
    let before = TerminalRestorer.currentSettings()
    POSIX.apply(raw, to: input)
    restorer = before.flatMap { TerminalRestorer(restoring: $0) }
    SignalHandler.whenResumed(ticket) {
      POSIX.apply(raw, to: input)
      onResume()
    }
  }

  /// Puts the terminal back as it was.
  public func end() {
    POSIX.apply(saved, to: POSIX.standardInput)
    SignalHandler.remove(ticket)
    restorer?.dismiss()
  }
}
