import Benchmarks
import Commands
import Console
import Drawing
import Grader

/// Times the reference caches of Week 1 beside a dictionary and what Foundation offers.
enum BenchCommand: Command {
  private static let pitfalls = Flag(
    "pitfalls",
    formerly: "lies",
    "show measurements that mislead, each beside an honest one"
  )
  private static let redis = Flag("redis", "time commands of the fake Redis in this process")
  private static let json = Flag("json", "print the results as JSON")
  private static let svg = Setting.text("svg", "FILE", "draw the bars to a file")

  static let usage = Usage(
    .bench,
    options: BenchOptions.all + [pitfalls, redis, json, svg],
    notes: [
      "Caches: \(Contestant.allCases.map(\.rawValue).joined(separator: ", ")).",
      "Traffic: \(Traffic.words.joined(separator: ", ")).",
      "get reads keys that are there, put gives them new values, mixed reads nine times in ten "
        + "among twice as many keys as there is room for and puts what it misses, churn puts keys "
        + "that were never there into a full cache.",
      "Where threads share a cache that was not made for it, it is under a Mutex; the bare "
        + "Dictionary runs in one thread only.",
      "The figures are worth something in a release build alone: swift run -c release course bench",
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let options = try BenchOptions(arguments)
    try verifyThatItStandsAlone(arguments)
    if Build.isDebug, !arguments[json] {
      session.terminal.complain("course", BenchReport.debugNote)
    }
    let progress = ProgressLine(session.terminal)
    defer { progress.end() }
    if arguments[pitfalls] {
      return try showPitfalls(options, arguments, progress, in: session)
    }
    if arguments[redis] {
      return try await timeRedis(options, arguments, progress, in: session)
    }
    let (report, problems) = measure(options, progress)
    progress.end()
    if let path = arguments[svg] { try report.chart.draw(to: path) }
    if arguments[json] {
      session.print(try JSONText.of(report))
    } else {
      let terminal = session.terminal
      session.print(report.table(terminal.style, columns: min(terminal.columns, 100)))
      if let path = arguments[svg] { session.print("\nThe chart is in \(path)") }
    }
    for problem in problems { session.terminal.complain("course", problem) }
    return problems.isEmpty ? .success : .workFails
  }

  private static func measure(
    _ options: BenchOptions,
    _ progress: ProgressLine
  ) -> (report: BenchReport, problems: [String]) {
    let total = options.benchmarks.reduce(0) { $0 + $1.trialCount }
    var done = 0
    var sections: [BenchReport.Section] = []
    var problems: [String] = []
    for benchmark in options.benchmarks {
      let setting = benchmark.setting
      let bytes = benchmark.contestants.compactMap { contestant in
        progress.show("weighing \(contestant.name) with \(grouped(setting.entries)) entries")
        return contestant.bytesPerEntry(setting).map { (contestant, $0) }
      }
      let results = benchmark.run { contestant, operation, round in
        let bar = TextStyle.plain.bar(done, of: total, width: 24)
        let turn = round == 0 ? "warming up" : "round \(round) of \(benchmark.rounds)"
        let threads = setting.threads == 1 ? "" : ", \(setting.threads) threads"
        progress.show("\(bar) \(operation.rawValue)\(threads), \(turn): \(contestant.name)")
        done += 1
      }
      let section = BenchReport.Section(setting, results, bytes: bytes)
      sections.append(section)
      problems += Agreement.problems(of: results, in: setting).map { "\(section.name): \($0)" }
    }
    let report = BenchReport(
      isDebug: Build.isDebug,
      rounds: options.roundCount,
      requests: options.requestCount,
      seed: options.seedNumber,
      sections: sections
    )
    return (report, problems)
  }

  /// Options that choose caches mean nothing where no cache is timed.
  private static func verifyThatItStandsAlone(_ arguments: Arguments) throws(UsageError) {
    guard let alone = [pitfalls, redis].first(where: { arguments[$0] }) else { return }
    let unfit =
      [
        BenchOptions.cache, BenchOptions.operation, BenchOptions.threads, BenchOptions.keys,
        BenchOptions.traffic, BenchOptions.entries, svg,
      ].map(\.name).first(where: arguments.has)
      ?? (arguments[pitfalls] && arguments[redis] ? "redis" : nil)
    if let unfit {
      throw UsageError("--\(alone.name) and --\(unfit) do not go together", fix: "Leave one out.")
    }
  }

  private static func timeRedis(
    _ options: BenchOptions,
    _ arguments: Arguments,
    _ progress: ProgressLine,
    in session: Session
  ) async throws -> ExitCode {
    progress.show("timing the fake Redis")
    let results = try await FakeRedisBenchmark.run(
      rounds: options.roundCount,
      requests: options.requestCount,
      seed: UInt64(options.seedNumber)
    )
    progress.end()
    let report = FakeRedisReport(
      isDebug: Build.isDebug,
      rounds: options.roundCount,
      requests: options.requestCount,
      results
    )
    session.print(
      arguments[json]
        ? try JSONText.of(report)
        : report.table(session.terminal.style, columns: session.terminal.columns)
    )
    return .success
  }

  private static func showPitfalls(
    _ options: BenchOptions,
    _ arguments: Arguments,
    _ progress: ProgressLine,
    in session: Session
  ) throws -> ExitCode {
    progress.show("preparing")
    let pitfalls = Pitfall.all(requests: options.requestCount, seed: UInt64(options.seedNumber))
    let results = pitfalls.map { pitfall in
      progress.show("\(pitfall.claim), as claimed and as it is")
      return PitfallReport.Row(pitfall.run(rounds: options.roundCount))
    }
    let report = PitfallReport(isDebug: Build.isDebug, rounds: options.roundCount, results)
    progress.end()
    let (style, columns) = (session.terminal.style, min(session.terminal.columns, 100))
    session.print(arguments[json] ? try JSONText.of(report) : report.table(style, columns: columns))
    return .success
  }
}
