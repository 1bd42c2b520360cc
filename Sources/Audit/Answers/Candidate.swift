import Curriculum
import Grader

/// An answer that an exercise's checks judge, and what they have to say of it.
struct Candidate: Sendable {
  enum Role: Sendable {
    case stub
    case solution
    /// With the answer that its hunks make of the solution; nil for a file of its own.
    case mistake(Mistake, MistakenAnswer?)
  }

  let exercise: Exercise

  /// The file that is compiled, absolute.
  let path: String

  /// Where its authors find it, relative to the course's folder.
  let file: String
  let role: Role

  /// What is shown while it is judged.
  var title: String {
    if case .mistake(let mistake, .some) = role { "\(file): \(mistake.name)" } else { file }
  }

  var isSolution: Bool { if case .solution = role { true } else { false } }

  /// Whether its text is the solution's but for some hunks.
  var isMadeOfSolution: Bool { if case .mistake(_, .some) = role { true } else { false } }

  /// The check that is to catch a mistake.
  var namedCheck: String? {
    if case .mistake(let mistake, _) = role { mistake.check } else { nil }
  }

  /// For the checker; a mistake is put to the check that it names, or to all.
  ///
  /// A stub is built as a learner builds it. Elsewhere `assert` is off, so that it is a check that
  /// catches a mistake and not an invariant that the solution happens to assert.
  func answer(onlyNamed: Bool) -> Checker.Answer {
    let isStub = if case .stub = role { true } else { false }
    return Checker.Answer(
      to: exercise,
      path: path,
      onlyCheck: onlyNamed ? namedCheck : nil,
      keepsAssertions: isStub
    )
  }

  /// What is wrong when the checks have judged the answer like this.
  func finding(_ verdict: Verdict) -> Finding? {
    switch role {
    case .stub: stubFinding(verdict)
    case .solution: solutionFinding(verdict)
    case .mistake(let mistake, let answer): mistakeFinding(mistake, answer, verdict)
    }
  }

  private func stubFinding(_ verdict: Verdict) -> Finding? {
    switch verdict.outcome {
    case .passed: Finding(file, "passes every check: it leaves the learner nothing to do")
    case .doesNotCompile: doesNotCompile(verdict)
    default: nil
    }
  }

  private func solutionFinding(_ verdict: Verdict) -> Finding? {
    switch verdict.outcome {
    case .passed: nil
    case .doesNotCompile: doesNotCompile(verdict)
    default:
      Finding(
        file,
        "\(verdict.summary), and a solution passes all"
          + verdict.checks.compactMap(\.complaint).map { "\n\($0)" }.joined()
      )
    }
  }

  private func mistakeFinding(
    _ mistake: Mistake,
    _ answer: MistakenAnswer?,
    _ verdict: Verdict
  ) -> Finding? {
    func finding(_ line: Int, _ message: String) -> Finding {
      Finding(mistake.file, line: line, "\(mistake.name): \(message)")
    }
    let check = mistake.check
    switch verdict.outcome {
    case .passed:
      return finding(
        mistake.line,
        "it passes every check, so it is no mistake; \(check) was to catch it"
      )
    case .doesNotCompile: return doesNotCompile(mistake, answer, verdict)
    default: break
    }
    guard let result = verdict.checks.first(where: { $0.name == check }) else {
      return finding(
        mistake.checkLine,
        "\(check) is no check of \(exercise.checkClass)" + caught(by: verdict)
      )
    }
    switch result.status {
    case .failed, .crashed, .timedOut: return nil
    case .passed: return finding(mistake.checkLine, "\(check) passes with it" + caught(by: verdict))
    case .skipped(let reason), .notRun(let reason):
      return finding(
        mistake.checkLine,
        "\(check) did not judge it: \(reason)" + caught(by: verdict)
      )
    }
  }

  private func caught(by verdict: Verdict) -> String {
    let names = verdict.checks.filter(\.catches).map(\.name)
    return names.isEmpty ? "" : "; caught by " + names.joined(separator: ", ")
  }

  private func doesNotCompile(_ verdict: Verdict) -> Finding {
    Finding(file, says: verdict.diagnostics, "does not compile with its checks")
  }

  private func doesNotCompile(
    _ mistake: Mistake,
    _ answer: MistakenAnswer?,
    _ verdict: Verdict
  ) -> Finding {
    let messages = answer.map { $0.relocated(verdict.diagnostics, from: path) }
    return Finding(
      mistake.file,
      line: mistake.line,
      says: messages ?? verdict.diagnostics,
      "\(mistake.name): it does not compile with its checks"
    )
  }
}

extension CheckResult {
  fileprivate var catches: Bool {
    switch status {
    case .failed, .crashed, .timedOut: true
    case .passed, .skipped, .notRun: false
    }
  }

  /// Where the check stands and how it ended; nil if it passed.
  fileprivate var complaint: String? {
    let (place, text): (Int, String)
    switch status {
    case .passed: return nil
    case .failed(let failures):
      place = failures.first.map(\.line) ?? line
      text = failures.first?.message ?? "fails"
    case .skipped(let reason): (place, text) = (line, "skipped: \(reason)")
    case .crashed(let reason): (place, text) = (line, "crashed: \(reason)")
    case .timedOut(let reason): (place, text) = (line, "timed out: \(reason)")
    case .notRun(let reason): (place, text) = (line, "not run: \(reason)")
    }
    return "\(file):\(place): \(name)\n  \(text.replacing("\n", with: "\n  "))"
  }
}
