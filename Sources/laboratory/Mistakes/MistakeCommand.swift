import Audit
import Commands
import Console
import Curriculum
import Grader

/// The mistakes that the checks of an exercise must catch: shows, tries and records them.
enum MistakeCommand: Command {
  private static let words = Positional(
    "ID",
    "the exercise, and the mistake to show; without one, all are listed",
    count: .oneAnd("NAME")
  )
  private static let trying = Flag(
    "try",
    "check the mistake: what a learner would see, and whether its check catches it"
  )
  private static let record = Setting.text(
    "record",
    "NAME",
    "write down your edited file as a mistake; the check that catches it follows"
  )
  private static let because = Setting.text(
    "because",
    "TEXT",
    "what somebody believed or did, in a sentence; for --record"
  )

  static let usage = Usage(
    .mistake,
    positional: words,
    options: [trying, record, because],
    notes: [
      """
      For authors. To record one, write the solution with the mistake in it into the exercise's file \
      under Exercises, then type course mistake ID --record NAME CHECK --because "…". The file is \
      left alone; course reset puts the stub back.
      """
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let exercise = try session.exercise(arguments.word ?? "")
    let second = arguments.words.dropFirst().first
    let report = MistakeReport(exercise: exercise, folder: try session.folder(), session: session)
    if let name = arguments[record] {
      guard let check = second else {
        throw UsageError(
          "--record needs the check that catches the mistake",
          fix: "Write course mistake \(exercise.id) --record \(name) CHECK."
        )
      }
      guard let sentence = arguments[because] else {
        throw UsageError(
          "--record needs to know what somebody believed or did",
          fix: "Say it in a sentence, with --because \"…\"."
        )
      }
      guard !arguments[trying] else {
        throw UsageError("--record tries the mistake anyway", fix: "Leave out --try.")
      }
      return try report.record(name, check: check, because: sentence)
    }
    guard arguments[because] == nil else {
      throw UsageError("--because goes with --record", fix: "Leave it out, or add --record NAME.")
    }
    guard let name = second else {
      guard !arguments[trying] else {
        throw UsageError("--try needs a mistake", fix: "Type course mistake \(exercise.id).")
      }
      return report.list()
    }
    return arguments[trying] ? try report.tryOut(name) : try report.show(name)
  }
}
