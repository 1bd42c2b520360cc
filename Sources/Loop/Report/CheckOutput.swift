import BuildKit
import Commands
import Console
import Curriculum
import Drawing
import Grader

/// One call of the checker, with everything that is printed about it.
struct CheckOutput {
  let session: Session
  let standings: Standings
  let trust: Checker.Trust
  let isVerbose: Bool
  let isJSON: Bool

  private var columns: Int { min(session.terminal.columns, 100) }

  func check(_ exercises: [Exercise]) throws -> [Verdict] {
    let line = ProgressLine(session.terminal)
    defer { line.end() }
    let checker = try Checker(folder: standings.folder, trust: trust)
    try standings.keepStubs()
    if exercises.count == 1 {
      line.show("checking \(exercises[0].id)")
      let verdict = try checker.check(exercises[0]) { line.show($0.words(for: exercises[0])) }
      line.end()
      if isJSON {
        session.print(try JSONText.of(CheckReport([verdict])))
      } else {
        printWhole(verdict, of: exercises[0])
      }
      try record([verdict])
      return [verdict]
    }
    let verdicts = try checkSeveral(exercises, checker, line)
    line.end()
    if isJSON {
      session.print(try JSONText.of(CheckReport(verdicts)))
    } else {
      printSummary(verdicts, of: exercises)
    }
    try record(verdicts)
    return verdicts
  }

  /// Shows a line for each exercise as its verdict comes.
  private func checkSeveral(
    _ exercises: [Exercise],
    _ checker: Checker,
    _ line: ProgressLine
  ) throws(KitFailure) -> [Verdict] {
    let open = OpenChecks(exercises)
    line.show(open.words)
    let style = session.terminal.style
    let terminal = session.terminal
    let columns = columns
    let isJSON = isJSON
    let nameWidth = exercises.map(\.id.count).max() ?? 0
    return try checker.check(
      exercises,
      progress: { exercise, step in
        open.begin(exercise, step)
        line.show(open.words)
      },
      finished: { exercise, verdict in
        open.end(exercise)
        let report = VerdictReport(
          verdict: verdict,
          style: style,
          columns: columns,
          nameWidth: nameWidth
        )
        if !isJSON { line.print(report.headline, to: terminal) }
        line.show(open.words)
      }
    )
  }

  private func printWhole(_ verdict: Verdict, of exercise: Exercise) {
    let style = session.terminal.style
    let report = VerdictReport(
      verdict: verdict,
      style: style,
      columns: columns,
      isVerbose: isVerbose
    )
    let step = NextStep(verdict, of: exercise, standings)
    session.print((report.lines + step.lines(style, columns: columns)).joined(separator: "\n"))
  }

  /// The first failure that the learner has begun to work on, whole, and then the totals.
  private func printSummary(_ verdicts: [Verdict], of exercises: [Exercise]) {
    let byID = Dictionary(
      verdicts.map { ($0.exercise, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let failing = exercises.filter { exercise in
      byID[exercise.id].map { $0.outcome != .passed && $0.outcome != .notStarted } ?? false
    }
    for exercise in isVerbose ? failing : Array(failing.prefix(1)) {
      guard let verdict = byID[exercise.id] else { continue }
      session.print()
      printWhole(verdict, of: exercise)
    }
    session.print()
    session.print(totals(verdicts).wrapped(to: columns).joined(separator: "\n"))
  }

  private func totals(_ verdicts: [Verdict]) -> String {
    let counts = Outcome.allCases.reversed().compactMap { outcome -> String? in
      let count = verdicts.count { $0.outcome == outcome }
      return count > 0 && outcome != .passed ? "\(count) \(outcome.plural(count))" : nil
    }
    let passed = verdicts.count { $0.outcome == .passed }
    return (["\(passed) of \(verdicts.count) passed"] + counts).joined(separator: ", ")
  }

  private func record(_ verdicts: [Verdict]) throws(KitFailure) {
    var progress = standings.progress
    for verdict in verdicts { try progress.record(verdict) }
  }
}

extension Outcome {
  /// As in "2 fail, 1 crashed".
  fileprivate func plural(_ count: Int) -> String {
    switch self {
    case .fails: count == 1 ? "fails" : "fail"
    case .doesNotCompile: count == 1 ? "does not compile" : "do not compile"
    default: rawValue
    }
  }
}
