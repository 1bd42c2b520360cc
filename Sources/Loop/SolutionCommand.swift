import BuildKit
import Commands
import Console
import Curriculum
import Foundation
import Grader

/// The reference solution, for those who passed or who say that they want it all the same.
enum SolutionCommand: Command {
  private static let id = Positional("ID", "the exercise whose solution you want to see")
  private static let diff = Flag("diff", "show how it differs from your file")
  private static let yes = Flag("yes", letter: "y", "show it without asking, passed or not")

  static let usage = Usage(
    "solution",
    "show the reference solution",
    positional: id,
    options: [diff, yes],
    notes: ["Before you have passed, it asks whether you are sure: the hints spoil less."]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let exercise = try session.exercise(arguments.word ?? "")
    let folder = try session.folder()
    let standing = try Standings(folder: folder)[exercise]
    if !standing.wasPassed, !arguments[yes] {
      guard session.terminal.isInteractive else {
        throw UsageError(
          "\(exercise.id) is not passed yet",
          fix: "To see the solution anyway, add --yes."
        )
      }
      let question = "\(exercise.id) is not passed yet. Show the solution all the same?"
      guard session.terminal.confirms(question) else {
        session.print("Then a hint may do:  course hint \(exercise.id)")
        return .success
      }
    }
    return try show(exercise, folder, arguments, session)
  }

  private static func show(
    _ exercise: Exercise,
    _ folder: CourseFolder,
    _ arguments: Arguments,
    _ session: Session
  ) throws(KitFailure) -> ExitCode {
    let style = session.terminal.style
    let reference = try text(exercise.solutionPath, in: folder)
    guard arguments[diff] else {
      session.print(style.bold(exercise.solutionPath) + "\n\n" + reference)
      return .success
    }
    let difference = LineDifference(
      from: try text(
        exercise.stubPath,
        in: folder,
        fix: "Type course reset \(exercise.id) to get it back."
      ),
      to: reference
    )
    if difference.isEmpty {
      session.print("Your file and the reference are the same, line for line.")
    } else {
      session.terminal.write(
        difference.unified(exercise.stubPath, exercise.solutionPath, style: style)
      )
    }
    return .success
  }

  /// What a file of the course says, without the line's end at its end.
  static func text(
    _ path: String,
    in folder: CourseFolder,
    fix: String = "Get it back from where you cloned the course."
  ) throws(KitFailure) -> String {
    guard let data = FileManager.default.contents(atPath: folder.path(path)) else {
      throw KitFailure("\(path) cannot be read", fix: fix)
    }
    var text = String(decoding: data, as: UTF8.self)
    while text.last?.isNewline ?? false { text.removeLast() }
    return text
  }
}
