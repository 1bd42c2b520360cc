import Console
import Drawing
import Simulation

/// LRU's miss ratio at every size, exact or from a sample.
struct CurveReport: Encodable {
  struct Point: Encodable {
    let size: Int
    let missRatio: Double
    /// How far the ratio may be off, 19 times in 20; nil where it is exact.
    let error: Double?
  }

  let source: String
  let requests: Int
  let keys: Int
  /// Few enough to read.
  let points: [Point]
  /// Many enough to draw.
  let finePoints: [Point]

  init(source: String, exact curve: LRUCurve) {
    self.init(source: source, requests: curve.requestCount, keys: curve.keyCount) { size in
      Point(size: size, missRatio: curve.missRatio(capacity: size), error: nil)
    }
  }

  init(source: String, sampled curve: SampledLRUCurve) {
    self.init(source: source, requests: curve.requestCount, keys: curve.keyCount) { size in
      let (ratio, error) = curve.missRatio(capacity: size)
      return Point(size: size, missRatio: ratio, error: error)
    }
  }

  private init(source: String, requests: Int, keys: Int, point: (Int) -> Point) {
    self.source = source
    self.requests = requests
    self.keys = keys
    points = Self.roundSizes(upTo: keys).map(point)
    finePoints = (1...100).map { max(1, keys * $0 / 100) }
      .reduce(into: []) { if $0.last != $1 { $0.append($1) } }.map(point)
  }

  /// 1, 2, 5, 10, 20, 50, and so on up to the number of keys.
  private static func roundSizes(upTo keys: Int) -> [Int] {
    var sizes: [Int] = []
    var power = 1
    while power < keys {
      sizes += [power, 2 * power, 5 * power].filter { $0 < keys }
      power *= 10
    }
    return sizes + [max(keys, 1)]
  }

  private enum CodingKeys: String, CodingKey {
    case source, requests, keys
    case finePoints = "points"
  }

  func table(_ style: TextStyle, columns: Int) -> String {
    let isSampled = points.contains { $0.error != nil }
    let about = isSampled ? "about " : ""
    var lines = [
      style.bold(
        "\(source): LRU at every size, \(grouped(requests)) requests for \(about)\(grouped(keys)) keys"
      ), "",
    ]
    var table = TextTable(
      [.number("keys"), .number("miss ratio")] + (isSampled ? [.number("±")] : []),
      heading: .bare,
      indent: 2
    )
    for point in points {
      let error = point.error.map { [TextTable.Cell(fixed($0 * 100, 2))] } ?? []
      table.add([.init(grouped(point.size)), "\(fixed(point.missRatio * 100, 2)) %"] + error)
    }
    lines += table.lines(columns: columns, style: style)
    if isSampled {
      let errors = finePoints.compactMap(\.error)
      let mean = errors.reduce(0, +) / Double(max(errors.count, 1))
      lines += [
        "",
        """
        From a sample of the keys. ± is in points, and holds the truth 19 times in 20: \
        \(fixed(mean * 100, 2)) on average, \(fixed((errors.max() ?? 0) * 100, 2)) at most.
        """,
      ]
    }
    return lines.joined(separator: "\n")
  }

  var csv: String {
    let lines = finePoints.map { point in
      "\(point.size),\(fixed(point.missRatio, 6)),\(point.error.map { fixed($0, 6) } ?? "")"
    }
    return (["size,miss_ratio,error"] + lines).joined(separator: "\n")
  }

  var chart: LineChart {
    LineChart(
      title: "LRU's miss ratio at every size: \(source)",
      x: Axis("room for so many keys"),
      y: Axis("miss ratio", format: .percent, range: 0...1),
      series: [.init("LRU", finePoints.map { (x: Double($0.size), y: $0.missRatio) })]
    )
  }
}
