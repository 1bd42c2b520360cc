extension Timeline {
  public func text(columns: Int, style: TextStyle) -> String {
    var canvas = TextCanvas(columns: columns, title: title)
    guard !times.isEmpty else {
      canvas.add(Self.nothing)
      return canvas.text(style)
    }
    let names = lanes.map { labelLines($0.name, columns: canvas.columns / 3) }
    let left = (names.joined().map(\.displayWidth).max() ?? 0) + 1
    let width = canvas.columns - left - 2
    let ticks = Ticks(covering: time.span(of: times, fromZero: true), most: 8) { ticks in
      ticks.labels(time.format).reduce(0) { $0 + $1.displayWidth + 2 } <= width
    }
    func column(_ value: Double) -> Int {
      left + 1 + Int((ticks.position(of: value) * Double(width - 1)).rounded())
    }
    for (lane, name) in zip(lanes, names) {
      let row = canvas.rowCount
      for (number, line) in name.enumerated() {
        canvas.put(line, row: row + number, column: 0)
        canvas.put("│", row: row + number, column: left, ink: .quiet)
      }
      for span in lane.spans { draw(span, on: &canvas, row: row, column: column) }
      for mark in lane.marks {
        guard let moment = drawable(mark.time) else { continue }
        canvas.put(
          marker(named: mark.name).glyph,
          row: row,
          column: column(moment),
          ink: .strong
        )
      }
    }
    let row = canvas.rowCount
    canvas.put("└" + String(repeating: "─", count: width), row: row, column: left, ink: .quiet)
    var free = 0
    for (value, label) in zip(ticks.values, ticks.labels(time.format)) {
      canvas.put("┬", row: row, column: column(value), ink: .quiet)
      let start = min(
        max(column(value) - label.displayWidth / 2, 0),
        canvas.columns - label.displayWidth
      )
      guard start >= free else { continue }
      canvas.put(label, row: row + 1, column: start)
      free = start + label.displayWidth + 1
    }
    if !time.caption.isEmpty { canvas.add(time.caption, ink: .quiet, indent: left + 1) }
    canvas.add()
    canvas.flow(
      activities.map { activity, name in
        [(String(repeating: activity.glyph, count: 2) + " ", activity.ink), (name, nil)]
      } + markNames.map { [(marker(named: $0).glyph + " ", .strong), ($0, nil)] },
      indent: 0
    )
    return canvas.text(style)
  }

  private func draw(
    _ span: Span,
    on canvas: inout TextCanvas,
    row: Int,
    column: (Double) -> Int
  ) {
    guard let from = drawable(span.start), let to = drawable(span.end) else { return }
    let start = column(min(from, to))
    // The last column belongs to what comes next.
    let length = max(column(max(from, to)) - start, 1)
    let ink = span.activity.ink
    canvas.put(
      String(repeating: span.activity.glyph, count: length),
      row: row,
      column: start,
      ink: ink
    )
    let label = " \(span.label) "
    if !span.label.isEmpty, label.displayWidth + 2 <= length {
      canvas.put(label, row: row, column: start + (length - label.displayWidth) / 2)
    }
  }
}

extension Timeline.Activity {
  fileprivate var glyph: String {
    switch self {
    case .loads: "█"
    case .waits: "░"
    case .serves: "▓"
    case .rests: "─"
    case .fails: "╳"
    }
  }

  fileprivate var ink: TextCanvas.Ink {
    switch self {
    case .loads: .series(0)
    case .waits: .series(4)
    case .serves: .good
    case .rests: .quiet
    case .fails: .bad
    }
  }
}
