import Commands
import Console
import Drawing
import Grader
import Simulation

/// Replays a trace through eviction policies and says how often each of them hits.
enum SimulateCommand: Command {
  private static let mine = Flag("mine", "put your own caches of Week 1 beside the reference")
  private static let curve = Flag("curve", "LRU's miss ratio at every size, from one pass")
  private static let sample = Flag(
    "sample",
    "with --curve: from a sample, for traces of any length"
  )
  private static let json = Flag("json", "print the results as JSON")
  private static let csv = Flag("csv", "print the results as lines with commas")
  private static let svg = Setting.text("svg", "FILE", "draw the miss-ratio curves to a file")

  static let usage = Usage(
    .simulate,
    options: SimulationOptions.all + [mine, curve, sample, json, csv, svg],
    notes: [
      "Policies: \(Policy.all.map(\.id).joined(separator: ", ")).",
      "A trace of more than \(grouped(SimulationRun.limit)) requests is replayed as it comes, in "
        + "bounded memory: then there is no optimum, and sizes are numbers.",
      "For example: course simulate --workload zipf:0.9 --policy all --size 1%,5%,10%",
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    if arguments[json], arguments[csv] {
      throw UsageError("--json and --csv do not go together", fix: "Leave one out.")
    }
    if arguments[sample], !arguments[curve] {
      throw UsageError("--sample needs --curve", fix: "Write --curve --sample.")
    }
    let options = try SimulationOptions(arguments)
    let input = try SimulationInput(arguments)
    do {
      if arguments[curve] {
        let report = try curve(input, options, arguments, in: session)
        let table = report.table(session.terminal.style, columns: session.terminal.columns)
        try show(report, report.csv, report.chart, table, arguments, session)
        return .success
      }
      return try simulate(input, options, arguments, in: session)
    } catch let error as TraceError {
      let place = error.line == nil ? "" : "\(input.path), "
      throw UsageError("\(place)\(error.description)")
    }
  }

  private static func simulate(
    _ input: SimulationInput,
    _ options: SimulationOptions,
    _ arguments: Arguments,
    in session: Session
  ) throws -> ExitCode {
    var answers: (run: AnswerRun, mine: [ExercisePolicy])?
    if arguments[mine] {
      guard !options.isWeighted else {
        throw UsageError("Week 1's caches count entries, not bytes", fix: "Leave --bytes out.")
      }
      switch try AnswerRun.prepare(options.policies, in: session) {
      case .ready(let run, let mine): answers = (run, mine)
      case .rejected(let messages):
        session.print("The simulation does not compile with your answers.\n\n\(messages)")
        return .workFails
      }
    }
    let progress = ProgressLine(session.terminal)
    defer { progress.end() }
    let run = SimulationRun(
      input: input,
      options: options,
      answers: answers,
      drawsCurves: arguments[svg] != nil,
      progress: progress
    )
    let (report, crashes) = try run.report()
    progress.end()
    let table = report.table(session.terminal.style, columns: session.terminal.columns)
    try show(report, report.csv, report.chart, table, arguments, session)
    for crash in crashes { session.terminal.complain("course", crash) }
    return crashes.isEmpty ? .success : .workFails
  }

  private static func curve(
    _ input: SimulationInput,
    _ options: SimulationOptions,
    _ arguments: Arguments,
    in session: Session
  ) throws -> CurveReport {
    let unfit = [SimulationOptions.size.name, SimulationOptions.bytes.name, mine.name]
      .first { arguments.has($0) }
    if let unfit {
      throw UsageError("--curve and --\(unfit) do not go together", fix: "Leave one out.")
    }
    let isNamed = arguments[SimulationOptions.policy] != nil
    guard !isNamed || options.policies.map(\.id) == [Policy.lru.id] else {
      throw UsageError(
        "Only LRU's curve comes from one pass",
        fix: "Write --policy lru, or several sizes in place of --curve."
      )
    }
    let progress = ProgressLine(session.terminal)
    defer { progress.end() }
    var stream = input.stream
    var (exact, sampled) = (LRUCurve(), SampledLRUCurve())
    while let batch = try stream.next() {
      if arguments[sample] {
        sampled.record(batch.keys[...])
      } else {
        exact.record(batch.keys[...])
      }
      progress.show("reading", stream.position)
    }
    guard stream.position.requests > 0 else {
      throw UsageError("There is no request in \(input.name)")
    }
    return arguments[sample]
      ? CurveReport(source: input.name, sampled: sampled)
      : CurveReport(source: input.name, exact: exact)
  }

  private static func show(
    _ report: some Encodable,
    _ lines: String,
    _ chart: LineChart,
    _ table: String,
    _ arguments: Arguments,
    _ session: Session
  ) throws {
    if let path = arguments[svg] { try chart.draw(to: path) }
    session.print(arguments[json] ? try JSONText.of(report) : arguments[csv] ? lines : table)
    if let path = arguments[svg], !arguments[json], !arguments[csv] {
      session.print("\nThe chart is in \(path)")
    }
  }
}
