import Foundation

/// A terminal that hands over each key at once and does not show it.
///
/// The settings from before come back on every way out: ``end()``, a signal, and, through a small
/// child that outlives the program, even SIGKILL.
public final class SingleKeys: Sendable {
  private let saved: System.TerminalSettings
  private let ticket: Interruption.Ticket
  private let guardian: TerminalGuardian?

  /// Nil when standard input is not a terminal.
  public init?(onResume: @escaping @Sendable () -> Void = {}) {
    let input = System.standardInput
    guard System.isTerminal(input), let settings = System.settings(of: input) else { return nil }
    let raw = System.singleKeys(settings)
    saved = settings
    ticket = Interruption.beforeEnd { System.apply(settings, to: input) }
    let before = TerminalGuardian.currentSettings()
    System.apply(raw, to: input)
    guardian = before.flatMap { TerminalGuardian(restoring: $0) }
    Interruption.whenResumed(ticket) {
      System.apply(raw, to: input)
      onResume()
    }
  }

  /// Puts the terminal back as it was.
  public func end() {
    System.apply(saved, to: System.standardInput)
    Interruption.forget(ticket)
    guardian?.dismiss()
  }
}

/// A child that waits for the end of a pipe, which comes when the program dies, and then puts the
/// terminal back.
struct TerminalGuardian: Sendable {
  private let writeEnd: Int32

  /// Restores only a terminal that is still as the program left it: a shell that was quicker has
  /// settings of its own by then.
  private static let script = """
    trap '' INT TERM HUP QUIT TSTP TTOU TTIN
    raw=$(stty -g </dev/tty) || exit 0
    read -r word && exit 0
    test "$(stty -g </dev/tty)" = "$raw" && stty "$0" </dev/tty
    """

  init?(restoring settings: String) {
    guard let ends = System.makePipe() else { return nil }
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", Self.script, settings]
    shell.standardInput = FileHandle(fileDescriptor: ends.readEnd, closeOnDealloc: true)
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = FileHandle.nullDevice
    guard (try? shell.run()) != nil else { return nil }
    writeEnd = ends.writeEnd
  }

  /// Tells the child that all is in order.
  func dismiss() { System.write("done\n", to: writeEnd) }

  /// The terminal's settings in the form that `stty` reads, or nil without a terminal.
  static func currentSettings() -> String? {
    let stty = Process()
    let output = Pipe()
    stty.executableURL = URL(filePath: "/bin/sh")
    stty.arguments = ["-c", "stty -g </dev/tty"]
    stty.standardOutput = output
    stty.standardError = FileHandle.nullDevice
    guard (try? stty.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    stty.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    return text.isEmpty ? nil : text
  }
}
