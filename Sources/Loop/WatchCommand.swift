import Commands
import Console
import Curriculum
import Grader

/// Checks again on every save.
enum WatchCommand: Command {
  private static let id = Positional(
    "ID",
    "the exercise to follow; without one, the next that is not passed",
    count: .upToOne
  )

  static let usage = Usage(
    "watch",
    "check an exercise whenever you save it",
    positional: id,
    notes: [
      "Keys: n next, h hint, s solution, l list, r run again, q quit. Without a terminal there "
        + "are no keys, and it ends with its input."
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let exercise = try arguments.word.map { try session.exercise($0) }
    return try follow(exercise, Standings(folder: session.folder()), session)
  }

  /// Follows `exercise`, or the next that is not passed.
  static func follow(
    _ exercise: Exercise?,
    _ standings: Standings,
    _ session: Session
  ) throws -> ExitCode {
    guard let exercise = exercise ?? standings.next else {
      session.print("Every exercise is passed. To follow one of them: course watch ID")
      return .success
    }
    try standings.keepStubs()
    var loop = WatchLoop(
      exercise: exercise,
      checker: try Checker(folder: standings.folder),
      standings: standings,
      terminal: session.terminal
    )
    return try loop.run()
  }
}
