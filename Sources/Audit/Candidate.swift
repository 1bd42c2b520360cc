import Curriculum
import Grader

/// A file that an exercise's checks judge, and what they have to say of it.
struct Candidate {
  enum Role {
    case stub
    case solution
    case wrong(WrongAnswer)
  }

  let exercise: Exercise

  /// Relative to the course's folder.
  let file: String
  let role: Role

  /// The check that is to catch a wrong answer.
  var namedCheck: String? {
    if case .wrong(let answer) = role { answer.caughtBy } else { nil }
  }

  /// What is wrong when the checks have judged the file like this.
  func finding(_ verdict: Verdict) -> Finding? {
    switch role {
    case .stub: stubFinding(verdict)
    case .solution: solutionFinding(verdict)
    case .wrong(let answer): wrongAnswerFinding(answer, verdict)
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

  private func wrongAnswerFinding(_ answer: WrongAnswer, _ verdict: Verdict) -> Finding? {
    if verdict.outcome == .passed {
      let promise = answer.caughtBy.map { "; \($0) was to catch it" } ?? ""
      return Finding(file, "passes every check, so it is no wrong answer" + promise)
    }
    if verdict.outcome == .doesNotCompile { return doesNotCompile(verdict) }
    guard let caughtBy = answer.caughtBy else {
      return Finding(file, line: 1, "must begin with \"// Caught by: \" and the name of a check")
    }
    guard answer.mistake != nil else {
      return Finding(file, line: 2, "must say \"// The mistake: \" and what is wrong")
    }
    guard let check = verdict.checks.first(where: { $0.name == caughtBy }) else {
      return Finding(
        file,
        line: 1,
        "\(caughtBy) is no check of \(exercise.checkClass)" + caught(by: verdict)
      )
    }
    switch check.status {
    case .failed, .crashed, .timedOut: return nil
    case .passed:
      return Finding(file, line: 1, "\(caughtBy) passes with it" + caught(by: verdict))
    case .skipped(let reason), .notRun(let reason):
      return Finding(file, line: 1, "\(caughtBy) did not judge it: \(reason)" + caught(by: verdict))
    }
  }

  private func caught(by verdict: Verdict) -> String {
    let names = verdict.checks.filter(\.catches).map(\.name)
    return names.isEmpty ? "" : "; caught by " + names.joined(separator: ", ")
  }

  private func doesNotCompile(_ verdict: Verdict) -> Finding {
    Finding(file, says: verdict.diagnostics, "does not compile with its checks")
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
