import Console
import Foundation
import Grader

/// The entry point: finds the command, runs it and turns what it throws into an exit code.
@main
enum CourseProgram {
  /// In the order in which the help lists them.
  static let commands: [any Command.Type] = [
    ListCommand.self, CheckCommand.self, WatchCommand.self, HintCommand.self,
    SolutionCommand.self, ResetCommand.self, DemoCommand.self, LessonCommand.self,
    QuizCommand.self, DocsCommand.self, RedisCommand.self, MemcachedCommand.self,
    SimulateCommand.self, BenchCommand.self, AuditCommand.self, MistakeCommand.self,
    DoctorCommand.self, HelpCommand.self,
  ]

  /// What can be typed after `course`, nothing included.
  static var usages: [Usage] { [OverviewCommand.usage] + commands.map { $0.usage } }

  static func main() async {
    Interruption.prepare()
    _ = Interruption.beforeEnd { Checker.stopAll() }
    let session = Session(terminal: Terminal())
    let code = await run(Array(CommandLine.arguments.dropFirst()), in: session)
    exit(code.rawValue)
  }

  static func run(_ words: [String], in session: Session) async -> ExitCode {
    do {
      return try await dispatch(words, in: session)
    } catch let error as UsageError {
      session.terminal.complain("course", error.description)
      return .wrongUsage
    } catch {
      session.terminal.complain("course", "\(error)")
      return .kitFailed
    }
  }

  private static func dispatch(_ words: [String], in session: Session) async throws -> ExitCode {
    guard let name = words.first, !name.hasPrefix("-") else {
      let arguments = try OverviewCommand.usage.parse(words)
      guard arguments[Usage.help] else {
        return try await OverviewCommand.run(arguments, in: session)
      }
      session.print(HelpCommand.overview(session.terminal))
      return .success
    }
    let command = try command(name)
    let arguments = try command.usage.parse(Array(words.dropFirst()))
    guard !arguments[Usage.help] else {
      session.print(HelpCommand.page(command, session.terminal))
      return .success
    }
    return try await command.run(arguments, in: session)
  }

  /// The command called `name`, or a usage error that suggests the nearest.
  static func command(_ name: String) throws(UsageError) -> any Command.Type {
    if let command = commands.first(where: { $0.usage.name == name }) { return command }
    throw UsageError(
      unknown: "command",
      name,
      among: commands.map { $0.usage.name },
      otherwise: "Type course help to see them all."
    )
  }
}
