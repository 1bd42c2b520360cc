import BuildKit
import Commands
import Console
import Foundation

/// The learner's program: the loop of reading, editing and checking.
///
/// It stays small, because it is what a fresh clone compiles first. Everything else is in the second
/// program, `laboratory`, and a learner sees one command.
@main
enum CourseProgram {
  /// In the order in which the help lists them.
  static let commands: [any Command.Type] = [
    ListCommand.self, CheckCommand.self, WatchCommand.self, HintCommand.self,
    SolutionCommand.self, ResetCommand.self, LessonCommand.self, QuizCommand.self,
    DocsCommand.self, DoctorCommand.self, HelpCommand.self,
  ]

  /// What is called without a name, or not by learners.
  private static let others: [any Command.Type] = [OverviewCommand.self, PrepareCommand.self]

  static func main() async {
    SignalHandler.install()
    _ = SignalHandler.beforeEnd { RunningChildren.stopAll() }
    let words = Array(CommandLine.arguments.dropFirst())
    exit(await run(words, in: Session(terminal: Terminal())).rawValue)
  }

  static func run(_ words: [String], in session: Session) async -> ExitCode {
    await Dispatcher(session: session, command: command) { words in
      try Laboratory.become(words, in: session)
    }.run(words)
  }

  /// The command called `name`; nil when the laboratory has it.
  static func command(_ name: String) throws(UsageError) -> (any Command.Type)? {
    if let command = (commands + others).first(where: { $0.usage.name == name }) { return command }
    guard LaboratoryCommand(rawValue: name) == nil else { return nil }
    throw UsageError(
      unknown: "command",
      name,
      among: commands.map { $0.usage.name } + LaboratoryCommand.allCases.map(\.rawValue),
      otherwise: "Type course help to see them all."
    )
  }
}
