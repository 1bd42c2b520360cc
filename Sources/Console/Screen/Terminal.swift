import Drawing
import Foundation

/// Where the program's words go, and what can be done there.
public struct Terminal: Sendable {
  /// Whether standard output is a terminal.
  public let isTerminal: Bool

  /// Whether a person can answer: standard input is a terminal, too.
  public let isInteractive: Bool

  /// Whether a line can be redrawn in place on standard error.
  let showsProgress: Bool
  public let style: TextStyle

  /// For standard error, which may go elsewhere.
  let complaintStyle: TextStyle

  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    isTerminal = System.isTerminal(System.standardOutput)
    isInteractive = isTerminal && System.isTerminal(System.standardInput)
    style = TextStyle(environment: environment, isTerminal: isTerminal)
    let showsErrors = System.isTerminal(System.standardError)
    complaintStyle = TextStyle(environment: environment, isTerminal: showsErrors)
    showsProgress = showsErrors && environment["TERM"].map { $0 != "dumb" } ?? false
  }

  /// The width to lay text out for, asked anew each time: 80 where there is no terminal.
  public var columns: Int { size.columns }

  /// The height of the screen, asked anew each time: 24 where there is no terminal.
  public var rows: Int { size.rows }

  private var size: (columns: Int, rows: Int) {
    guard let size = System.windowSize(System.standardOutput) else { return (80, 24) }
    return (max(20, size.columns), max(4, size.rows))
  }

  /// Writes `text` as it is to standard output.
  ///
  /// A reader that went away, as in `course list | head -1`, ends the program without a word.
  public func write(_ text: String) { System.write(text, to: System.standardOutput) }

  /// Writes one line about what went wrong to standard error.
  public func complain(_ program: String, _ line: String) {
    System.write(complaintStyle.bold("\(program):") + " \(line)\n", to: System.standardError)
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
