import Benchmarks
import Drawing

/// Measurements that mislead, each beside an honest one.
struct PitfallReport: Encodable {
  struct Row: Encodable {
    let claim: String
    let fault: String
    /// Nanoseconds.
    let says: Double
    let inTruth: Double
  }

  let build: String
  let rounds: Int
  let pitfalls: [Row]

  /// Programs read the list as `lies`, its name from the beginning.
  private enum CodingKeys: String, CodingKey {
    case build, rounds
    case pitfalls = "lies"
  }

  init(isDebug: Bool, rounds: Int, _ pitfalls: [Row]) {
    build = Build.name(isDebug: isDebug)
    self.rounds = rounds
    self.pitfalls = pitfalls
  }

  func table(_ style: TextStyle, columns: Int) -> String {
    var lines = [
      style.bold("Measurements that mislead, medians of \(BenchReport.counted(rounds))")
    ]
    for row in pitfalls {
      lines.append("")
      let figures = "\(Self.figure(row.says)), in truth \(Self.figure(row.inTruth))"
      lines += "\(style.bold(row.claim)): \(figures)".wrapped(to: columns)
      lines += "  \(row.fault)".wrapped(to: columns, hanging: "  ")
    }
    return lines.joined(separator: "\n")
  }

  private static func figure(_ nanoseconds: Double) -> String {
    switch nanoseconds {
    case 1e6...: "\(fixed(nanoseconds / 1e6, 1)) ms"
    case 1e4...: "\(fixed(nanoseconds / 1e3, 1)) µs"
    default: "\(fixed(nanoseconds, 1)) ns"
    }
  }
}

extension PitfallReport.Row {
  init(_ result: Pitfall.Result) {
    self.init(
      claim: result.pitfall.claim,
      fault: result.pitfall.fault,
      says: result.says,
      inTruth: result.inTruth
    )
  }
}
