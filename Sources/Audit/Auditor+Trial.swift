import BuildKit
import Curriculum
import Grader

/// What the checks say of one mistake.
public struct MistakeTrial: Sendable {
  /// What a learner would see who had made it: all checks, with `assert` on.
  public let learnersVerdict: Verdict

  /// What the audit has against the mistake; nil when the check that it names catches it.
  public let finding: Finding?
}

extension Auditor {
  /// Judges one mistake as a learner's answer and as the audit does.
  ///
  /// - Returns: Nil when it cannot be judged, and then why.
  public func trial(
    of mistake: Mistake,
    in exercise: Exercise,
    progress: @Sendable (Checker.Step) -> Void = { _ in }
  ) throws(KitFailure) -> (trial: MistakeTrial?, problems: [MistakeProblem]) {
    let solution = MistakeBank(folder: folder).solution(of: exercise)
    let (candidate, problems) = try candidate(mistake, exercise, solution)
    guard let candidate else { return (nil, problems) }
    let learners = Checker.Answer(to: exercise, path: candidate.path)
    let verdicts = try checker.check([learners, candidate.answer(onlyNamed: true)]) { _, step in
      progress(step)
    } finished: { _, _ in
    }
    guard verdicts.count == 2 else { preconditionFailure("two answers have two verdicts") }
    var finding = candidate.finding(verdicts[1])
    if finding != nil {
      let whole = try checker.check([candidate.answer(onlyNamed: false)], finished: { _, _ in })
      finding = whole.first.flatMap(candidate.finding)
    }
    return (MistakeTrial(learnersVerdict: verdicts[0], finding: finding), [])
  }
}
