import Drawing

/// Charts of every kind, from empty to crowded, that the properties of all charts are checked on.
enum ChartExamples {
  static let all: [any Chart] = lines + bars + timelines + rings + chains

  static let longName =
    "a name that goes on and on, without-any-place-to-break-it-although-it-would-be-needed 日本語"

  static let lines: [any Chart] = [
    line("empty", []),
    line("no points", [("a", [])]),
    line("one point", [("a", [(3, 4)])]),
    line("zero", [("a", [(0, 0)])]),
    line("all equal", [("a", [(1, 7), (2, 7), (3, 7)]), ("b", [(1, 7), (2, 7), (3, 7)])]),
    line("negative", [("a", [(-5, -80), (-1, -20)])]),
    line("huge", [("a", [(-1e308, 1e308), (1e308, -.greatestFiniteMagnitude)])]),
    line("tiny", [("a", [(1e-300, 1e-307), (3e-300, 4e-7)])]),
    line("close", [("a", [(1, 1e9), (2, 1e9 + 1e-6)])]),
    line("not numbers", [("a", [(.nan, 1), (1, .infinity), (2, 3)])]),
    line(longName, [(longName, [(0, 0), (1, 1)]), ("", [(0, 1)])]),
    line("crowded", (0..<40).map { n in ("s\(n)", (0..<300).map { (Double($0), Double(n)) }) }),
  ]

  static let bars: [any Chart] = [
    BarChart(title: "empty", value: Axis("x"), bars: []),
    BarChart(title: "zero", value: Axis("x"), bars: [.init("a", 0)]),
    BarChart(title: "equal", value: Axis("x"), bars: [.init("a", 2), .init("b", 2)]),
    BarChart(title: "negative", value: Axis(""), bars: [.init("a", -3), .init("b", 0.5)]),
    BarChart(
      title: "huge",
      value: Axis(longName),
      bars: [.init("a", 1e308), .init("b", -1e308), .init("c", .nan), .init("d", 1)]
    ),
    BarChart(
      title: longName,
      value: Axis("", format: .unit("ms")),
      groups: (0..<6).map { group in
        .init(group == 0 ? longName : "g\(group)", (0..<9).map { .init("b\($0)", Double($0)) })
      }
    ),
    BarChart(
      title: "percent",
      value: Axis("", format: .percent, range: 0...1),
      bars: [.init(longName, 0.123), .init("", 1)]
    ),
  ]

  static let timelines: [any Chart] = [
    Timeline(title: "empty", time: Axis("t"), lanes: []),
    Timeline(title: "nothing in it", time: Axis("t"), lanes: [.init("a")]),
    Timeline(title: "a mark", time: Axis(""), lanes: [.init("a", marks: [.init(at: 5, "m")])]),
    Timeline(
      title: longName,
      time: Axis("t", format: .unit("ms")),
      lanes: Timeline.Activity.allCases.map { activity in
        .init(
          longName,
          spans: [
            .init(from: 1, to: 1, activity, label: "none"), .init(from: 9, to: 4, activity),
            .init(from: 10, to: 1e6, activity, label: longName),
            .init(from: .nan, to: .infinity, activity, label: "nowhere"),
          ],
          marks: (0..<9).map { .init(at: Double($0), "mark \($0)") }
        )
      }
    ),
  ]

  static let rings: [any Chart] = [
    RingChart(title: "empty", nodes: []),
    RingChart(title: "no points", nodes: [.init("a", at: [])], keys: [.init("k", at: 0)]),
    RingChart(title: "one", nodes: [.init("a", at: [0])]),
    RingChart(title: "same place", nodes: [.init("a", at: [0.5]), .init("b", at: [0.5, 1.5])]),
    RingChart(
      title: longName,
      nodes: (0..<60).map { n in
        .init(n == 2 ? longName : "n\(n)", at: (0..<20).map { Double($0 * 61 + n) * 0.6180339 })
      } + [.init("lost", at: [.nan, .infinity])],
      keys: (0..<12).map { .init($0 == 1 ? longName : "k\($0)", at: Double($0) / 12 - 3) }
    ),
  ]

  static let chains: [any Chart] = [
    ChainChart(title: "empty", rows: []),
    ChainChart(title: "", rows: [.init("", []), .init("nothing", segments: [])]),
    ChainChart(
      title: longName,
      order: longName,
      rows: [
        .init(longName, (0..<40).map { .init("\($0)", hand: $0 == 7, badge: "•") }, note: longName),
        .init("x", [.init(longName, .hit), .init(longName, .victim, badge: "9")]),
      ]
    ),
    ChainChart(
      title: "parts",
      rows: (0..<3).map { row in
        .init(
          "get \(row)",
          segments: ["T1", "T2", "B1"].map { name in
            .init(name, (0...row).map { .init("\(name)\($0)", .ghost) })
          },
          note: "note \(row)"
        )
      }
    ),
  ]

  private static func line(
    _ title: String,
    _ series: [(String, [(x: Double, y: Double)])]
  ) -> LineChart {
    LineChart(
      title: title,
      x: Axis(title),
      y: Axis("value"),
      series: series.map { .init($0.0, $0.1) }
    )
  }
}
