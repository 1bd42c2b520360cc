extension BarChart {
  public func text(columns: Int, style: TextStyle) -> String {
    var canvas = TextCanvas(columns: columns, title: title, order: value.caption)
    guard !allBars.isEmpty else {
      canvas.add(Self.nothing)
      return canvas.text(style)
    }
    let inset = groups.contains { !$0.name.isEmpty } ? 2 : 0
    let names = allBars.map { labelLines($0.name, columns: canvas.columns / 3 - inset) }
    let nameWidth = inset + (names.joined().map(\.displayWidth).max() ?? 0) + 2
    let labelWidth = labels.map(\.displayWidth).max() ?? 0
    // At least a few columns of bar; where even these are too many, the figures are cut off last.
    let width = max(canvas.columns - nameWidth - labelWidth - 1, 4)
    let series = seriesIndex
    var next = 0
    for (number, group) in groups.enumerated() {
      if number > 0 { canvas.add() }
      if !group.name.isEmpty { canvas.add(group.name, ink: .strong) }
      for bar in group.bars {
        let row = canvas.rowCount
        canvas.add()
        for (line, name) in names[next].enumerated() {
          canvas.put(name, row: row + line, column: inset)
        }
        let strip = Self.strip(drawable(bar.value) ?? 0, in: span, columns: width)
        canvas.put(
          strip.text,
          row: row,
          column: nameWidth + strip.start,
          ink: .series(series[bar.name] ?? 0)
        )
        let end = strip.start + strip.text.displayWidth
        canvas.put(labels[next], row: row, column: nameWidth + end + (end > 0 ? 1 : 0))
        next += 1
      }
    }
    return canvas.text(style)
  }

  /// A bar from zero to the value, to an eighth of a column if it points to the right.
  private static func strip(
    _ value: Double,
    in span: ClosedRange<Double>,
    columns: Int
  ) -> (start: Int, text: String) {
    let scale = Double(columns) / (span.upperBound - span.lowerBound)
    let zero = Int((-span.lowerBound * scale).rounded())
    guard value >= 0 else {
      let length = max(1, Int((-value * scale).rounded()))
      let start = max(0, zero - length)
      return (start, String(repeating: "█", count: max(zero - start, 1)))
    }
    var eighths = Int((value * scale * 8).rounded())
    if value > 0 { eighths = max(eighths, 1) }
    eighths = min(eighths, (columns - zero) * 8)
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return (zero, String(repeating: "█", count: eighths / 8) + parts[eighths % 8])
  }
}
