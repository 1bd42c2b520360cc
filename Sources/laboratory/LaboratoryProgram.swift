import BuildKit
import Commands
import Console
import Foundation

/// The second program: demos, servers, the simulator, the benchmark and what the authors need.
///
/// `course` builds it when it is first asked for one of these, and becomes it; nobody calls it by its
/// own name.
@main
enum LaboratoryProgram {
  static func main() async {
    SignalHandler.install()
    _ = SignalHandler.beforeEnd { RunningChildren.stopAll() }
    let words = Array(CommandLine.arguments.dropFirst())
    exit(await run(words, in: Session(terminal: Terminal())).rawValue)
  }

  static func run(_ words: [String], in session: Session) async -> ExitCode {
    await Dispatcher(session: session) { name in
      LaboratoryCommand(rawValue: name)?.type
    } elsewhere: { words in
      let name = words.first ?? ""
      throw UsageError("The laboratory has no command \"\(name)\"", fix: "Type course \(name).")
    }.run(words)
  }
}

extension LaboratoryCommand {
  var type: any Command.Type {
    switch self {
    case .demo: DemoCommand.self
    case .redis: RedisCommand.self
    case .memcached: MemcachedCommand.self
    case .simulate: SimulateCommand.self
    case .bench: BenchCommand.self
    case .audit: AuditCommand.self
    case .mistake: MistakeCommand.self
    }
  }
}
