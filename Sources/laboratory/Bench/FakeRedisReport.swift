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

  init(isDebug: Bool, rounds: Int, requests: Int, _ results: [FakeRedisBenchmark.Result]) {
    build = Build.name(isDebug: isDebug)
    self.rounds = rounds
    self.requests = requests
    commands = results.map { Row(command: $0.name, nanoseconds: $0.nanoseconds) }
  }

  func table(_ style: TextStyle, columns: Int) -> String {
    let counts = "\(BenchReport.counted(rounds)) of \(grouped(requests)) commands"
    var table = TextTable([.text(), .number().atLeast(11)], indent: 2)
    for row in commands { table.add(row.command, "\(fixed(row.nanoseconds, 0)) ns") }
    let head = style.bold("The fake Redis in this process, medians of \(counts)")
    return ([head] + table.lines(columns: columns, style: style)).joined(separator: "\n")
  }
}
