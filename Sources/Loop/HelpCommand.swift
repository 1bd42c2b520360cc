import Commands
import Console
import Drawing

/// What the commands are; about one of them, the ``Dispatcher`` asks that command.
enum HelpCommand: Command {
  private static let name = Positional("COMMAND", "the command to explain", count: .upToOne)

  static let usage = Usage("help", "show what the commands do", positional: name)

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    session.print(overview(session.terminal))
    return .success
  }

  static func overview(_ terminal: Terminal) -> String {
    let style = terminal.style
    let columns = min(terminal.columns, 100)
    func table(_ rows: [(name: String, summary: String)]) -> [String] {
      var table = TextTable([.text(), .sentence()], indent: 2)
      for row in rows { table.add(style.cyan("course \(row.name)"), row.summary) }
      return table.lines(columns: columns, style: style)
    }
    var codes = TextTable([.text(), .sentence()], indent: 2)
    codes.add("0", "all is well")
    codes.add("1", "the learner's work fails")
    codes.add("2", "the words after course make no sense")
    codes.add("3", "the kit itself, or the machine, is at fault")
    let parts =
      [style.bold("The way through the course")]
      + table(
        [("", OverviewCommand.usage.summary)]
          + LoopCommands.named.map { ($0.usage.name, $0.usage.summary) }
      )
      + ["", style.bold("The laboratory, built when it is first used")]
      + table(LaboratoryCommand.allCases.map { ($0.rawValue, $0.summary) })
      + ["", style.bold("Exit codes")] + codes.lines(columns: columns, style: style)
      + [""] + "Type course COMMAND --help for the options of one.".wrapped(to: columns)
    return parts.joined(separator: "\n")
  }
}
