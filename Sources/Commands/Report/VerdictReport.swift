import Console
import Curriculum
import Drawing
import Grader

/// A verdict as the learner reads it: the first failure whole, the rest in a line each.
public struct VerdictReport {
  let verdict: Verdict
  let style: TextStyle
  let columns: Int
  let isVerbose: Bool
  let nameWidth: Int

  /// - Parameters:
  ///   - isVerbose: Whether every failure is shown whole, and the passed checks by name.
  ///   - nameWidth: How wide the name is written, so that several headlines make a table.
  public init(
    verdict: Verdict,
    style: TextStyle,
    columns: Int,
    isVerbose: Bool = false,
    nameWidth: Int = 0
  ) {
    self.verdict = verdict
    self.style = style
    self.columns = columns
    self.isVerbose = isVerbose
    self.nameWidth = nameWidth
  }

  /// The verdict in one line: what was checked, what came of it and how long it took.
  public var headline: String {
    let time = style.dim(fixed(verdict.seconds, 2) + " s")
    return style.spread(
      "\(mark) \(style.bold(verdict.exercise.padded(to: nameWidth)))  \(result)",
      time,
      columns: columns
    )
  }

  private var mark: String {
    switch verdict.outcome {
    case .passed: style.green("✓")
    case .notStarted: style.dim("·")
    default: style.red("✗")
    }
  }

  private var result: String {
    let count = "\(verdict.passedCount) of \(verdict.checks.count) passed" + step
    return switch verdict.outcome {
    case .passed: style.green("passed") + style.dim("  all \(verdict.checks.count) checks")
    case .fails: count
    case .crashed, .timedOut: "\(style.red(verdict.outcome.rawValue))  \(count)"
    case .notStarted: verdict.outcome.rawValue
    case .doesNotCompile: style.red(verdict.outcome.rawValue)
    }
  }

  /// How far the answer has come: ", step 2 of 4, eviction".
  private var step: String {
    guard let reached = verdict.reachedStep else { return "" }
    let isAcronym = reached.title.prefix(2) == reached.title.prefix(2).uppercased()
    let title =
      isAcronym
      ? reached.title : reached.title.prefix(1).lowercased() + reached.title.dropFirst()
    return ", step \(reached.number) of \(verdict.steps.count), \(title)"
  }

  /// The whole report without the line that says what to do next.
  public var lines: [String] {
    switch verdict.outcome {
    case .notStarted: [headline] + untouched
    case .doesNotCompile: [headline] + diagnostics
    default: [headline] + checks + output
    }
  }

