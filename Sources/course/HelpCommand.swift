import Console
import Drawing

/// What the commands are, or what one of them takes.
enum HelpCommand: Command {
  private static let name = Positional("COMMAND", "the command to explain", count: .upToOne)

  static let usage = Usage("help", "show what the commands do", positional: name)

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    guard let word = arguments.word else {
      session.print(overview(session.terminal))
      return .success
    }
    session.print(page(try CourseProgram.command(word), session.terminal))
    return .success
  }

  static func page(_ command: any Command.Type, _ terminal: Terminal) -> String {
    command.usage.helpText(style: terminal.style, columns: terminal.columns)
  }

  static func overview(_ terminal: Terminal) -> String {
    let style = terminal.style
    let columns = min(terminal.columns, 100)
    var commands = TextTable([.text(), .sentence()], indent: 2)
    commands.add(style.cyan("course"), OverviewCommand.usage.summary)
    for command in CourseProgram.commands {
      commands.add(style.cyan("course \(command.usage.name)"), command.usage.summary)
    }
    var codes = TextTable([.text(), .sentence()], indent: 2)
    codes.add("0", "all is well")
    codes.add("1", "the learner's work fails")
    codes.add("2", "the words after course make no sense")
    codes.add("3", "the kit itself, or the machine, is at fault")
    let parts =
      [style.bold("Commands")] + commands.lines(columns: columns, style: style)
      + ["", style.bold("Exit codes")] + codes.lines(columns: columns, style: style)
      + [""] + "Type course COMMAND --help for the options of one.".wrapped(to: columns)
    return parts.joined(separator: "\n")
  }
}
