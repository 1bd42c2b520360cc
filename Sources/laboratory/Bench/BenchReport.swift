import Benchmarks
import Drawing
import Lab

/// What a benchmark found, in the forms that it can be shown in.
struct BenchReport: Encodable {
  struct Row: Encodable {
    let cache: String
    let operation: String
    /// The median of the rounds.
    let nanoseconds: Double
    /// A quarter of the rounds was faster than the first, a quarter slower than the second.
    let middleHalf: [Double]
    /// The median of each round's own ratio; nil where that cache was not timed.
    let timesBaseline: Double?
    let timesFasterThanNSCache: Double?
    /// Of the timed reads; nil where there were none.
    let hits: Int?
    let checksum: Int
    let rounds: [Double]
  }

  struct Memory: Encodable {
    let cache: String
    let bytesPerEntry: Double
  }

  /// One setting with all that was timed in it.
  struct Section: Encodable {
    let entries: Int
    let keys: String
    let traffic: String
    let threads: Int
    let baseline: String
    let results: [Row]
    let memory: [Memory]
  }

  let build: String
  let rounds: Int
  let requests: Int
  let seed: Int
  let sections: [Section]

  init(
    isDebug: Bool,
    rounds: Int,
    requests: Int,
    seed: Int,
    sections: [Section]
  ) {
    build = Build.name(isDebug: isDebug)
    self.rounds = rounds
    self.requests = requests
    self.seed = seed
    self.sections = sections
  }
}

extension BenchReport.Section {
  init(
    _ setting: BenchmarkSetting,
    _ results: [Benchmark.Result],
    bytes: [(contestant: Contestant, perEntry: Double)]
  ) {
    let baseline = Contestant.baseline(threads: setting.threads)
    entries = setting.entries
    keys = setting.keys.rawValue
    traffic = setting.traffic.name
    threads = setting.threads
    self.baseline = baseline.rawValue
    memory = bytes.map { .init(cache: $0.contestant.rawValue, bytesPerEntry: $0.perEntry) }
    self.results = results.map { result in
      let rivals = results.filter { $0.operation == result.operation }
      let times = result.nanoseconds
      func ratio(to other: Contestant) -> [Double]? {
        rivals.first { $0.contestant == other }.map { zip(times, $0.nanoseconds).map { $0 / $1 } }
      }
      return BenchReport.Row(
        cache: result.contestant.rawValue,
        operation: result.operation.rawValue,
        nanoseconds: times.median ?? 0,
        middleHalf: [times.quantile(0.25) ?? 0, times.quantile(0.75) ?? 0],
        timesBaseline: ratio(to: baseline)?.median,
        timesFasterThanNSCache: ratio(to: .nsCache)?.map { 1 / $0 }.median,
        hits: [.get, .mixed].contains(result.operation) ? result.trials.first?.hits : nil,
        checksum: result.trials.first?.checksum ?? 0,
        rounds: times
      )
    }
  }

  /// The caches and the operations that were timed, in the order of the tables.
  var caches: [Contestant] {
    Contestant.allCases.filter { cache in results.contains { $0.cache == cache.rawValue } }
  }

  var operations: [String] {
    BenchmarkSetting.Operation.allCases.map(\.rawValue)
      .filter { name in results.contains { $0.operation == name } }
  }

  func row(_ cache: Contestant, _ operation: String) -> BenchReport.Row? {
    results.first { $0.cache == cache.rawValue && $0.operation == operation }
  }

  /// "10,000 entries, Int keys, zipf 1.0, 2 threads".
  var name: String {
    let kind = keys == BenchmarkSetting.KeyKind.int.rawValue ? "Int" : "String"
    let count = threads == 1 ? "one thread" : "\(threads) threads"
    return "\(grouped(entries)) entries, \(kind) keys, \(traffic), \(count)"
  }
}

extension Benchmark.Result {
  fileprivate var nanoseconds: [Double] { trials.map(\.nanosecondsPerOperation) }
}

extension BenchReport {
  /// The first operation of every section, a bar for each cache.
  var chart: BarChart {
    let operation = sections.first?.operations.first ?? ""
    return BarChart(
      title: operation,
      value: Axis("time of one operation", format: .unit("ns")),
      groups: sections.map { section in
        .init(
          section.name,
          section.caches.compactMap { cache in
            section.row(cache, operation).map { .init(cache.name, $0.nanoseconds) }
          }
        )
      }
    )
  }
}
