import BuildKit
import Curriculum
import Grader

extension Auditor {
  /// An exercise needs this many mistakes to show that its checks have teeth.
  private static let fewestMistakes = 3

  /// The stub fails, the solution passes, and each mistake fails the check that it names.
  func answerFindings(
    _ exercises: [Exercise],
    progress: @escaping @Sendable (String) -> Void
  ) throws(KitFailure) -> (scope: String, findings: [Finding]) {
    var findings: [Finding] = []
    var candidates: [Candidate] = []
    for exercise in exercises {
      let mistakes = try mistakes(of: exercise)
      findings += mistakes.findings
      candidates += [
        candidate(.stub, exercise, file: exercise.stubPath),
        candidate(.solution, exercise, file: exercise.solutionPath),
      ]
      candidates += mistakes.candidates
    }
    findings += try self.findings(of: candidates, progress)
    let count = exercises.count
    return (
      "stubs: \(count), solutions: \(count), mistakes: \(candidates.count - 2 * count)",
      findings
    )
  }

  /// Mistakes are put to the check that they name, and to all only when that does not catch them.
  private func findings(
    of candidates: [Candidate],
    _ progress: @escaping @Sendable (String) -> Void
  ) throws(KitFailure) -> [Finding] {
    let first = try verdicts(on: candidates, onlyNamed: true, progress)
    // Where the solution does not compile, nothing that is made of it does.
    let broken = zip(candidates, first).filter { $0.isSolution && $1.outcome == .doesNotCompile }
      .map { $0.0.exercise.id }
    let suspects = zip(candidates, first).filter { candidate, verdict in
      candidate.finding(verdict) != nil
        && !(candidate.isMadeOfSolution && broken.contains(candidate.exercise.id))
    }.map { $0.0 }
    if suspects.isEmpty { return [] }
    let verdicts = try verdicts(on: suspects, onlyNamed: false, progress)
    return zip(suspects, verdicts).compactMap { $0.finding($1) }
  }

  private func verdicts(
    on candidates: [Candidate],
    onlyNamed: Bool,
    _ progress: @escaping @Sendable (String) -> Void
  ) throws(KitFailure) -> [Verdict] {
    let titles = Dictionary(
      candidates.map { ($0.path, $0.title) },
      uniquingKeysWith: { first, _ in first }
    )
    return try checker.check(candidates.map { $0.answer(onlyNamed: onlyNamed) }) { answer, _ in
      progress("judging \(answer.path.flatMap { titles[$0] } ?? answer.exercise.stubPath)")
    } finished: { _, _ in
    }
  }

  private func candidate(_ role: Candidate.Role, _ exercise: Exercise, file: String) -> Candidate {
    Candidate(exercise: exercise, path: folder.path(file), file: file, role: role)
  }
}

/// The mistakes of an exercise as the checks can judge them.
extension Auditor {
  /// The mistakes that can be judged, and what is wrong with the others.
  private func mistakes(
    of exercise: Exercise
  ) throws(KitFailure) -> (candidates: [Candidate], findings: [Finding]) {
    let bank = MistakeBank(folder: folder)
    let (mistakes, problems) = bank.read(exercise)
    let solution = bank.solution(of: exercise)
    var findings = problems.map { Finding($0) }
    var candidates: [Candidate] = []
    var texts: [String: String] = [:]
    for mistake in mistakes {
      let made = try candidate(mistake, exercise, solution)
      findings += made.problems.map { Finding($0) }
      guard let candidate = made.candidate else { continue }
      if let other = texts.updateValue(mistake.name, forKey: candidate.path) {
        let reason = MistakeProblem.Reason.sameAs(other)
        findings.append(
          Finding(MistakeProblem(reason, of: mistake.name, in: mistake.file, line: mistake.line))
        )
      } else {
        candidates.append(candidate)
      }
    }
    let count = mistakes.count
    if count < Self.fewestMistakes {
      findings.append(
        Finding(
          exercise.mistakesPath,
          "\(exercise.id) has \(count) \(count == 1 ? "mistake" : "mistakes"); "
            + "at least \(Self.fewestMistakes) are needed"
        )
      )
    }
    return (candidates, findings)
  }

  /// The answer that a mistake makes of the solution, in a file outside of the course.
  func candidate(
    _ mistake: Mistake,
    _ exercise: Exercise,
    _ solution: Solution
  ) throws(KitFailure) -> (candidate: Candidate?, problems: [MistakeProblem]) {
    switch mistake.form {
    case .wholeFile:
      return (candidate(.mistake(mistake, nil), exercise, file: mistake.file), [])
    case .hunks(let hunks):
      let (answer, problems) = solution.applying(hunks, of: mistake)
      guard let answer else { return (nil, problems) }
      let candidate = Candidate(
        exercise: exercise,
        path: try checker.cache.file(named: "\(exercise.name).swift", saying: answer.text),
        file: mistake.file,
        role: .mistake(mistake, answer)
      )
      return (candidate, [])
    }
  }
}
