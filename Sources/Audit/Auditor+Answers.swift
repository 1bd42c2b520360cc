import Curriculum
import Foundation
import Grader

extension Auditor {
  /// An exercise needs this many wrong answers to show that its checks have teeth.
  private static let fewestWrongAnswers = 3

  /// The stub fails, the solution passes, and each wrong answer fails the check that it names.
  func answerFindings(
    _ exercises: [Exercise], progress: @escaping @Sendable (String) -> Void
  ) throws(KitFailure) -> (scope: String, findings: [Finding]) {
    let wrong = Dictionary(
      uniqueKeysWithValues: exercises.map { ($0.id, wrongAnswers(to: $0)) })
    let answers = exercises.flatMap { exercise in
      ([exercise.stubPath, exercise.solutionPath] + wrong[exercise.id, default: []].map(\.file))
        .map { Checker.Answer(to: exercise, path: folder.path($0)) }
    }
    let verdicts = try checker.check(answers) { answer, _ in
      progress("judging \(folder.relative(answer.path ?? ""))")
    } finished: { _, _ in
    }
    let byFile = Dictionary(
      uniqueKeysWithValues: zip(answers.map { folder.relative($0.path ?? "") }, verdicts))

    let findings = exercises.flatMap { exercise in
      let mistakes = wrong[exercise.id, default: []]
      return stubFindings(exercise, byFile[exercise.stubPath])
        + solutionFindings(exercise, byFile[exercise.solutionPath])
        + mistakes.flatMap { wrongAnswerFindings($0, byFile[$0.file]) }
        + (mistakes.count < Self.fewestWrongAnswers
          ? [Finding(exercise.wrongAnswersPath, "has fewer than three wrong answers")] : [])
    }
    let count = wrong.values.reduce(0) { $0 + $1.count }
    return (
      "\(exercises.count) stubs fail, \(exercises.count) solutions pass, \(count) wrong answers "
        + "are caught", findings
    )
  }

  private func wrongAnswers(to exercise: Exercise) -> [WrongAnswer] {
    names(in: exercise.wrongAnswersPath).map { name in
      let file = "\(exercise.wrongAnswersPath)/\(name)"
      let source = try? String(contentsOfFile: folder.path(file), encoding: .utf8)
      return WrongAnswer(file: file, source: source ?? "")
    }
  }

  private func stubFindings(_ exercise: Exercise, _ verdict: Verdict?) -> [Finding] {
    guard let verdict else { return [] }
    return switch verdict.outcome {
    case .passed: [Finding(exercise.stubPath, "passes every check: there is nothing left to do")]
    case .doesNotCompile:
      [Finding(exercise.stubPath, "does not compile with its checks:\n\(verdict.diagnostics)")]
    default: []
    }
  }

  private func solutionFindings(_ exercise: Exercise, _ verdict: Verdict?) -> [Finding] {
    guard let verdict, verdict.outcome != .passed else { return [] }
    let broken = verdict.checks.filter { $0.status != .passed }.map { "\($0.name): \($0.status)" }
    return [
      Finding(
        exercise.solutionPath,
        "\(verdict.summary)\n" + verdict.diagnostics + broken.joined(separator: "\n"))
    ]
  }

  private func wrongAnswerFindings(_ answer: WrongAnswer, _ verdict: Verdict?) -> [Finding] {
    guard let verdict else { return [] }
    guard let caughtBy = answer.caughtBy, answer.mistake != nil else {
      return [
        Finding(answer.file, line: 1, "must begin with '// Caught by: …' and '// The mistake: …'")
      ]
    }
    guard let check = verdict.checks.first(where: { $0.name == caughtBy }) else {
      return [Finding(answer.file, line: 1, "names \(caughtBy), which is no check of the exercise")]
    }
    switch check.status {
    case .passed:
      return [
        Finding(answer.file, line: 1, "\(caughtBy) passes with it; all in all it \(verdict.summary)")
      ]
    case .notRun, .skipped:
      return [
        Finding(
          answer.file, line: 1,
          "\(caughtBy) did not judge it: it \(verdict.summary)\n\(verdict.diagnostics)")
      ]
    case .failed, .crashed, .timedOut: return []
    }
  }
}
