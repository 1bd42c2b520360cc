import Console
import Foundation

/// Shows text that is longer than the screen a screen at a time.
struct Pager {
  let terminal: Terminal
  var environment = ProcessInfo.processInfo.environment

  /// Prints `lines`, through the reader's own pager when a person would have to scroll back.
  func show(_ lines: [String]) {
    let text = lines.joined(separator: "\n") + "\n"
    if terminal.isInteractive, lines.count >= terminal.rows, let command {
      become(command, reading: text)
    }
    terminal.write(text)
  }

  /// What `PAGER` says if there is such a program, or else `less`.
  private var command: String? {
    let asked = environment["PAGER", default: "less"].split(separator: " ").map(String.init)
    guard let program = asked.first, program.contains("/") || Program(program) != nil,
      !program.contains("/") || FileManager.default.isExecutableFile(atPath: program)
    else { return nil }
    return asked.joined(separator: " ")
  }

  /// Runs the pager in place of this program; returns only if that was impossible.
  ///
  /// A pager that is a child would have to share the terminal's keys with its parent.
  private func become(_ command: String, reading text: String) {
    let path = NSTemporaryDirectory() + "/course-page-\(getpid())"
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else { return }
    let file = open(path, O_RDONLY)
    // Open files outlive their names, so nothing is left behind however the pager ends.
    unlink(path)
    guard file >= 0, dup2(file, STDIN_FILENO) >= 0 else { return }
    // F: a short page is simply printed; R: colours stay colours; X: the page stays on the screen.
    setenv("LESS", "FRX", 0)
    Program(at: "/bin/sh").exec(["-c", "exec " + command])
  }
}
