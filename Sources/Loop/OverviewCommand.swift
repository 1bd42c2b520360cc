import Commands
import Console
import Curriculum
import Drawing
import Foundation
import Grader

/// `course` without a word: the road, where the learner is on it and what to type.
enum OverviewCommand: Command {
  static let usage = Usage("", "show where you are and what to do next")

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let standings = try Standings(folder: session.folder())
    // Now is the time, before anything is edited; a clone that may only be read has its overview.
    try? standings.keepStubs()
    let columns = min(session.terminal.columns, 80)
    let style = session.terminal.style
    var lines = [style.bold(Course.title), ""] + road(standings, style, columns: columns) + [""]
    if let exercise = standings.next {
      lines += next(exercise, standings, style, columns: columns)
    } else {
      lines += "Every exercise that is written so far is passed.".wrapped(to: columns)
    }
    lines += quizzes(standings, style, columns: columns)
    lines += howToCall(columns: columns).map(style.dim)
    session.print(lines.joined(separator: "\n"))
    PrepareCommand.startInBackground(in: standings.folder)
    return .success
  }

  /// A line per week: its bar, or plainly that there is nothing to do in it yet.
  private static func road(
    _ standings: Standings,
    _ style: TextStyle,
    columns: Int
  ) -> [String] {
    let titles = Course.weeks.map(\.title.displayWidth).max() ?? 0
    // What remains beside a number, a title and a count.
    let barWidth = min(24, columns - titles - 16)
    var table = TextTable([.text(), .text(), .sentence()], indent: 2)
    for week in Course.weeks {
      let total = week.exercises.count
      let done = standings.passedCount(week.exercises)
      let bar = barWidth < 8 ? "" : style.bar(done, of: total, width: barWidth) + "  "
      table.add([
        .init("\(week.number)", .strong), .init(week.title),
        total == 0 ? .init("not written yet", .quiet) : "\(bar)\(done) of \(total)",
      ])
    }
    return table.lines(columns: columns, style: style)
  }

  private static func next(
    _ exercise: Exercise,
    _ standings: Standings,
    _ style: TextStyle,
    columns: Int
  ) -> [String] {
    let demo =
      switch exercise.demo {
      case .demo(let name): style.cyan("course demo \(name)")
      case .none(let reason): "none: \(reason)"
      }
    var table = TextTable([.text(), .sentence()], indent: 2)
    for (label, words) in [
      ("file", exercise.stubPath), ("lesson", style.cyan("course lesson \(exercise.id)")),
      ("demo", demo), ("last", lastVerdict(standings[exercise])),
    ] {
      table.add([.init(label, .quiet), .init(words)])
    }
    let head = "Next: \(style.bold(exercise.title))  \(style.cyan(exercise.id))"
    let summary = "  You write \(exercise.summary).".wrapped(to: columns, hanging: "  ")
    return head.wrapped(to: columns, hanging: "      ") + summary + [""]
      + table.lines(columns: columns, style: style) + [""]
      + advice(standings[exercise], exercise, style).wrapped(to: columns)
  }

  /// The standing, and for an edited file what its last check said.
  private static func lastVerdict(_ standing: Standing) -> String {
    if case .editedSince(let mark) = standing {
      return "\(mark.words); edited since the last check"
    }
    return standing.words
  }

  private static func advice(
    _ standing: Standing,
    _ exercise: Exercise,
    _ style: TextStyle
  ) -> String {
    let check = style.cyan("course check")
    let watch = "let \(style.cyan("course watch")) check it whenever you save"
    return switch standing {
    case .notStarted: "Read the lesson, edit the file, then type \(check), or \(watch)."
    case .edited, .editedSince: "Type \(check), or \(watch)."
    case .judged:
      "Type \(check) to see what failed, or \(style.cyan("course hint \(exercise.id)")) for a hint."
    case .fileMissing: "Type \(style.cyan("course reset \(exercise.id)")) to get the file back."
    }
  }

  /// The quizzes of weeks whose exercises are all passed.
  private static func quizzes(
    _ standings: Standings,
    _ style: TextStyle,
    columns: Int
  ) -> [String] {
    Course.weeks.flatMap { week -> [String] in
      guard let quiz = week.quiz, standings.passedCount(week.exercises) == week.exercises.count,
        standings.progress.quizScores[week.number, default: 0] < quiz.passMark
      else { return [] }
      let text =
        "Week \(week.number) is solved. Its quiz: \(style.cyan("course quiz \(week.number)"))"
      return [""] + text.wrapped(to: columns)
    }
  }

  /// For a learner whose shell does not know `course`, how to call it all the same.
  private static func howToCall(columns: Int) -> [String] {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let isInstalled = folders.contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/course")
    }
    guard !isInstalled else { return [] }
    let text = "If your shell does not know course, type swift run course in its place."
    return [""] + text.wrapped(to: columns)
  }
}
