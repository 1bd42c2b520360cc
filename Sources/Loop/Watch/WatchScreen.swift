import Commands
import Console
import Curriculum
import Drawing
import Grader
import Synchronization

extension WatchLoop {
  /// All that is on the screen: the file, what there is to say about it and the keys.
  func screen(columns: Int, rows: Int) -> [String] {
    let style = terminal.style
    let head = style.dim("watching \(exercise.stubPath)").wrapped(to: columns) + [""]
    let foot = [""] + keys(columns: columns)
    var body = content(columns: min(columns, 100))
    if case .verdict = view { body = fit(body, into: rows - head.count - foot.count, columns) }
    return head + body + foot
  }

  /// The last verdict and what to do about it.
  func verdictLines(columns: Int) -> [String] {
    guard let verdict else { return [terminal.style.dim("no verdict yet")] }
    let report = VerdictReport(
      verdict: verdict,
      style: terminal.style,
      columns: min(columns, 100)
    )
    return report.lines + (nextStep?.lines(terminal.style, columns: columns) ?? [])
  }

  private func content(columns: Int) -> [String] {
    if let failure, case .verdict = view {
      return failure.description.wrapped(to: columns).map(terminal.style.red)
    }
    switch view {
    case .verdict: return verdictLines(columns: columns)
    case .hint(let lines): return lines
    case .list:
      return ListCommand.text(
        Course.weeks.filter { !$0.exercises.isEmpty },
        standings,
        terminal.style,
        columns: min(columns, 80)
      )
    case .question:
      let question = "\(exercise.id) is not passed yet. Show the solution all the same?"
      return question.wrapped(to: columns)
    case .solution: return solution
    }
  }

  private var solution: [String] {
    do {
      let text = try SolutionCommand.text(exercise.solutionPath, in: standings.folder)
      return [terminal.style.bold(exercise.solutionPath), ""]
        + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    } catch {
      return [error.description]
    }
  }

  /// The first lines say the most; what does not fit is a command away.
  private func fit(_ lines: [String], into rows: Int, _ columns: Int) -> [String] {
    // A long path takes more than one row of a narrow screen.
    let heights = lines.map { max(0, $0.displayWidth - 1) / columns + 1 }
    guard heights.reduce(0, +) > rows else { return lines }
    var kept = 0
    var used = 1
    while used + heights[kept] <= rows {
      used += heights[kept]
      kept += 1
    }
    let note = "… \(lines.count - kept) more lines: course check \(exercise.id)"
    return lines.prefix(kept) + [terminal.style.dim(note.truncated(to: columns))]
  }

  private func keys(columns: Int) -> [String] {
    let style = terminal.style
    if isChecking {
      let step = "\(step) …".truncated(to: columns - 10)
      return [style.dim(step) + "  " + style.bold("q") + style.dim(" quit")]
    }
    if case .question = view {
      return ["\(style.bold("y")) yes \(style.dim("· any other key: no"))"]
    }
    let isPassed = verdict?.outcome == .passed
    let names = [
      ("n", "next"), ("h", "hint"), ("s", "solution"), ("l", "list"), ("r", "run again"),
      ("q", "quit"),
    ]
    let words = names.map { key, name in
      let label = isPassed && key == "n" ? style.green(style.bold("n") + " next") : nil
      return label ?? style.bold(key) + style.dim(" \(name)")
    }
    // A key and its word stay on one line.
    let bound = words.map { $0.replacing(" ", with: "\u{A0}") }
    return bound.joined(separator: style.dim(" · ")).wrapped(to: columns - 1).map {
      $0.replacing("\u{A0}", with: " ")
    }
  }
}

/// Asked for by another thread, taken by the loop.
final class Redraw: Sendable {
  private let isAsked = Mutex(false)

  func ask() { isAsked.withLock { $0 = true } }

  func take() -> Bool {
    isAsked.withLock { asked in
      defer { asked = false }
      return asked
    }
  }
}
