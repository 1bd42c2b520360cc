import Benchmarks
import Drawing

/// Measurements that lie, each beside an honest one.
struct LieReport: Encodable {
  struct Row: Encodable {
    let claim: String
    let fault: String
    /// Nanoseconds.
    let says: Double
    let inTruth: Double
  }

  let build: String
  let rounds: Int
  let lies: [Row]

  init(isDebug: Bool, rounds: Int, _ lies: [Row]) {
    build = Build.name(isDebug: isDebug)
    self.rounds = rounds
    self.lies = lies
  }

  func table(_ style: TextStyle, columns: Int) -> String {
    var lines = [
      style.bold("Measurements that lie, medians of \(BenchReport.counted(rounds))")
    ]
    for row in lies {
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

extension LieReport.Row {
  init(_ result: Lie.Result) {
    self.init(
      claim: result.lie.claim,
      fault: result.lie.fault,
      says: result.says,
      inTruth: result.inTruth
    )
  }
}
