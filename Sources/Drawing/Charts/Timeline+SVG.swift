extension Timeline {
  public func svg() -> String {
    guard !times.isEmpty else { return SVG.sentence(Self.nothing, title: title) }
    var svg = SVG()
    let activities = activities
    let legend = activities.map(\.name) + markNames
    let top =
      6
      + svg.legend(legend, y: svg.heading(title), sampleWidth: 24) { svg, index, x, y in
        if index < activities.count {
          let activity = activities[index].activity
          activity.draw(on: &svg, x: x - 12, y: y - 6, width: 24, height: 12, tooltip: "")
        } else {
          marker(named: legend[index]).draw(on: &svg, x: x, y: y, radius: 5, color: Palette.ink)
        }
      }

    let names = lanes.map { SVG.lines($0.name, limit: 190) }
    let left = SVG.margin + (names.joined().map { svgWidth($0) }.max() ?? 0) + 12
    let ticks = Ticks(covering: time.span(of: times, fromZero: true), most: 10) { ticks in
      let labels = ticks.labels(time.format)
      let widest = labels.map { svgWidth($0, size: 12) }.max() ?? 0
      return Double(labels.count) * (widest + 14) <= SVG.right - left
    }
    let labels = ticks.labels(time.format)
    let overhang = (labels.last.map { svgWidth($0, size: 12) } ?? 0) / 2
    let right = min(SVG.right - 6, SVG.width - overhang - 8)
    let heights = names.map { max(30, Double($0.count) * 16 + 12) }
    let bottom = top + heights.reduce(0, +)
    func x(_ value: Double) -> Double { left + ticks.position(of: value) * (right - left) }

    for value in ticks.values {
      svg.add(
        "path",
        [
          "d": .s(svgPath(.move(x(value), top), .line(x(value), bottom))),
          "stroke": .s(Palette.grid),
        ]
      )
    }
    var y = top
    for (index, lane) in lanes.enumerated() {
      let middle = y + heights[index] / 2
      for (number, line) in names[index].enumerated() {
        let offset = (Double(number) - Double(names[index].count - 1) / 2) * 16
        svg.text(line, x: left - 12, y: middle + 4.5 + offset, anchor: .end)
      }
      for span in lane.spans { draw(span, on: &svg, middle: middle, x: x) }
      for mark in lane.marks {
        guard let moment = drawable(mark.time) else { continue }
        marker(named: mark.name).draw(
          on: &svg,
          x: x(moment),
          y: middle,
          radius: 5.5,
          color: Palette.ink
        )
      }
      y += heights[index]
    }
    svg.add(
      "path",
      ["d": .s(svgPath(.move(left, bottom), .line(right, bottom))), "stroke": .s(Palette.axis)]
    )
    for (value, label) in zip(ticks.values, labels) {
      svg.text(
        label,
        x: x(value),
        y: bottom + 18,
        size: 12,
        color: Palette.quiet,
        anchor: .middle
      )
    }
    y = bottom + 26
    for line in SVG.lines(time.caption, size: 12, limit: right - left)
    where !time.caption.isEmpty {
      svg.text(
        line,
        x: (left + right) / 2,
        y: y + 12,
        size: 12,
        color: Palette.quiet,
        anchor: .middle
      )
      y += 17
    }
    return svg.document(height: y + 18, title: title, summary: summary)
  }

  private func draw(_ span: Span, on svg: inout SVG, middle: Double, x: (Double) -> Double) {
    guard let from = drawable(span.start), let to = drawable(span.end) else { return }
    let start = x(min(from, to))
    let width = max(x(max(from, to)) - start, 2)
    let name = names[span.activity] ?? span.activity.name
    let tooltip = span.label.isEmpty ? name : "\(span.label): \(name)"
    span.activity.draw(
      on: &svg,
      x: start,
      y: middle - 10,
      width: width,
      height: 20,
      tooltip: tooltip
    )
    let room = span.activity == .fails ? 34.0 : 12
    if !span.label.isEmpty, svgWidth(span.label, size: 12) + room <= width {
      svg.text(
        span.label,
        x: start + width / 2,
        y: middle + 4,
        size: 12,
        color: span.activity.textColor,
        anchor: .middle
      )
    }
  }

  private var summary: String {
    let parts = lanes.map { lane -> String in
      let spans = lane.spans.map { span -> String in
        let ends = ValueFormat.number.labels(for: [span.start, span.end])
        return "\(names[span.activity] ?? span.activity.name) from \(ends[0]) to \(ends[1])"
      }
      let marks = lane.marks.map { "\($0.name) at \(ValueFormat.number.labels(for: [$0.time])[0])" }
      return "\(lane.name): \((spans + marks).joined(separator: ", "))"
    }
    return "Timeline over \(time.caption). \(parts.joined(separator: "; "))."
  }
}

extension Timeline.Activity {
  fileprivate var textColor: String {
    switch self {
    case .loads, .serves, .fails: "#ffffff"
    case .waits, .rests: Palette.ink
    }
  }

  /// Draws a span: full, pale, dashed or thin, so that colour is not all that tells them apart.
  fileprivate func draw(
    on svg: inout SVG,
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    tooltip: String
  ) {
    if self == .rests {
      svg.add(
        "rect",
        [
          "x": .n(x), "y": .n(y + height / 2 - 1.5), "width": .n(width), "height": .n(3),
          "fill": .s(Palette.axis),
        ],
        tooltip: tooltip
      )
      return
    }
    let (fill, stroke, dashes) =
      switch self {
      case .loads, .rests: (Palette.blue, Palette.blue, "none")
      case .waits: ("#f6efdc", Palette.sand, "4 3")
      case .serves: (Palette.green, Palette.green, "none")
      case .fails: (Palette.red, Palette.red, "none")
      }
    svg.add(
      "rect",
      [
        "x": .n(x + 0.5), "y": .n(y), "width": .n(max(width - 1, 1)), "height": .n(height),
        "rx": .n(min(3, width / 2)), "fill": .s(fill), "stroke": .s(stroke),
        "stroke-dasharray": .s(dashes),
      ],
      tooltip: tooltip
    )
    // Serving has a light line along its middle and failing a cross, at any length.
    let middle = y + height / 2
    switch self {
    case .serves where width > 6:
      svg.add(
        "path",
        [
          "d": .s(svgPath(.move(x + 3, y + height - 3), .line(x + width - 3, y + height - 3))),
          "stroke": "#ffffff", "stroke-width": .n(1.5),
        ]
      )
    case .fails where width > 12:
      let left = x + 7
      svg.add(
        "path",
        [
          "d": .s(
            svgPath(.move(left - 3, middle - 3), .line(left + 3, middle + 3))
              + svgPath(.move(left - 3, middle + 3), .line(left + 3, middle - 3))
          ),
          "stroke": "#ffffff", "stroke-width": .n(1.5),
        ]
      )
    default: break
    }
  }
}
