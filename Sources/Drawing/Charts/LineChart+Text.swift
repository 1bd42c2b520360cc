extension LineChart {
  public func text(columns: Int, style: TextStyle) -> String {
    var canvas = TextCanvas(columns: columns, title: title)
    guard !lines.joined().isEmpty else {
      canvas.add(Self.nothing)
      return canvas.text(style)
    }
    let height = min(max(canvas.columns / 5, 8), 16)
    let yTicks = Ticks(covering: ySpan, about: height / 2)
    let yLabels = yTicks.labels(y.format)
    let left = (yLabels.map(\.displayWidth).max() ?? 0) + 1
    let width = canvas.columns - left - 2
    let xTicks = Ticks(covering: xSpan, most: 8) { ticks in
      let labels = ticks.labels(x.format).map(\.displayWidth)
      return labels.reduce(0) { $0 + $1 + 2 } <= width
    }

    if !y.caption.isEmpty { canvas.add(y.caption, ink: .quiet) }
    let top = canvas.rowCount
    for row in 0..<height { canvas.put("│", row: top + row, column: left, ink: .quiet) }
    for (value, label) in zip(yTicks.values, yLabels) {
      let row = top + Self.cell(1 - yTicks.position(of: value), of: height)
      canvas.put(label, row: row, column: left - 1 - label.displayWidth)
      canvas.put("┤", row: row, column: left, ink: .quiet)
    }
    drawLines(on: &canvas, row: top, column: left + 1, width: width, height: height, xTicks, yTicks)
    drawAxis(xTicks, on: &canvas, row: top + height, column: left + 1, width: width)
    canvas.add()
    canvas.flow(
      series.enumerated().map { index, series in
        [(Marker.glyph(index) + " ", .series(index)), (series.name, nil)]
      },
      indent: left + 1
    )
    return canvas.text(style)
  }

  private func drawLines(
    on canvas: inout TextCanvas,
    row: Int,
    column: Int,
    width: Int,
    height: Int,
    _ xTicks: Ticks,
    _ yTicks: Ticks
  ) {
    var dots = BrailleDots(width: width, height: height)
    let placed = lines.map { line in
      line.map { point in
        (
          x: Self.cell(xTicks.position(of: point.x), of: width * 2),
          y: Self.cell(1 - yTicks.position(of: point.y), of: height * 4)
        )
      }
    }
    for (index, line) in placed.enumerated() {
      for (from, to) in zip(line, line.dropFirst()) { dots.line(from, to, ink: .series(index)) }
    }
    dots.draw(on: &canvas, row: row, column: column)
    for (index, cells) in markedCells(placed, width: width).enumerated() {
      for cell in cells {
        canvas.put(
          Marker.glyph(index),
          row: row + cell / width,
          column: column + cell % width,
          ink: .series(index)
        )
      }
    }
  }

  /// The cells that get the marker of each series.
  ///
  /// They are its points and, where other series hide those, places between them.
  private func markedCells(_ lines: [[(x: Int, y: Int)]], width: Int) -> [[Int]] {
    var taken: Set<Int> = []
    var marked: [[Int]] = []
    for line in lines {
      var cells: [Int] = []
      var last = -Self.leastMarkerGap
      for (number, point) in line.enumerated() {
        // The ends are always marked if they can be; between them, markers keep a distance.
        let isEnd = number == line.count - 1
        guard isEnd || abs(point.x / 2 - last) >= Self.leastMarkerGap else { continue }
        let cell = point.y / 4 * width + point.x / 2
        guard taken.insert(cell).inserted else { continue }
        last = point.x / 2
        cells.append(cell)
      }
      marked.append(cells)
    }
    for (index, line) in lines.enumerated() where line.count > 1 && marked[index].count < 2 {
      let path = zip(line, line.dropFirst()).flatMap { BrailleDots.path(from: $0, to: $1) }
      // Each series starts elsewhere, so that the markers of neighbours are not in one column.
      let first = path.count * (index % 5 + 1) / 8
      for start in [first, first + path.count / 4] {
        let free = path[start...].lazy.map { $0.y / 4 * width + $0.x / 2 }
          .first { !taken.contains($0) }
        guard let free, marked[index].count < 2 else { continue }
        taken.insert(free)
        marked[index].append(free)
      }
    }
    return marked
  }

  private func drawAxis(
    _ ticks: Ticks,
    on canvas: inout TextCanvas,
    row: Int,
    column: Int,
    width: Int
  ) {
    canvas.put(
      "└" + String(repeating: "─", count: width),
      row: row,
      column: column - 1,
      ink: .quiet
    )
    var free = 0
    for (value, label) in zip(ticks.values, ticks.labels(x.format)) {
      let center = column + Self.cell(ticks.position(of: value), of: width)
      canvas.put("┬", row: row, column: center, ink: .quiet)
      let start = min(max(center - label.displayWidth / 2, 0), canvas.columns - label.displayWidth)
      guard start >= free else { continue }
      canvas.put(label, row: row + 1, column: start)
      free = start + label.displayWidth + 1
    }
    if !x.caption.isEmpty {
      let caption = labelLines(x.caption, columns: canvas.columns)
      for (number, line) in caption.enumerated() {
        let center = column + (width - line.displayWidth) / 2
        let start = min(max(center, 0), canvas.columns - line.displayWidth)
        canvas.put(line, row: row + 2 + number, column: start, ink: .quiet)
      }
    }
  }

  private static let leastMarkerGap = 6

  /// Which of `count` cells a position between 0 and 1 lies in, ends included.
  private static func cell(_ position: Double, of count: Int) -> Int {
    Int((position * Double(count - 1)).rounded())
  }
}

/// Dots as fine as a terminal can draw them: two by four to a character.
private struct BrailleDots {
  let width: Int
  let height: Int
  private var masks: [UInt32]
  private var inks: [TextCanvas.Ink?]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    masks = Array(repeating: 0, count: width * height)
    inks = Array(repeating: nil, count: width * height)
  }

  /// The dots of a straight line.
  static func path(from: (x: Int, y: Int), to: (x: Int, y: Int)) -> [(x: Int, y: Int)] {
    let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
    return (0...steps).map { step in
      let part = Double(step) / Double(steps)
      return (
        from.x + Int((Double(to.x - from.x) * part).rounded()),
        from.y + Int((Double(to.y - from.y) * part).rounded())
      )
    }
  }

  mutating func line(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int), ink: TextCanvas.Ink) {
    for dot in Self.path(from: from, to: to) { set(x: dot.x, y: dot.y, ink: ink) }
  }

  func draw(on canvas: inout TextCanvas, row: Int, column: Int) {
    for index in masks.indices where masks[index] != 0 {
      guard let scalar = Unicode.Scalar(0x2800 + masks[index]) else { continue }
      canvas.put(
        String(scalar),
        row: row + index / width,
        column: column + index % width,
        ink: inks[index]
      )
    }
  }

  private mutating func set(x: Int, y: Int, ink: TextCanvas.Ink) {
    let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    let cell = y / 4 * width + x / 2
    masks[cell] |= bits[x % 2][y % 4]
    inks[cell] = ink
  }
}
