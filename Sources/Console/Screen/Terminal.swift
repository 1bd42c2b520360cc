import Drawing
import Foundation

/// Standard output and standard error: their size, their colours, and how to write to them.
public struct Terminal: Sendable {
  /// Whether standard output is a terminal.
  public let isTerminal: Bool

  /// Whether a person can answer: standard input is a terminal, too.
  public let isInteractive: Bool

  /// Whether a line can be redrawn in place on standard error.
  let showsProgress: Bool
  public let style: TextStyle

  /// For standard error, which may not be a terminal.
  let complaintStyle: TextStyle

  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    isTerminal = POSIX.isTerminal(POSIX.standardOutput)
    isInteractive = isTerminal && POSIX.isTerminal(POSIX.standardInput)
    style = TextStyle(environment: environment, isTerminal: isTerminal)
    let showsErrors = POSIX.isTerminal(POSIX.standardError)
    complaintStyle = TextStyle(environment: environment, isTerminal: showsErrors)
    showsProgress = showsErrors && environment["TERM"].map { $0 != "dumb" } ?? false
  }

  /// The current width of the terminal, or 80 where there is none.
  public var columns: Int { size.columns }

  /// The current height of the terminal, or 24 where there is none.
  public var rows: Int { size.rows }

  private var size: (columns: Int, rows: Int) {
    guard let size = POSIX.windowSize(POSIX.standardOutput) else { return (80, 24) }
    return (max(20, size.columns), max(4, size.rows))
  }

  /// Writes `text` as it is to standard output.
  ///
  /// If the reader has gone, as in `course list | head -1`, the program ends silently.
  public func write(_ text: String) { POSIX.write(text, to: POSIX.standardOutput) }

  /// Writes one line about what went wrong to standard error.
  public func complain(_ program: String, _ line: String) {
    POSIX.write(complaintStyle.bold("\(program):") + " \(line)\n", to: POSIX.standardError)
  }

  /// Asks a question that is answered with yes or no; anything but a yes is a no.
  public func confirms(_ question: String) -> Bool {
    write("\(question) [y/N] ")
    guard let answer = readLine() else {
      write("\n")
      return false
    }
    return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
  }

  /// Writes `lines` from the top of the screen on, over whatever was there, without a flicker.
  public func redraw(_ lines: [String]) {
    let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n")
    write("\u{1B}[H" + text + "\u{1B}[J")
  }
}
