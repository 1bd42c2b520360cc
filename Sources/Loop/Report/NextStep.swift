import Console
import Curriculum
import Drawing
import Grader

/// The line below a verdict that says what to do next.
struct NextStep {
  let exercise: Exercise
  let outcome: Outcome

  /// How far up the hint ladder the learner is.
  var hintsShown: Int

  /// Whether this is the pass that comes after a failure, not one more.
  let isFirstPass: Bool

  /// What comes after this exercise; nil when all is done.
  let following: Exercise?

  /// Whether there was text to judge; a hint is of no use where a file is missing.
  var hasAnswer = true

  /// Whether a key does what the learner would otherwise type.
  var hasKeys = false

  func lines(_ style: TextStyle, columns: Int) -> [String] {
    rows(style).flatMap { "  \($0)".wrapped(to: columns, hanging: "    ") }
  }

  private func rows(_ style: TextStyle) -> [String] {
    let id = exercise.id
    switch outcome {
    case .notStarted:
      return [
        "lesson:  \(style.cyan("course lesson \(id)"))",
        "file:    \(style.cyan(exercise.stubPath))",
      ]
    case .passed:
      let compare = "compare with the reference:  \(style.cyan("course solution \(id) --diff"))"
      return (isFirstPass ? [compare] : []) + [nextExercise(style)]
    case .doesNotCompile where !hasAnswer: return []
    case .doesNotCompile, .fails, .crashed, .timedOut:
      let total = exercise.hints.rungs.count
      let which = hintsShown < total ? "hint \(hintsShown + 1) of \(total)" : "all \(total) hints"
      return [
        "\(which):  " + (hasKeys ? "press \(style.cyan("h"))" : style.cyan("course hint \(id)"))
      ]
    }
  }

  private func nextExercise(_ style: TextStyle) -> String {
    guard let following else { return "that was the last one: every exercise is passed" }
    guard !hasKeys else { return "next:  press \(style.cyan("n")) for \(style.bold(following.id))" }
    return "next:  \(style.bold(following.id))  \(style.cyan(following.stubPath))"
  }
}

extension NextStep {
  /// What follows from `verdict`, given what was known before it.
  init(_ verdict: Verdict, of exercise: Exercise, _ before: Standings) {
    self.init(
      exercise: exercise,
      outcome: verdict.outcome,
      hintsShown: before.progress.hintsShown[exercise.id, default: 0],
      isFirstPass: before.progress.marks[exercise.id]?.outcome != .passed,
      following: before.next(after: exercise),
      hasAnswer: !verdict.answer.isEmpty
    )
  }
}
