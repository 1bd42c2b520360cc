import Benchmarks
import Console
import Drawing

/// What `course bench` was asked for, understood and checked.
struct BenchOptions {
  private typealias Kind = BenchmarkSetting

  static let cache = Setting.text("cache", "NAMES", "such as lru,nscache; all without it")
  static let operation = Setting.text(
    "operation",
    "NAMES",
    "of get, put, mixed, churn; all without it"
  )
  static let threads = Setting.text("threads", "LIST", "such as 1 or 1,2,4; 1,2 without it")
  static let keys = Setting.text("keys", "KINDS", "of int, string; int without it")
  static let traffic = Setting.text(
    "traffic",
    "KINDS",
    "such as uniform,zipf:0.9; zipf without it"
  )
  static let entries = Setting.text(
    "entries",
    "LIST",
    "how many the cache holds, such as 1k,1m; 10k without it"
  )
  static let rounds = Setting.number(
    "rounds",
    "N",
    "how often each is timed, in turn; 11 without it",
    in: 1...1_000
  )
  static let requests = Setting.number(
    "requests",
    "N",
    "how many operations are timed at once; 20,000 without it",
    in: 1...100_000_000
  )
  static let seed = Setting.number("seed", "N", "another seed draws other keys", in: 0...Int.max)
  static let quick = Flag("quick", "3 rounds of 5,000 operations: a look, not a measurement")

  static let all: [any OptionDeclaration] = [
    cache, operation, threads, keys, traffic, entries, rounds, requests, seed, quick,
  ]

  let benchmarks: [Benchmark]
  let roundCount: Int
  let requestCount: Int
  let seedNumber: Int

  /// - Parameter isDebug: Whether this build is so slow that the defaults would take too long.
  init(_ arguments: Arguments, isDebug: Bool = Build.isDebug) throws(UsageError) {
    let isQuick = arguments[Self.quick] || isDebug
    let roundCount = arguments[Self.rounds] ?? (isQuick ? 3 : 11)
    let requestCount = arguments[Self.requests] ?? (isQuick ? 5_000 : 20_000)
    let seed = arguments[Self.seed] ?? 1
    let contestants = try Self.contestants(arguments[Self.cache])
    let operations = try Self.list(arguments[Self.operation], of: "operation", Self.operation) {
      Kind.Operation(rawValue: $0)
    }
    let keys = try Self.list(arguments[Self.keys] ?? "int", of: "kind of keys", Self.keys) {
      Kind.KeyKind(rawValue: $0)
    }
    let traffic = try Self.list(
      arguments[Self.traffic] ?? "zipf",
      among: Traffic.words,
      of: "traffic",
      Self.traffic
    ) { Traffic($0) }
    let sizes = try Self.pieces(arguments[Self.entries] ?? "10k", Self.entries)
      .map(Self.entryCount)
    let threads = try Self.pieces(arguments[Self.threads] ?? "1,2", Self.threads)
      .map(Self.threadCount)
    var benchmarks: [Benchmark] = []
    for size in sizes {
      for key in keys {
        for kind in traffic {
          for count in threads {
            let setting = Kind(
              keys: key,
              traffic: kind,
              entries: size,
              threads: count,
              requests: requestCount,
              seed: UInt64(seed)
            )
            benchmarks.append(Benchmark(setting, contestants, operations, rounds: roundCount))
          }
        }
      }
    }
    if let idle = benchmarks.first(where: { $0.trialCount == 0 }) {
      let names = contestants.map(\.name).joined(separator: " and ")
      throw UsageError(
        "\(names) cannot be timed at this with --threads \(idle.setting.threads)",
        fix: "Type course bench --help to see who can."
      )
    }
    self.benchmarks = benchmarks
    self.roundCount = roundCount
    self.requestCount = requestCount
    seedNumber = seed
  }
}

extension BenchOptions {
  private static func pieces(
    _ text: String,
    _ option: Setting<String>
  ) throws(UsageError) -> [String] {
    var pieces: [String] = []
    for piece in text.lowercased().split(separator: ",").map({ $0.filter { $0 != " " } })
    where !piece.isEmpty && !pieces.contains(piece) { pieces.append(piece) }
    guard !pieces.isEmpty else {
      throw UsageError("--\(option.name) names nothing", fix: "Type course bench --help.")
    }
    return pieces
  }

  /// The words of an option, each of which is one of a few; nil is all of them.
  private static func list<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String?,
    of kind: String,
    _ option: Setting<String>,
    read: (String) -> Value?
  ) throws(UsageError) -> [Value] {
    guard let text, text.lowercased() != "all" else { return Array(Value.allCases) }
    let words = Value.allCases.map(\.rawValue)
    return try list(text, among: words, of: kind, option, read: read)
  }

  private static func list<Value>(
    _ text: String,
    among words: [String],
    of kind: String,
    _ option: Setting<String>,
    read: (String) -> Value?
  ) throws(UsageError) -> [Value] {
    var values: [Value] = []
    for word in try pieces(text, option) {
      guard let value = read(word) else {
        throw UsageError(
          unknown: kind,
          word,
          among: words,
          otherwise: "There are \(words.joined(separator: ", "))."
        )
      }
      values.append(value)
    }
    return values
  }

  /// In the order of the tables, whatever the order of the words.
  private static func contestants(_ text: String?) throws(UsageError) -> [Contestant] {
    let named = try list(text, of: "cache", cache) { Contestant(rawValue: $0) }
    return Contestant.allCases.filter(named.contains)
  }

  private static func threadCount(_ text: String) throws(UsageError) -> Int {
    guard let count = Int(text), (1...64).contains(count) else {
      throw UsageError(
        "--threads \(text) is no number of threads",
        fix: "Write numbers from 1 to 64, such as 1,2."
      )
    }
    return count
  }

  private static func entryCount(_ text: String) throws(UsageError) -> Int {
    let units: [Character: Int] = ["k": 1_000, "m": 1_000_000]
    let unit = text.last.flatMap { units[$0] }
    let digits = (unit == nil ? text[...] : text.dropLast()).filter { $0 != "_" }
    guard let number = Int(digits), number > 0, number <= most,
      case let count = number * (unit ?? 1), (least...most).contains(count)
    else {
      throw UsageError(
        "--entries \(text) is no size for a cache here",
        fix: "Write numbers from \(least) to \(grouped(most)), such as 1k,100k,1m."
      )
    }
    return count
  }

  /// Fewer would leave the threads in each other's way, more would not fit into memory.
  private static let (least, most) = (100, 10_000_000)
}
