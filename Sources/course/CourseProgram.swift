import BuildKit
import Commands
import Console
import Foundation
import Loop

/// The learner's program: the loop of reading, editing and checking.
///
/// It stays small, because it is what a fresh clone compiles first. Everything else is in the second
/// program, `laboratory`, and a learner sees one command.
@main
enum CourseProgram {
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
  private static func command(_ name: String) throws(UsageError) -> (any Command.Type)? {
    let commands = [LoopCommands.overview] + LoopCommands.named + LoopCommands.hidden
    if let command = commands.first(where: { $0.usage.name == name }) { return command }
    guard LaboratoryCommand(rawValue: name) == nil else { return nil }
    throw UsageError(
      unknown: "command",
      name,
      among: LoopCommands.named.map { $0.usage.name } + LaboratoryCommand.allCases.map(\.rawValue),
      otherwise: "Type course help to see them all."
    )
  }
}