  /// Sentences are broken between words; quoted code stays as it is.
  private var diagnostics: [String] {
    verdict.diagnostics.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line -> [String] in
        let isCode = line.prefixMatch(of: /\s*\d*\s*\|/) != nil
        return isCode ? ["  \(line)"] : "  \(line)".wrapped(to: columns, hanging: "    ")
      }
      .trimmingEmptyEnds()
  }

  private var runtime: RuntimeWords { RuntimeWords(exercise: Course.exercise(verdict.exercise)) }

  /// What the stub fails: with the fault to be seen where the exercise is to find it, and else as the
  /// contract in short.
  private var untouched: [String] {
    if isVerbose || Course.exercise(verdict.exercise)?.kind == .fix { return checks + output }
    return verdict.checks.filter { $0.status != .passed }.flatMap {
      "  \(style.dim("·")) \($0.sentence)".wrapped(to: columns, hanging: "    ")
    }
  }

  private var checks: [String] {
    var lines: [String] = []
    var isFirst = true
    for check in verdict.checks {
      switch check.status {
      case .passed:
        if isVerbose { lines.append("  \(style.green("✓")) \(check.sentence)") }
      case .failed, .crashed, .timedOut:
        if isFirst || isVerbose { lines += whole(check) } else { lines += brief(check, "") }
        isFirst = false
      case .skipped(let reason): lines += brief(check, "skipped: \(reason)")
      case .notRun(let reason): lines += brief(check, "not run: \(reason)")
      }
    }
    let passed = verdict.passedCount
    if !isVerbose, verdict.outcome != .passed, passed > 0 {
      lines.append(
        "  \(style.green("✓")) \(style.dim(passed == 1 ? "1 other passes" : "\(passed) others pass"))"
      )
    }
    return lines
  }

  private func whole(_ check: CheckResult) -> [String] {
    let head = "  \(style.red("✗")) \(style.bold(check.sentence))"
    return head.wrapped(to: columns, hanging: "    ") + details(of: check)
  }

  private func details(of check: CheckResult) -> [String] {
    switch check.status {
    case .failed(let failures):
      (isVerbose ? failures[...] : failures.prefix(1)).flatMap(expectation)
        + (isVerbose || failures.count < 2
          ? [] : ["    " + style.dim(more(failures.count - 1, "expectation") + " of this check")])
    case .crashed(let how):
      message(runtime.cause(how)[...]) + [label("in", "\(check.file):\(check.line)")]
    case .timedOut(let how): message(how[...]) + [label("in", "\(check.file):\(check.line)")]
    case .passed, .skipped, .notRun: []
    }
  }

  private func expectation(_ failure: Failure) -> [String] {
    failure.message.split(separator: "\n").flatMap(message)
      + (failure.code.isEmpty ? [] : message("code      \(failure.code)"[...]))
      + [label("at", "\(failure.file):\(failure.line)")]
  }

  private func more(_ count: Int, _ thing: String) -> String {
    "and \(count) more \(thing)\(count == 1 ? "" : "s")"
  }

  /// A line like `expected  nil` goes on below its value when it must be broken.
  private func message(_ line: Substring) -> [String] {
    let label = line.prefixMatch(of: /\w+ {2,}/)?.0.count ?? 0
    return "    \(line)".wrapped(to: columns, hanging: String(repeating: " ", count: 4 + label))
  }

  private func label(_ name: String, _ text: String) -> String {
    "    " + style.dim(name.padded(to: 10)) + style.cyan(text)
  }

  private func brief(_ check: CheckResult, _ reason: String) -> [String] {
    let isFault = reason.isEmpty
    let mark = isFault ? style.red("✗") : style.dim("·")
    let right =
      switch check.status {
      case .crashed: "crashed"
      case .timedOut: "timed out"
      case .failed(let failures): failures.first.map { "line \($0.line)" } ?? ""
      case .passed, .skipped, .notRun: reason
      }
    let left = "  \(mark) \(check.sentence)"
    guard left.displayWidth + 2 + right.displayWidth > columns else {
      return [style.spread(left, style.dim(right), columns: columns)]
    }
    return left.wrapped(to: columns, hanging: "    ")
      + "    \(right)".wrapped(to: columns, hanging: "    ").map(style.dim)
  }

  /// How much of what the answer printed is shown unasked.
  private static let outputLines = 20

  /// What the answer printed, which is how most people look for a fault.
  private var output: [String] {
    guard verdict.outcome != .passed || isVerbose else { return [] }
    let printed = verdict.output.split(separator: "\n", omittingEmptySubsequences: false)
    let all = runtime.withoutReports(printed.map(String.init)).trimmingEmptyEnds()
    guard !all.isEmpty else { return [] }
    let shown = isVerbose ? all[...] : all.prefix(Self.outputLines)
    var rest: [String] = []
    if shown.count < all.count {
      rest.append("    " + style.dim(more(all.count - shown.count, "line") + ": --verbose"))
    }
    if verdict.outputWasCut { rest.append("    " + style.dim("the rest was too long to keep")) }
    return ["", "  " + style.dim("printed by your code:")] + shown.map { "    " + $0 } + rest
  }
}

extension [String] {
  func trimmingEmptyEnds() -> [String] {
    let start = drop { $0.allSatisfy(\.isWhitespace) }
    return Array(start.reversed().drop { $0.allSatisfy(\.isWhitespace) }.reversed())
  }
}
