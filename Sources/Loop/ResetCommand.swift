import Commands
import Console
import Curriculum
import Grader

/// Puts a stub back and keeps what was there.
enum ResetCommand: Command {
  private static let id = Positional("ID", "the exercise to start anew")
  private static let yes = Flag("yes", letter: "y", "do it without asking")

  static let usage = Usage(
    "reset",
    "put the stub of an exercise back",
    positional: id,
    options: [yes],
    notes: ["Your file is not lost: it is kept under a name that the command prints."]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let exercise = try session.exercise(arguments.word ?? "")
    let folder = try session.folder()
    let stubs = try Stubs(folder: folder)
    guard !stubs.isUnedited(exercise) else {
      session.print("\(exercise.stubPath) is the stub already.")
      return .success
    }
    let isThere = folder.answerDigest(of: exercise) != nil
    if isThere, !arguments[yes] {
      guard session.terminal.isInteractive else {
        throw UsageError(
          "There is nobody to ask whether \(exercise.stubPath) may be replaced",
          fix: "Add --yes."
        )
      }
      let question = "Put the stub of \(exercise.id) back? Your file is kept."
      guard session.terminal.confirms(question) else { return .success }
    }
    if case .done(let kept) = try stubs.reset(exercise) {
      session.print("\(exercise.stubPath) is the stub again.")
      if let kept { session.print("What was there is kept in \(kept)") }
    }
    return .success
  }
}
