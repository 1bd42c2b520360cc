extension LineChart {
  public func svg() -> String {
    guard !lines.joined().isEmpty else { return SVG.sentence(Self.nothing, title: title) }
    var svg = SVG()
    var top = svg.heading(title)
    top = svg.legend(series.map(\.name), y: top, sampleWidth: 26) { svg, index, x, y in
      svg.add(
        "path",
        [
          "d": .s(svgPath(.move(x - 13, y), .line(x + 13, y))),
          "stroke": .s(Palette.series(index)), "stroke-width": .n(2),
          "stroke-dasharray": .s(Self.dashes(index)),
        ]
      )
      Marker(index: index).draw(on: &svg, x: x, y: y, radius: 4, color: Palette.series(index))
    }
    for line in SVG.lines(y.caption, size: 12, limit: SVG.right - SVG.margin)
    where !y.caption.isEmpty {
      svg.text(line, x: SVG.margin, y: top + 11, size: 12, color: Palette.quiet)
      top += 17
    }
    top += 10

    let yTicks = Ticks(covering: ySpan, about: 6)
    let yLabels = yTicks.labels(y.format)
    let left = SVG.margin + (yLabels.map { svgWidth($0, size: 12) }.max() ?? 0) + 8
    let xTicks = Ticks(covering: xSpan, most: 10) { ticks in
      let labels = ticks.labels(x.format)
      let widest = labels.map { svgWidth($0, size: 12) }.max() ?? 0
      return Double(labels.count) * (widest + 14) <= SVG.right - left
    }
    let xLabels = xTicks.labels(x.format)
    // The last label is centered at the right end of the axis and must not be cut there.
    let overhang = (xLabels.last.map { svgWidth($0, size: 12) } ?? 0) / 2
    let frame = Frame(
      left: left,
      right: min(SVG.right - 6, SVG.width - overhang - 8),
      top: top,
      bottom: top + 300,
      x: xTicks,
      y: yTicks
    )

    for (value, label) in zip(yTicks.values, yLabels) {
      let y = frame.y(value)
      svg.add(
        "path",
        [
          "d": .s(svgPath(.move(frame.left, y), .line(frame.right, y))),
          "stroke": .s(value == yTicks.low ? Palette.axis : Palette.grid),
        ]
      )
      svg.text(
        label,
        x: left - 8,
        y: y + 4,
        size: 12,
        color: Palette.quiet,
        anchor: .end
      )
    }
    for (value, label) in zip(xTicks.values, xLabels) {
      let x = frame.x(value)
      svg.add(
        "path",
        [
          "d": .s(svgPath(.move(x, frame.bottom), .line(x, frame.bottom + 5))),
          "stroke": .s(Palette.axis),
        ]
      )
      svg.text(
        label,
        x: x,
        y: frame.bottom + 19,
        size: 12,
        color: Palette.quiet,
        anchor: .middle
      )
    }
    let lines = lines
    for (index, line) in lines.enumerated() {
      draw(line, index, hidesAnother: lines[..<index].contains(line), on: &svg, in: frame)
    }

    var bottom = frame.bottom + 26
    for line in SVG.lines(x.caption, size: 12, limit: SVG.right - SVG.margin)
    where !x.caption.isEmpty {
      let width = svgWidth(line, size: 12)
      let center = min((frame.left + frame.right) / 2, SVG.right - width / 2)
      svg.text(
        line,
        x: max(center, SVG.margin + width / 2),
        y: bottom + 13,
        size: 12,
        color: Palette.quiet,
        anchor: .middle
      )
      bottom += 17
    }
    return svg.document(height: bottom + 18, title: title, summary: summary)
  }

  private struct Frame {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var x: Ticks
    var y: Ticks

    func x(_ value: Double) -> Double { left + x.position(of: value) * (right - left) }
    func y(_ value: Double) -> Double { bottom - y.position(of: value) * (bottom - top) }
  }

  /// Draws one series; a line that lies on an earlier one leaves gaps to see that one through.
  private func draw(
    _ line: [Point],
    _ index: Int,
    hidesAnother: Bool,
    on svg: inout SVG,
    in frame: Frame
  ) {
    let color = Palette.series(index)
    let places = line.map { (x: frame.x($0.x), y: frame.y($0.y)) }
    if places.count > 1 {
      svg.add(
        "path",
        [
          "d": .s(
            svgPath(
              places.enumerated().map { $0 == 0 ? .move($1.x, $1.y) : .line($1.x, $1.y) }
            )
          ),
          "fill": "none", "stroke": .s(color), "stroke-width": .n(2),
          "stroke-linejoin": "round",
          "stroke-dasharray": .s(hidesAnother ? "8 8" : Self.dashes(index)),
        ]
      )
    }
    var marked: [(x: Double, y: Double)] = []
    for place in places where abs(place.x - (marked.last?.x ?? -.infinity)) >= 24 {
      marked.append(place)
    }
    // The end is always marked, and moves the marker before it if that is too close.
    if let end = places.last, let last = marked.last, last != end {
      if marked.count > 1, abs(end.x - last.x) < 24 { marked.removeLast() }
      marked.append(end)
    }
    if hidesAnother, marked.count > 1 {
      marked = zip(marked, marked.dropFirst()).map { (($0.x + $1.x) / 2, ($0.y + $1.y) / 2) }
    }
    for place in marked {
      Marker(index: index).draw(on: &svg, x: place.x, y: place.y, radius: 4, color: color)
    }
  }

  /// From the eighth series on the colours come again, with broken lines.
  private static func dashes(_ index: Int) -> String {
    ["none", "7 4", "2 3"][index / 7 % 3]
  }

  private var summary: String {
    let names = zip(series, lines).map { series, line -> String in
      guard let first = line.first, let last = line.last else { return "\(series.name) is empty" }
      let ends = y.format.labels(for: [first.y, last.y])
      return "\(series.name) goes from \(ends[0]) to \(ends[1])"
    }
    return "Lines of \(y.caption) over \(x.caption): \(names.joined(separator: "; "))."
  }
}
