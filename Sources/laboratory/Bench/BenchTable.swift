import Benchmarks
import Console
import Drawing

/// The tables that a person reads.
extension BenchReport {
  static let debugNote = """
    This is a debug build: its figures say how fast debug builds are, and little else. Measure \
    with: swift run -c release course bench
    """

  func table(_ style: TextStyle, columns: Int) -> String {
    var lines: [String] = []
    if build == "debug" { lines += Self.debugNote.wrapped(to: columns) + [""] }
    for section in sections {
      lines.append(style.bold(section.name))
      lines += section.times(columns: columns) + [""]
      lines += section.ratios() + [""]
    }
    lines += explanation.wrapped(to: columns)
    lines += ["", chart.text(columns: columns, style: style)]
    return lines.joined(separator: "\n")
  }

  /// "1 round", "11 rounds".
  static func counted(_ rounds: Int) -> String { "\(rounds) round\(rounds == 1 ? "" : "s")" }

  private var explanation: String {
    """
    Medians of \(Self.counted(rounds)) of \(grouped(requests)) operations; in each round \
    everybody is timed once, in turn, and a ratio is the median of the rounds' own ratios. \
    \(steadiness)
    """
  }

  /// How far the rounds of one row lie apart.
  private var steadiness: String {
    let spans = sections.flatMap { section in
      section.results.map { row in
        (row: row, span: (row.middleHalf[1] - row.middleHalf[0]) / max(row.nanoseconds, 1e-9))
      }
    }
    guard rounds > 2, let widest = spans.max(by: { $0.span < $1.span }),
      let usual = spans.map(\.span).median
    else { return "So few rounds do not say how steady the figures are." }
    let name = Contestant(rawValue: widest.row.cache)?.name ?? widest.row.cache
    return """
      The middle half of a row's rounds spans \(percent(usual, digits: 0)) of its median in most \
      rows, and \(percent(widest.span, digits: 0)) in the least steady, \(name) at \
      \(widest.row.operation).
      """
  }
}

extension BenchReport.Section {
  fileprivate func times(columns: Int) -> [String] {
    let head = Self.timesHead.padded(to: nameWidth) + heads(operations, width: 7)
    var lines = ["  \(head)  bytes an entry"]
    for cache in caches {
      let figures = operations.map { row(cache, $0).map { Self.figure($0.nanoseconds) } ?? "–" }
      let bytes = memory.first { $0.cache == cache.rawValue }.map { fixed($0.bytesPerEntry, 0) }
      lines.append(
        "  " + cache.name.padded(to: nameWidth) + heads(figures, width: 7)
          + (bytes ?? "–").leftPadded(to: 16)
      )
    }
    return lines
  }

  /// Both ratios side by side, each below its name.
  fileprivate func ratios() -> [String] {
    let baseline = Contestant(rawValue: baseline)?.name ?? baseline
    var groups: [(name: String, value: (BenchReport.Row) -> Double?)] = []
    if results.contains(where: { $0.timesBaseline != nil }) {
      groups.append(("times \(baseline)", \.timesBaseline))
    }
    if results.contains(where: { $0.timesFasterThanNSCache != nil }) {
      groups.append(("NSCache's time over it", \.timesFasterThanNSCache))
    }
    guard !groups.isEmpty else { return [] }
    let widths = groups.map { group in
      max(7, (group.name.displayWidth + 2 + operations.count - 1) / operations.count)
    }
    var lines = ["", "ratios"].map { "  " + $0.padded(to: nameWidth) }
    for (group, width) in zip(groups, widths) {
      lines[0] += group.name.leftPadded(to: width * operations.count)
      lines[1] += heads(operations, width: width)
    }
    for cache in caches {
      var line = "  " + cache.name.padded(to: nameWidth)
      for (group, width) in zip(groups, widths) {
        let figures = operations.map { operation in
          row(cache, operation).flatMap(group.value).map { fixed($0, $0 < 99.95 ? 2 : 0) } ?? "–"
        }
        line += heads(figures, width: width)
      }
      lines.append(line)
    }
    return lines
  }

  private static let timesHead = "ns an operation"

  private var nameWidth: Int {
    (caches.map(\.name) + [Self.timesHead]).map(\.displayWidth).max() ?? 0
  }

  private func heads(_ words: [String], width: Int) -> String {
    words.map { $0.leftPadded(to: width) }.joined()
  }

  private static func figure(_ nanoseconds: Double) -> String {
    fixed(nanoseconds, nanoseconds < 99.95 ? 1 : 0)
  }
}
