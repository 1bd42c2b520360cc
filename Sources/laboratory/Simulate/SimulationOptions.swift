import Console
import Foundation
import Lab
import Simulation

/// What `course simulate` was asked for, understood and checked.
struct SimulationOptions {
  static let trace = Setting.text(
    "trace",
    "FILE",
    "replay the requests in a file; - reads the input"
  )
  static let format = Setting(
    "format",
    "NAME",
    "what the trace is written in: text, csv, oracle or monitor",
    expected: "text, csv, oracle or monitor"
  ) { FormatName(rawValue: $0) }
  static let column = Setting(
    "column",
    "N",
    "the column of a CSV trace that is the key, by number or name",
    expected: "a number from 1 on, or the name of a column"
  ) { TraceFormat.Column($0) }
  static let sizeColumn = Setting(
    "size-column",
    "N",
    "the column that is the size of the key's object",
    expected: "a number from 1 on, or the name of a column"
  ) { TraceFormat.Column($0) }
  static let bytes = Flag("bytes", "count room in bytes, and give keys the sizes in the trace")
  static let workload = Setting(
    "workload",
    "TEXT",
    "replay requests that are made up, such as zipf:0.9 or loop:1200",
    expected: "a workload such as zipf:0.9"
  ) { $0 }
  static let requests = Setting.number(
    "requests",
    "N",
    "how many requests to make up; 1,000,000 without it",
    in: 1...10_000_000_000
  )
  static let seed = Setting.number(
    "seed",
    "N",
    "another seed makes up other requests",
    in: 0...Int.max
  )
  static let policy = Setting.text("policy", "NAMES", "such as lru,arc,sieve; all without it")
  static let size = Setting.text(
    "size",
    "SIZES",
    "such as 100,1000 or 1%,10%; 1%,5%,10% without it"
  )

  static let all: [any OptionDeclaration] = [
    trace, format, column, sizeColumn, bytes, workload, requests, seed, policy, size,
  ]

  enum FormatName: String, Sendable {
    case text, csv, oracle, monitor
  }

  let policies: [Policy]
  let sizes: [RoomSize]
  let isWeighted: Bool
  let seedNumber: UInt64

  init(_ arguments: Arguments) throws(UsageError) {
    policies = try Self.policies(arguments[Self.policy])
    var sizes: [RoomSize] = []
    for text in Self.pieces(arguments[Self.size] ?? "1%,5%,10%") {
      let size = try RoomSize(text)
      if !sizes.contains(size) { sizes.append(size) }
    }
    guard !sizes.isEmpty else {
      throw UsageError("--size names no size", fix: "Write --size 100,1000 or --size 10%.")
    }
    self.sizes = sizes
    isWeighted = arguments[Self.bytes]
    seedNumber = UInt64(arguments[Self.seed] ?? 1)
    if arguments[Self.trace] != nil {
      let unfit = [Self.workload.name, Self.requests.name].first { arguments.has($0) }
      if let unfit {
        throw UsageError("--trace and --\(unfit) do not go together", fix: "Leave one out.")
      }
    } else {
      let unfit = [Self.format.name, Self.column.name, Self.sizeColumn.name].first {
        arguments.has($0)
      }
      if let unfit { throw UsageError("--\(unfit) needs a trace", fix: "Write --trace FILE.") }
      if isWeighted {
        throw UsageError("--bytes needs a trace with sizes", fix: "Write --trace FILE.")
      }
    }
  }

  private static func pieces(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.filter { $0 != " " } }
  }

  private static func policies(_ text: String?) throws(UsageError) -> [Policy] {
    guard let text, text.lowercased() != "all" else { return Policy.all }
    var policies: [Policy] = []
    for word in pieces(text) {
      guard let policy = Policy.named(word) else {
        throw UsageError(
          unknown: "policy",
          word,
          among: Policy.all.map(\.id),
          otherwise: "There are \(Policy.all.map(\.id).joined(separator: ", "))."
        )
      }
      if !policies.contains(where: { $0.id == policy.id }) { policies.append(policy) }
    }
    guard !policies.isEmpty else {
      throw UsageError(
        "--policy names no policy",
        fix: "Write --policy lru,sieve or --policy all."
      )
    }
    return policies
  }
}

/// Where the requests come from.
struct SimulationInput {
  /// As the report calls it.
  let name: String
  /// As a message about a line of it begins.
  let path: String
  let stream: RequestStream

  init(_ arguments: Arguments) throws(UsageError) {
    typealias Options = SimulationOptions
    guard let path = arguments[Options.trace] else {
      let text = arguments[Options.workload] ?? "zipf:1.0"
      do throws(WorkloadTextError) {
        let workload = try Workload(parsing: text)
        let seed = UInt64(arguments[Options.seed] ?? 1)
        let count = arguments[Options.requests] ?? 1_000_000
        stream = RequestStream(workload, count: count, seed: seed)
        name = workload.name
        self.path = ""
      } catch {
        throw UsageError("--workload \(text): \(error)")
      }
      return
    }
    let format = try Self.format(arguments, path)
    if arguments[Options.bytes], !format.hasSizes {
      throw UsageError(
        "--bytes needs sizes, and this trace has none",
        fix: "A CSV trace has them with --size-column, and the oracle format always."
      )
    }
    do throws(TraceError) {
      let source = path == "-" ? TraceSource() : try TraceSource(path: path)
      let reader = TraceReader(source, format, keepsSizes: arguments[Options.bytes])
      stream = RequestStream(reader)
    } catch {
      throw UsageError(error.description)
    }
    name = path == "-" ? "the input" : path
    self.path = path == "-" ? "input" : path
  }

  private static func format(
    _ arguments: Arguments,
    _ path: String
  ) throws(UsageError) -> TraceFormat {
    typealias Options = SimulationOptions
    let lowered = path.lowercased()
    let isCSV = arguments[Options.column] != nil || lowered.hasSuffix(".csv")
    let isOracle = [".oraclegeneral", ".oraclegeneral.bin", ".bin"].contains {
      lowered.hasSuffix($0)
    }
    let name = arguments[Options.format] ?? (isCSV ? .csv : isOracle ? .oracle : .text)
    if name != .csv, arguments.has(Options.column.name) || arguments.has(Options.sizeColumn.name) {
      throw UsageError("Only a CSV trace has columns", fix: "Write --format csv.")
    }
    switch name {
    case .text: return .text
    case .oracle: return .oracleGeneral
    case .monitor: return .monitor
    case .csv:
      return .csv(key: arguments[Options.column] ?? .number(1), size: arguments[Options.sizeColumn])
    }
  }
}
