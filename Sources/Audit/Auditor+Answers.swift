import BuildKit
import Curriculum
import Grader

extension Auditor {
  /// An exercise needs this many wrong answers to show that its checks have teeth.
  private static let fewestWrongAnswers = 3

  /// The stub fails, the solution passes, and each wrong answer fails the check that it names.
  func answerFindings(
    _ exercises: [Exercise],
    progress: @escaping @Sendable (String) -> Void
  ) throws(KitFailure) -> (scope: String, findings: [Finding]) {
    let wrong = exercises.map(wrongAnswers)
    let candidates = zip(exercises, wrong).flatMap { exercise, wrong in
      [
        Candidate(exercise: exercise, file: exercise.stubPath, role: .stub),
        Candidate(exercise: exercise, file: exercise.solutionPath, role: .solution),
      ] + wrong
    }
    let findings = try findings(of: candidates, progress)
    let few = zip(exercises, wrong).compactMap { exercise, wrong in
      wrong.count < Self.fewestWrongAnswers
        ? Finding(
          exercise.wrongAnswersPath,
          "holds \(wrong.count) wrong answers; at least \(Self.fewestWrongAnswers) are needed"
        )
        : nil
    }
    let count = exercises.count
    return (
      "stubs: \(count), solutions: \(count), wrong answers: \(candidates.count - 2 * count)",
      findings + few
    )
  }

  /// Wrong answers are put to the check that they name, and to all only when that does not catch them.
  private func findings(
    of candidates: [Candidate],
    _ progress: @escaping @Sendable (String) -> Void
  ) throws(KitFailure) -> [Finding] {
    let first = try verdicts(on: candidates, onlyNamed: true, progress)
    let suspects = zip(candidates, first).filter { $0.finding($1) != nil }.map { $0.0 }
    if suspects.isEmpty { return [] }
    let verdicts = try verdicts(on: suspects, onlyNamed: false, progress)
    return zip(suspects, verdicts).compactMap { $0.finding($1) }
  }

  private func verdicts(
    on candidates: [Candidate],
    onlyNamed: Bool,
    _ progress: @escaping @Sendable (String) -> Void
  ) throws(KitFailure) -> [Verdict] {
    try checker.check(
      candidates.map {
        Checker.Answer(
          to: $0.exercise,
          path: folder.path($0.file),
          onlyCheck: onlyNamed ? $0.namedCheck : nil
        )
      }
    ) { answer, _ in
      progress("judging \(folder.relative(answer.path ?? answer.exercise.stubPath))")
    } finished: { _, _ in
    }
  }

  private func wrongAnswers(to exercise: Exercise) -> [Candidate] {
    names(in: exercise.wrongAnswersPath).filter { $0.hasSuffix(".swift") }.map { name in
      let file = "\(exercise.wrongAnswersPath)/\(name)"
      return Candidate(
        exercise: exercise,
        file: file,
        role: .wrong(WrongAnswer(text(of: file) ?? ""))
      )
    }
  }
}
