import BuildKit
import Commands
import Console
import Curriculum
import Drawing
import Foundation
import Grader

/// What is wrong with the machine or the clone, and how to fix it.
enum DoctorCommand: Command {
  private static let clear = Flag("clear", "throw the compiled answers away first")

  static let usage = Usage(
    "doctor",
    "look for what is wrong with this machine",
    options: [clear],
    notes: ["Exit code 3 means that something must be fixed before the checks can run."]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let style = session.terminal.style
    let columns = min(session.terminal.columns, 100)
    if arguments[clear] { try BuildCache(of: session.folder()).clear() }
    let line = ProgressLine(session.terminal)
    defer { line.end() }
    var diagnoses: [Diagnosis] = []
    func look(_ what: String, _ diagnose: () -> Diagnosis) {
      line.show("looking at \(what)")
      diagnoses.append(diagnose())
      line.print(diagnoses[diagnoses.count - 1].text(style, columns: columns), to: session.terminal)
    }
    look("the toolchain", Machine.toolchain)
    look("the cores", Machine.cores)
    look("the memory", Machine.memory)
    look("docc", Machine.docc)
    look("git", Machine.git)
    look("loopback", Machine.loopback)
    do {
      let folder = try session.folder()
      look("the course") { Clone.place(folder) }
      look("the disk") { Clone.space(folder) }
      look("the state folder") { Clone.state(folder) }
      look("the compiled answers") { Clone.cache(folder) }
    } catch {
      look("the course") { .problem("course", error.problem, fix: error.fix) }
    }
    line.end()
    return conclude(diagnoses, session)
  }

  private static func conclude(_ diagnoses: [Diagnosis], _ session: Session) -> ExitCode {
    let problems = diagnoses.count { $0.level == .problem }
    let words =
      switch problems {
      case 0: "Nothing stands in the way of the checks."
      case 1: "One problem to fix."
      default: "\(problems) problems to fix."
      }
    let lines = words.wrapped(to: session.terminal.columns)
    session.print("\n" + lines.joined(separator: "\n"))
    return problems == 0 ? .success : .kitFailed
  }
}

extension Diagnosis {
  /// The finding in a line, and below it how to fix what is wrong.
  fileprivate func text(_ style: TextStyle, columns: Int) -> String {
    let mark =
      switch level {
      case .ok: style.green("✓")
      case .warning: style.yellow("!")
      case .problem: style.red("✗")
      }
    var table = TextTable([.text().atLeast(13), .sentence()])
    table.add("\(mark) \(style.bold(subject))", words)
    if !fix.isEmpty { table.add(["", .init(fix, .quiet)]) }
    return table.lines(columns: columns, style: style).joined(separator: "\n")
  }
}
