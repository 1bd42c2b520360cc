/// All that is known after checking one exercise.
public struct Verdict: Codable, Sendable {
  public let exercise: String
  public let outcome: Outcome

  /// Every check of the exercise, in source order, whatever became of it.
  public let checks: [CheckResult]

  /// What the compiler or the checker said when the answer could not be built.
  public let diagnostics: String

  /// What the answer printed while it ran, to the limit.
  public let output: String
  public let outputWasCut: Bool

  /// From the start of the compilation to the verdict.
  public let seconds: Double

  /// The digest of the answer that was judged.
  public let answer: String

  public init(
    exercise: String,
    outcome: Outcome,
    checks: [CheckResult] = [],
    diagnostics: String = "",
    output: String = "",
    outputWasCut: Bool = false,
    seconds: Double = 0,
    answer: String
  ) {
    self.exercise = exercise
    self.outcome = outcome
    self.checks = checks
    self.diagnostics = diagnostics
    self.output = output
    self.outputWasCut = outputWasCut
    self.seconds = seconds
    self.answer = answer
  }

  /// The steps of the exercise, in their order.
  public var steps: [String] {
    checks.reduce(into: []) { steps, check in
      if !check.step.isEmpty, steps.last != check.step { steps.append(check.step) }
    }
  }

  /// The first step with a check that does not pass; nil when all do, or when there are no steps.
  public var reachedStep: (number: Int, title: String)? {
    guard let open = checks.first(where: { $0.status != .passed }),
      let index = steps.firstIndex(of: open.step)
    else { return nil }
    return (index + 1, open.step)
  }

  public var passedCount: Int { checks.count { $0.status == .passed } }

  /// The outcome in words: "passed", "fails 2 of 6", "does not compile".
  public var summary: String {
    switch outcome {
    case .fails: "fails \(checks.count - passedCount) of \(checks.count)"
    default: outcome.rawValue
    }
  }
}

/// What became of one check.
public struct CheckResult: Codable, Sendable {
  /// The method, `testAnEntryExpires`.
  public let name: String

  /// The method's name as a sentence, "an entry expires".
  public let sentence: String

  /// The part of the exercise that it belongs to, "eviction"; empty where there are no parts.
  public let step: String

  /// Where the check begins, relative to the course's folder.
  public let file: String
  public let line: Int

  public let status: Status
  public let seconds: Double

  public init(
    name: String,
    sentence: String,
    step: String = "",
    file: String,
    line: Int,
    status: Status,
    seconds: Double
  ) {
    self.name = name
    self.sentence = sentence
    self.step = step
    self.file = file
    self.line = line
    self.status = status
    self.seconds = seconds
  }

  public enum Status: Codable, Sendable, Equatable {
    case passed
    case failed([Failure])
    /// The check said itself that it cannot be judged yet.
    case skipped(String)
    /// The process died in this check; the text says how.
    case crashed(String)
    case timedOut(String)
    /// The exercise's time was up before this check had its turn.
    case notRun(String)
  }
}

/// One broken expectation.
public struct Failure: Codable, Sendable, Equatable {
  /// One or more lines: `expected  nil`, `actual    "blue"`.
  public let message: String

  /// The line of the check that it broke on: `expect(cache.count, is: 1)`; empty if unknown.
  public let code: String

  /// Relative to the course's folder where it lies inside.
  public let file: String
  public let line: Int

  public init(message: String, code: String = "", file: String, line: Int) {
    self.message = message
    self.code = code
    self.file = file
    self.line = line
  }
}
