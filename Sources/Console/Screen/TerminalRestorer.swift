import Foundation

/// A child process that restores the terminal when this program dies.
///
/// It waits for the end of a pipe, which the program's death closes.
struct TerminalRestorer: Sendable {
  private let writeEnd: Int32

  /// Restores only a terminal that is still as the program left it.
  ///
  /// A shell that was quicker has set its own by then.
  private static let script = """
    trap '' INT TERM HUP QUIT TSTP TTOU TTIN
    raw=$(stty -g </dev/tty) || exit 0
    read -r word && exit 0
    test "$(stty -g </dev/tty)" = "$raw" && stty "$0" </dev/tty
    """

  init?(restoring settings: String) {
    guard let ends = POSIX.makePipe() else { return nil }
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", Self.script, settings]
    shell.standardInput = FileHandle(fileDescriptor: ends.readEnd, closeOnDealloc: true)
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = FileHandle.nullDevice
    guard (try? shell.run()) != nil else { return nil }
    writeEnd = ends.writeEnd
  }

  /// Tells the child that the terminal has been restored.
  func dismiss() { POSIX.write("done\n", to: writeEnd) }

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
