import Commands
import Console
import Curriculum
import Grader

/// Judges answers and says what to do next.
enum CheckCommand: Command {
  private static let ids = Positional(
    "ID",
    "the exercises to check; without one, the next that is not passed",
    count: .any
  )
  private static let all = Flag("all", "check every exercise")
  private static let week = Setting.number("week", "N", "check the exercises of one week")
  private static let watch = Flag("watch", "check again whenever the file is saved")
  private static let again = Flag("again", "build and run everything anew, whatever is known of it")
  private static let json = Flag("json", "print the verdicts as JSON")
  private static let verbose = Flag(
    "verbose",
    letter: "v",
    "show every failure whole, the passed checks and what your code printed"
  )

  static let usage = Usage(
    "check",
    "check your answers",
    positional: ids,
    options: [all, week, watch, again, json, verbose],
    notes: [
      "Exit code 1 means that an answer fails; the checks are in Tests and may be read at any time."
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let chosen = try exercises(arguments, session)
    let folder = try session.folder()
    let standings = try Standings(folder: folder)
    if arguments[watch] {
      guard !arguments[json] else {
        throw UsageError("--watch and --json do not go together", fix: "Leave one out.")
      }
      guard chosen.count < 2 else {
        throw UsageError(
          "--watch follows one exercise, not \(chosen.count)",
          fix: "Type course watch \(chosen[0].id)."
        )
      }
      return try WatchCommand.follow(chosen.first, standings, session)
    }
    guard let first = chosen.first ?? standings.next else {
      session.print(
        arguments[json]
          ? try JSONText.of(CheckReport([]))
          : "Every exercise is passed. To check them again: course check --all"
      )
      return .success
    }
    let exercises = chosen.isEmpty ? [first] : chosen
    let output = CheckOutput(
      session: session,
      standings: standings,
      trust: arguments[again] ? .nothing : .passes,
      isVerbose: arguments[verbose],
      isJSON: arguments[json]
    )
    let verdicts = try output.check(exercises)
    return verdicts.allSatisfy { $0.outcome == .passed } ? .success : .workFails
  }

  /// The exercises that the words name, each once; empty for "the next".
  private static func exercises(
    _ arguments: Arguments,
    _ session: Session
  ) throws(UsageError) -> [Exercise] {
    var exercises: [Exercise] = []
    for id in arguments.words {
      let exercise = try session.exercise(id)
      if !exercises.contains(where: { $0.id == exercise.id }) { exercises.append(exercise) }
    }
    guard let number = arguments[week] else {
      guard arguments[all] else { return exercises }
      guard exercises.isEmpty else {
        throw UsageError("--all needs no exercise beside it", fix: "Leave one of them out.")
      }
      return Course.exercises
    }
    guard exercises.isEmpty, !arguments[all] else {
      throw UsageError("--week needs nothing else to choose by", fix: "Leave one of them out.")
    }
    let chosen = try session.week(number)
    guard !chosen.exercises.isEmpty else {
      throw UsageError(
        "Week \(number), \(chosen.title), is not written yet",
        fix: "Type course list."
      )
    }
    return chosen.exercises
  }
}
