import Commands
import Console
import Curriculum
import Drawing
import Grader

/// The next rung of an exercise's ladder of hints.
enum HintCommand: Command {
  private static let id = Positional("ID", "the exercise you are stuck in")

  static let usage = Usage(
    "hint",
    "show the next hint for an exercise",
    positional: id,
    notes: [
      "The first hint says where to look, the second names the idea, the third is almost code. "
        + "After the third, all three are shown again."
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let exercise = try session.exercise(arguments.word ?? "")
    var progress = ProgressFile(folder: try session.folder())
    let shown = progress.hintsShown[exercise.id, default: 0]
    let columns = min(session.terminal.columns, 80)
    let lines = text(exercise, shown: shown, session.terminal.style, columns: columns)
    session.print(lines.joined(separator: "\n"))
    if shown < exercise.hints.rungs.count {
      try progress.recordHint(exercise.id, shown: shown + 1)
    }
    return .success
  }

  /// The rung after the `shown` ones, or all of them when none is left.
  static func text(
    _ exercise: Exercise,
    shown: Int,
    _ style: TextStyle,
    columns: Int
  ) -> [String] {
    let rungs = exercise.hints.rungs
    let indices = rungs.indices.contains(shown) ? [shown] : Array(rungs.indices)
    var lines: [String] = []
    for index in indices {
      if !lines.isEmpty { lines.append("") }
      lines.append("\(style.bold(exercise.id))  hint \(index + 1) of \(rungs.count)")
      lines += Markdown(rungs[index]).lines(columns: columns - 2, style: style).map { "  \($0)" }
    }
    return lines
  }
}
