import Console
import Drawing
import Lab
import Simulation

/// What a simulation found, in the forms that it can be shown in.
struct SimulationReport: Encodable {
  struct Row: Encodable {
    let policy: String
    /// In keys or bytes.
    let size: Int
    let hits: Int
    let misses: Int
    let hitRatio: Double
    /// Hits over those of the optimum; nil where the optimum was not worked out.
    let shareOfOptimum: Double?
    /// Nil for the optimum, which knows the future and is no policy.
    let requestsPerSecond: Double?
  }

  let source: String
  let requests: Int
  /// Nil for a trace that was too long to count them.
  let keys: Int?
  /// What the keys weigh, where room is counted in bytes.
  let bytes: Int?
  let unit: String
  /// What it took to get the requests, which no policy is to blame for.
  let secondsToRead: Double
  let results: [Row]
  /// At more sizes than were asked for, so that a drawn curve has few corners.
  let between: [Row]

  private enum CodingKeys: String, CodingKey {
    case source, requests, keys, bytes, unit, secondsToRead, results
  }

  /// The sizes, in the order in which they were asked for.
  var sizes: [Int] {
    results.reduce(into: []) { if $0.last != $1.size, !$0.contains($1.size) { $0.append($1.size) } }
  }

  static let optimum = "optimum"

  /// - Parameters:
  ///   - optima: The optimum at each size, where it was worked out.
  ///   - asked: The sizes that were asked for; the others are for the chart.
  init(
    source: String,
    requests: Int,
    extent: (keys: Int, bytes: Int)?,
    isWeighted: Bool,
    secondsToRead: Double,
    results: [(name: String, result: PolicyComparison.Result)],
    optima: [Int: HitCount],
    asked: [Int]
  ) {
    self.source = source
    self.requests = requests
    keys = extent?.keys
    bytes = isWeighted ? extent?.bytes : nil
    unit = isWeighted ? "bytes" : "keys"
    self.secondsToRead = secondsToRead
    let others = Set(results.map(\.result.capacity)).subtracting(asked).sorted()
    self.results = asked.flatMap { Self.rows(results, capacity: $0, optima[$0]) }
    between = others.flatMap { Self.rows(results, capacity: $0, optima[$0]) }
  }

  /// The optimum, then the policies, the best first; of equals, the one that was named first.
  private static func rows(
    _ results: [(name: String, result: PolicyComparison.Result)],
    capacity: Int,
    _ optimum: HitCount?
  ) -> [Row] {
    let rows = results.filter { $0.result.capacity == capacity }.map { name, result in
      Row(
        policy: name,
        size: capacity,
        hits: result.count.hits,
        misses: result.count.misses,
        hitRatio: result.count.ratio,
        shareOfOptimum: optimum.map { share(result.count, of: $0) },
        requestsPerSecond: result.requestsPerSecond
      )
    }
    let first = optimum.map { count in
      Row(
        policy: Self.optimum,
        size: capacity,
        hits: count.hits,
        misses: count.misses,
        hitRatio: count.ratio,
        shareOfOptimum: 1,
        requestsPerSecond: nil
      )
    }
    let ranked = rows.enumerated().sorted {
      ($1.element.hits, $0.offset) < ($0.element.hits, $1.offset)
    }
    return (first.map { [$0] } ?? []) + ranked.map(\.element)
  }

  private static func share(_ count: HitCount, of optimum: HitCount) -> Double {
    optimum.hits == 0 ? 1 : Double(count.hits) / Double(optimum.hits)
  }
}

extension SimulationReport {
  func table(_ style: TextStyle, columns: Int) -> String {
    let keyCount = keys.map { " for \(grouped($0)) keys" } ?? ""
    var lines = [style.bold("\(source): \(grouped(requests)) requests\(keyCount)")]
    for size in sizes {
      let share = (bytes ?? keys).map { " (\(percent(Double(size) / Double(max($0, 1)))))" } ?? ""
      lines += ["", style.bold("room for \(grouped(size)) \(unit)\(share)")]
      var table = TextTable(
        [
          .text("policy"), .number("hits"), .number("hit ratio"), .number("of optimum"),
          .number("requests/s"),
        ],
        heading: .bare,
        indent: 2
      )
      for row in results where row.size == size {
        table.add(
          row.policy,
          grouped(row.hits),
          "\(fixed(row.hitRatio * 100, 2)) %",
          row.shareOfOptimum.map { "\(fixed($0 * 100, 1)) %" } ?? "–",
          row.requestsPerSecond.map { grouped(Int($0)) } ?? "–"
        )
      }
      lines += table.lines(columns: columns, style: style)
    }
    return lines.joined(separator: "\n")
  }

  var csv: String {
    let head = "policy,size,requests,hits,misses,hit_ratio,share_of_optimum,requests_per_second"
    let lines = results.map { row in
      let figures = [row.size, row.hits + row.misses, row.hits, row.misses].map { "\($0)" }
      let share = row.shareOfOptimum.map { fixed($0, 6) } ?? ""
      let speed = row.requestsPerSecond.map { fixed($0, 0) } ?? ""
      return ([row.policy] + figures + [fixed(row.hitRatio, 6), share, speed])
        .joined(separator: ",")
    }
    return ([head] + lines).joined(separator: "\n")
  }

  /// Miss ratio by size, a line for each policy.
  var chart: LineChart {
    let names = results.map(\.policy).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return LineChart(
      title: "Miss ratio by size: \(source)",
      x: Axis("room for so many \(unit)"),
      y: Axis("miss ratio", format: .percent),
      series: names.map { name in
        let points = (results + between).filter { $0.policy == name }.sorted { $0.size < $1.size }
        return .init(name, points.map { (x: Double($0.size), y: 1 - $0.hitRatio) })
      }
    )
  }
}
