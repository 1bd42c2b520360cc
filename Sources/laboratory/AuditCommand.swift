import Audit
import Commands
import Console
import Curriculum
import Drawing
import Foundation
import Grader
import Loop

/// The authors' own check of the course.
enum AuditCommand: Command {
  private static let ids = Positional(
    "ID",
    "the exercises to audit; without one, the whole course",
    count: .any
  )
  private static let lock = Flag("lock", "write the stubs as they are now into \(Stubs.lock)")

  static let usage = Usage(
    .audit,
    positional: ids,
    options: [lock],
    notes: [
      """
      It proves that every stub fails, every solution passes and every mistake is caught by the \
      check that it names; that hints, lessons, quizzes and pictures are whole, that the commands \
      in them exist, and that modules depend on each other in one direction. Learners have no need \
      of it, and in a clone with solved exercises it complains about those.
      """
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let folder = try session.folder()
    let exercises = try arguments.words.map { id throws(UsageError) in try session.exercise(id) }
    if arguments[lock] {
      try Stubs.writeLock(for: Course.exercises, in: folder)
      session.print("\(Stubs.lock) holds the stubs as they are now.")
      return .success
    }
    let line = ProgressLine(session.terminal)
    defer { line.end() }
    let findings = try await Auditor(folder: folder).audit(
      exercises.isEmpty ? Course.exercises : exercises,
      commands: LoopCommands.usages + LaboratoryCommand.allCases.map { $0.type.usage }
    ) {
      line.show($0)
    } finished: { section in
      line.end()
      print(section, in: session)
    }
    session.print()
    session.print(
      findings.isEmpty ? "The course is sound." : "\(findings.count) findings to fix."
    )
    return findings.isEmpty ? .success : .workFails
  }

  private static func print(_ section: Auditor.Section, in session: Session) {
    let style = session.terminal.style
    let mark = section.findings.isEmpty ? style.green("✓") : style.red("✗")
    session.print(
      "\(mark) \(section.title.padding(toLength: 14, withPad: " ", startingAt: 0)) \(section.scope)"
    )
    for finding in section.findings {
      session.print("    \(finding)".replacingOccurrences(of: "\n", with: "\n      "))
    }
  }
}
