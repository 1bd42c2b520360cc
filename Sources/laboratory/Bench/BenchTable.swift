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
      for table in section.tables { lines += table.lines(columns: columns, style: style) + [""] }
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
  fileprivate var tables: [TextTable] { [times] + (ratios.map { [$0] } ?? []) }

  private var times: TextTable {
    var table = TextTable(
      [names(Self.timesHead)] + operations.map { .number($0).atLeast(Self.figureWidth) }
        + [.number("bytes an entry")],
      heading: .bare,
      indent: 2
    )
    for cache in caches {
      let figures = operations.map { row(cache, $0).map { Self.figure($0.nanoseconds) } ?? "–" }
      let bytes = memory.first { $0.cache == cache.rawValue }.map { fixed($0.bytesPerEntry, 0) }
      table.add(([cache.name] + figures + [bytes ?? "–"]).map { .init($0) })
    }
    return table
  }

  /// Both ratios side by side, each below its name; nil where there is nothing to compare with.
  private var ratios: TextTable? {
    let baseline = Contestant(rawValue: baseline)?.name ?? baseline
    var groups: [(name: String, value: (BenchReport.Row) -> Double?)] = []
    if results.contains(where: { $0.timesBaseline != nil }) {
      groups.append(("times \(baseline)", \.timesBaseline))
    }
    if results.contains(where: { $0.timesFasterThanNSCache != nil }) {
      groups.append(("NSCache's time over it", \.timesFasterThanNSCache))
    }
    guard !groups.isEmpty else { return nil }
    let columns = groups.flatMap { group in
      operations.map { TextTable.Column.number($0).atLeast(Self.figureWidth).under(group.name) }
    }
    var table = TextTable([names("ratios")] + columns, heading: .bare, indent: 2)
    for cache in caches {
      let figures = groups.flatMap { group in
        operations.map { operation in
          row(cache, operation).flatMap(group.value).map { fixed($0, $0 < 99.95 ? 2 : 0) } ?? "–"
        }
      }
      table.add(([cache.name] + figures).map { .init($0) })
    }
    return table
  }

  private static let timesHead = "ns an operation"

  /// The widest figure with two digits after the point: "99.94".
  private static let figureWidth = 5

  /// The column of the caches, as wide in one table as in the other.
  private func names(_ heading: String) -> TextTable.Column {
    .text(heading).atLeast(Self.timesHead.displayWidth)
  }

  private static func figure(_ nanoseconds: Double) -> String {
    fixed(nanoseconds, nanoseconds < 99.95 ? 1 : 0)
  }
}
