import Benchmarks
import Console
import Drawing
import XCTest

@testable import laboratory

/// The table and the chart, with figures that never change.
final class BenchReportTests: XCTestCase {
  private typealias Row = BenchReport.Row

  private func row(
    _ cache: String,
    _ operation: String,
    _ nanoseconds: Double,
    _ timesBaseline: Double?,
    _ timesFaster: Double?
  ) -> Row {
    Row(
      cache: cache,
      operation: operation,
      nanoseconds: nanoseconds,
      middleHalf: [nanoseconds * 0.99, nanoseconds * (nanoseconds > 9_000 ? 1.2 : 1.02)],
      timesBaseline: timesBaseline,
      timesFasterThanNSCache: timesFaster,
      hits: nil,
      checksum: 7,
      rounds: [nanoseconds]
    )
  }

  private var report: BenchReport {
    let section = BenchReport.Section(
      entries: 10_000,
      keys: "int",
      traffic: "zipf 1.0",
      threads: 1,
      baseline: "dictionary",
      results: [
        row("dictionary", "get", 20, 1, 30), row("simple", "get", 25.04, 1.252, 24),
        row("nscache", "get", 600, 30, 1),
        row("dictionary", "churn", 99.97, 1, 99.96), row("nscache", "churn", 9_993, 99.96, 1),
      ],
      memory: [
        .init(cache: "dictionary", bytesPerEntry: 26.4),
        .init(cache: "nscache", bytesPerEntry: 202.3),
      ]
    )
    return BenchReport(isDebug: false, rounds: 11, requests: 20_000, seed: 1, sections: [section])
  }

  func testTheTableStandsInItsColumns() {
    XCTAssertEqual(
      report.table(.plain, columns: 80),
      """
      10,000 entries, Int keys, zipf 1.0, one thread
        ns an operation    get  churn  bytes an entry
        Dictionary        20.0    100              26
        SimpleCache       25.0      –               –
        NSCache            600   9993             202

                         times Dictionary  NSCache's time over it
        ratios               get    churn         get       churn
        Dictionary          1.00     1.00       30.00         100
        SimpleCache         1.25        –       24.00           –
        NSCache            30.00      100        1.00        1.00

      Medians of 11 rounds of 20,000 operations; in each round everybody is timed
      once, in turn, and a ratio is the median of the rounds' own ratios. The middle
      half of a row's rounds spans 3 % of its median in most rows, and 21 % in the
      least steady, NSCache at churn.

      get
      time of one operation (ns)

      10,000 entries, Int keys, zipf 1.0, one thread
        Dictionary   █▉ 20.0 ns
        SimpleCache  ██▍ 25.0 ns
        NSCache      ████████████████████████████████████████████████████████ 600.0 ns
      """
    )
  }

  func testADebugBuildIsSaidToBeOne() {
    let debug = BenchReport(isDebug: true, rounds: 1, requests: 5, seed: 1, sections: [])
    XCTAssertTrue(
      debug.table(.plain, columns: 80).hasPrefix(
        """
        This is a debug build: its figures say how fast debug builds are, and little
        else. Measure with: swift run -c release course bench

        """
      )
    )
    XCTAssertEqual(debug.build, "debug")
    XCTAssertEqual(report.build, "release")
  }

  func testNoLineOfTheWidestTableIsTooLongForATerminal() {
    let setting = BenchmarkSetting(entries: 100, requests: 20)
    for threads in [1, 2] {
      var setting = setting
      setting.threads = threads
      let results = Benchmark(
        setting,
        Contestant.allCases,
        BenchmarkSetting.Operation.allCases,
        rounds: 1
      )
      .run { _, _, _ in }
      let section = BenchReport.Section(setting, results, bytes: [(.lru, 78.9)])
      let report = BenchReport(
        isDebug: false,
        rounds: 1,
        requests: 20,
        seed: 1,
        sections: [section]
      )
      let lines = report.table(.plain, columns: 80).split(separator: "\n")
      XCTAssertGreaterThan(lines.count, 30)
      for line in lines { XCTAssertLessThanOrEqual(String(line).displayWidth, 80, String(line)) }
    }
  }

  func testThePitfallsStandUnderOneAnother() {
    let report = PitfallReport(
      isDebug: false,
      rounds: 3,
      [
        .init(claim: "a hash", fault: "nobody uses it", says: 0.04, inTruth: 2.1),
        .init(claim: "a wait", fault: "it is the mean", says: 50_700, inTruth: 1_234_567),
      ]
    )
    XCTAssertEqual(
      report.table(.plain, columns: 80),
      """
      Measurements that mislead, medians of 3 rounds

      a hash: 0.0 ns, in truth 2.1 ns
        nobody uses it

      a wait: 50.7 µs, in truth 1.2 ms
        it is the mean
      """
    )
  }

  func testOptionsMakeARaceForEveryCombination() throws {
    let words = [
      "--entries", "1k,2m", "--keys", "string", "--traffic", "uniform,zipf:0.5", "--threads", "2",
      "--cache", "nscache,lru,lru", "--operation", "churn,get", "--rounds", "4", "--seed", "9",
    ]
    let options = try BenchOptions(BenchCommand.usage.parse(words), isDebug: false)
    XCTAssertEqual(options.benchmarks.map(\.setting.entries), [1_000, 1_000, 2_000_000, 2_000_000])
    XCTAssertEqual(
      options.benchmarks.map(\.setting.traffic.name),
      ["uniform", "zipf 0.5", "uniform", "zipf 0.5"]
    )
    for benchmark in options.benchmarks {
      XCTAssertEqual(benchmark.contestants, [.lru, .nsCache], "in the order of the tables")
      XCTAssertEqual(benchmark.operations, [.churn, .get])
      XCTAssertEqual(benchmark.rounds, 4)
      XCTAssertEqual(benchmark.setting.keys, .string)
      XCTAssertEqual(benchmark.setting.threads, 2)
      XCTAssertEqual(benchmark.setting.requests, 20_000)
      XCTAssertEqual(benchmark.setting.seed, 9)
      XCTAssertEqual(benchmark.trialCount, 2 * 2 * 5)
    }
    let plain = try BenchOptions(BenchCommand.usage.parse([]), isDebug: false)
    XCTAssertEqual(plain.benchmarks.map(\.setting.threads), [1, 2])
    XCTAssertEqual(plain.benchmarks[0].contestants, Contestant.allCases)
    for quick in [
      try BenchOptions(BenchCommand.usage.parse(["--quick"]), isDebug: false),
      try BenchOptions(BenchCommand.usage.parse([]), isDebug: true),
    ] {
      XCTAssertEqual(quick.roundCount, 3)
      XCTAssertEqual(quick.requestCount, 5_000)
    }
  }
}
