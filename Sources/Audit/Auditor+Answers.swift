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
    let verdicts = try checker.check(
      candidates.map { Checker.Answer(to: $0.exercise, path: folder.path($0.file)) }
    ) { answer, _ in
      progress("judging \(folder.relative(answer.path ?? answer.exercise.stubPath))")
    } finished: { _, _ in
    }
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
      zip(candidates, verdicts).compactMap { $0.finding($1) } + few
    )
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
