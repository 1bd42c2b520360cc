import Commands
import Console
import Curriculum
import Drawing
import Grader

/// Every exercise with its state.
enum ListCommand: Command {
  private static let week = Setting.number("week", "N", "only the exercises of one week")
  private static let json = Flag("json", "print the list as JSON")

  static let usage = Usage(
    "list",
    "list the exercises and how you stand with each",
    options: [week, json]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let weeks = try arguments[week].map { [try session.week($0)] } ?? Course.weeks
    let standings = try Standings(folder: session.folder())
    if arguments[json] {
      session.print(try JSONText.of(Listing(weeks, standings)))
    } else {
      let columns = min(session.terminal.columns, 80)
      let lines = text(weeks, standings, session.terminal.style, columns: columns)
      session.print(lines.joined(separator: "\n"))
    }
    return .success
  }

  static func text(
    _ weeks: [Week],
    _ standings: Standings,
    _ style: TextStyle,
    columns: Int
  ) -> [String] {
    let width = weeks.flatMap(\.exercises).map(\.id.count).max() ?? 0
    let showsTitles = weeks.flatMap(\.exercises).allSatisfy { exercise in
      width + exercise.title.displayWidth + standings[exercise].words.count + 8 <= columns
    }
    let name = TextTable.Column.text().atLeast(width + 2)
    let state = TextTable.Column("", alignment: .right, wraps: true)
    var lines: [String] = []
    for (index, week) in weeks.enumerated() {
      let isBelowEmpty = index > 0 && weeks[index - 1].exercises.isEmpty
      if index > 0, !(isBelowEmpty && week.exercises.isEmpty) { lines.append("") }
      let head = style.bold("Week \(week.number)  \(week.title)")
      guard !week.exercises.isEmpty else {
        lines.append(style.spread(head, style.dim("not written yet"), columns: columns))
        continue
      }
      let done = standings.passedCount(week.exercises)
      lines.append(
        style.spread(head, "\(done) of \(week.exercises.count) passed", columns: columns)
      )
      var table = TextTable(
        showsTitles ? [name, .text().stretched(), state] : [name.stretched(), state],
        indent: 2
      )
      for exercise in week.exercises {
        let standing = standings[exercise]
        let title = showsTitles ? [TextTable.Cell(exercise.title, .quiet)] : []
        table.add(
          ["\(standing.mark(style)) \(exercise.id)"] + title + [.init(standing.coloured(style))]
        )
      }
      lines += table.lines(columns: columns, style: style)
    }
    return lines
  }
}

extension Standing {
  /// One character that says it all.
  func mark(_ style: TextStyle) -> String {
    switch self {
    case .notStarted: style.dim("·")
    case .edited, .editedSince: style.yellow("~")
    case .judged(let mark): mark.outcome == .passed ? style.green("✓") : style.red("✗")
    case .fileMissing: style.red("?")
    }
  }

  func coloured(_ style: TextStyle) -> String {
    switch self {
    case .notStarted: style.dim(words)
    case .edited, .editedSince: style.yellow(words)
    case .judged(let mark): mark.outcome == .passed ? style.green(words) : style.red(words)
    case .fileMissing: style.red(words)
    }
  }
}

/// The list in the form that programs read; its keys stay as they are.
private struct Listing: Encodable {
  struct WeekEntry: Encodable {
    let number: Int
    let title: String
    let exercises: [ExerciseEntry]
  }

  struct ExerciseEntry: Encodable {
    let id: String
    let title: String
    let kind: String
    let state: String
    let isPassed: Bool
    let file: String
    let lesson: String
    let demo: String?
  }

  let weeks: [WeekEntry]

  init(_ weeks: [Week], _ standings: Standings) {
    self.weeks = weeks.map { week in
      WeekEntry(
        number: week.number,
        title: week.title,
        exercises: week.exercises.map { exercise in
          let demo: String? = if case .demo(let name) = exercise.demo { name } else { nil }
          return ExerciseEntry(
            id: exercise.id,
            title: exercise.title,
            kind: exercise.kind.rawValue,
            state: standings[exercise].words,
            isPassed: standings[exercise].isPassed,
            file: exercise.stubPath,
            lesson: exercise.lessonPath,
            demo: demo
          )
        }
      )
    }
  }
}
