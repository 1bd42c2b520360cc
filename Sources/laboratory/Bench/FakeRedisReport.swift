import Benchmarks
import Drawing

/// What commands cost in the fake Redis.
struct FakeRedisReport: Encodable {
  struct Row: Encodable {
    let command: String
    let nanoseconds: Double
  }

  let build: String
  let rounds: Int
  let requests: Int
  let commands: [Row]

  init(isDebug: Bool, rounds: Int, requests: Int, _ results: [FakeRedisRace.Result]) {
    build = Build.name(isDebug: isDebug)
    self.rounds = rounds
    self.requests = requests
    commands = results.map { Row(command: $0.name, nanoseconds: $0.nanoseconds) }
  }

  func table(_ style: TextStyle) -> String {
    let counts = "\(BenchReport.counted(rounds)) of \(grouped(requests)) commands"
    let width = (commands.map(\.command.count).max() ?? 0) + 2
    let rows = commands.map {
      "  \($0.command.padded(to: width))\(fixed($0.nanoseconds, 0).leftPadded(to: 8)) ns"
    }
    return ([style.bold("The fake Redis in this process, medians of \(counts)")] + rows)
      .joined(separator: "\n")
  }
}
