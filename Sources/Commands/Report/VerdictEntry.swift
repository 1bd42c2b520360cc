import Grader

/// A verdict in the form that programs read; its keys stay as they are.
struct VerdictEntry: Encodable {
  let exercise: String
  let outcome: String
  let passed: Int
  let total: Int
  let seconds: Double
  let checks: [CheckEntry]
  let diagnostics: String
  let output: String
  let outputWasCut: Bool
  let answer: String

  init(_ verdict: Verdict) {
    exercise = verdict.exercise
    outcome = verdict.outcome.rawValue
    passed = verdict.passedCount
    total = verdict.checks.count
    seconds = verdict.seconds
    checks = verdict.checks.map(CheckEntry.init)
    diagnostics = verdict.diagnostics
    output = verdict.output
    outputWasCut = verdict.outputWasCut
    answer = verdict.answer
  }
}

/// One check of a verdict, as programs read it.
struct CheckEntry: Encodable {
  let name: String
  let sentence: String
  let step: String
  let file: String
  let line: Int
  let status: String

  /// Why a check was skipped or not run, or how it ended the process; empty for the others.
  let reason: String
  let failures: [Failure]
  let seconds: Double

  init(_ check: CheckResult) {
    name = check.name
    sentence = check.sentence
    step = check.step
    file = check.file
    line = check.line
    seconds = check.seconds
    (status, reason, failures) =
      switch check.status {
      case .passed: ("passed", "", [])
      case .failed(let failures): ("failed", "", failures)
      case .skipped(let reason): ("skipped", reason, [])
      case .crashed(let how): ("crashed", how, [])
      case .timedOut(let how): ("timed out", how, [])
      case .notRun(let reason): ("not run", reason, [])
      }
  }
}

/// The answer of `course check --json`.
public struct CheckReport: Encodable {
  let passed: Int
  let total: Int
  let verdicts: [VerdictEntry]

  public init(_ verdicts: [Verdict]) {
    passed = verdicts.count { $0.outcome == .passed }
    total = verdicts.count
    self.verdicts = verdicts.map(VerdictEntry.init)
  }
}
