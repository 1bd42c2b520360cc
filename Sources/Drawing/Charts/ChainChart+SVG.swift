extension ChainChart {
  public func svg() -> String {
    guard !rows.isEmpty else { return SVG.sentence(Self.nothing, title: title) }
    var svg = SVG()
    var y = svg.heading(title, order: order)
    if !legend.isEmpty {
      let entries = legend
      y =
        4
        + svg.legend(entries.map(\.name), y: y, sampleWidth: 22) { svg, index, x, y in
          guard let role = entries[index].role else {
            Self.hand(on: &svg, x: x, y: y - 4)
            return
          }
          Self.frame(role, on: &svg, x: x - 10, y: y - 8, width: 20, height: 16)
        }
    }
    let captions = rows.map { row in
      (
        lines: SVG.lines(row.caption, limit: Self.captionLimit, isBold: true),
        notes: row.note.isEmpty ? [] : SVG.lines(row.note, size: 12, limit: Self.captionLimit)
      )
    }
    let widest =
      (captions.flatMap(\.lines).map { svgWidth($0, isBold: true) }
      + captions.flatMap(\.notes).map { svgWidth($0, size: 12) }).max() ?? 0
    let layout = Layout(left: SVG.margin + widest + 20, boxWidth: boxWidth)
    let starts = columnStarts(layout)
    if let starts, places.contains(where: { !$0.name.isEmpty }) {
      for (place, start) in zip(places, starts) {
        svg.text(
          place.name,
          x: layout.left + start,
          y: y + 12,
          color: Palette.quiet,
          isBold: true
        )
      }
      y += 20
    }
    let handRoom = boxes.contains(where: \.hasHand) ? 12.0 : 0
    for (row, caption) in zip(rows, captions) {
      var line = y + 14
      for text in caption.lines {
        svg.text(text, x: SVG.margin, y: line + 5, isBold: true)
        line += 17
      }
      for text in caption.notes {
        svg.text(text, x: SVG.margin, y: line + 4, size: 12, color: Palette.quiet)
        line += 16
      }
      let bottom = draw(
        row,
        on: &svg,
        y: y,
        layout: layout,
        starts: starts,
        lineHeight: 40 + handRoom
      )
      y = max(bottom, line + 6)
    }
    return svg.document(height: y + 14, title: title, summary: summary)
  }

  private static let captionLimit = 190.0

  private struct Layout {
    var left: Double
    var boxWidth: Double
    var step: Double { boxWidth + 6 }
  }

  private var boxWidth: Double {
    let widest = boxes.map { svgWidth($0.text) + ($0.badge.isEmpty ? 0 : Self.badgeWidth($0) + 4) }
    return min(max((widest.max() ?? 0) + 22, 42), 420)
  }

  private static func badgeWidth(_ box: Box) -> Double { svgWidth(box.badge, size: 11) + 8 }

  private func columnStarts(_ layout: Layout) -> [Double]? {
    guard hasColumns else { return nil }
    var starts: [Double] = []
    var x = 0.0
    for place in places {
      starts.append(x)
      let name = svgWidth(place.name, isBold: true)
      x += max(Double(place.most) * layout.step, name + 6) + Self.gap
    }
    return layout.left + x - Self.gap - 6 <= SVG.right ? starts : nil
  }

  private static let gap = 20.0

  /// Draws the boxes of one row and returns where the next row may begin.
  private func draw(
    _ row: Row,
    on svg: inout SVG,
    y top: Double,
    layout: Layout,
    starts: [Double]?,
    lineHeight: Double
  ) -> Double {
    var y = top
    var x = layout.left
    for (number, segment) in row.segments.enumerated() {
      if let starts {
        x = layout.left + starts[number]
        if number > 0 { Self.divider(on: &svg, x: x - Self.gap / 2 - 3, y: y) }
      } else {
        let name = segment.name.isEmpty ? 0 : svgWidth(segment.name, isBold: true) + 8
        if x > layout.left, x + Self.gap + name + layout.boxWidth > SVG.right {
          (x, y) = (layout.left, y + lineHeight)
        } else if number > 0 {
          Self.divider(on: &svg, x: x + Self.gap / 2 - 3, y: y)
          x += Self.gap
        }
        svg.text(segment.name, x: x, y: y + 19, color: Palette.quiet, isBold: true)
        x += name
      }
      for box in segment.boxes {
        if x > layout.left, x + layout.boxWidth > SVG.right {
          (x, y) = (layout.left, y + lineHeight)
        }
        draw(box, on: &svg, x: x, y: y, width: layout.boxWidth)
        x += layout.step
      }
    }
    return y + lineHeight
  }

  private static func divider(on svg: inout SVG, x: Double, y: Double) {
    svg.add(
      "path",
      ["d": .s(svgPath(.move(x, y - 2), .line(x, y + 32))), "stroke": .s(Palette.axis)]
    )
  }

  private func draw(_ box: Box, on svg: inout SVG, x: Double, y: Double, width: Double) {
    let color = Self.textColor(box.role)
    let badge = box.badge.isEmpty ? 0 : Self.badgeWidth(box) + 4
    let lines = SVG.lines(box.text, limit: width - 20 - badge)
    // Only a text that no box could hold is shortened; all of it is in the tooltip.
    let text =
      lines.count == 1 ? lines[0] : SVG.lines(box.text, limit: width - 32 - badge)[0] + "…"
    Self.frame(
      box.role,
      on: &svg,
      x: x,
      y: y,
      width: width,
      height: 30,
      tooltip: lines.count == 1 ? "" : box.text
    )
    let middle = x + (width - badge) / 2
    svg.text(text, x: middle, y: y + 19.5, color: color, anchor: .middle, isBold: box.role == .hit)
    if box.role == .victim {
      let half = svgWidth(text) / 2
      svg.add(
        "path",
        [
          "d": .s(svgPath(.move(middle - half, y + 15), .line(middle + half, y + 15))),
          "stroke": .s(color), "stroke-width": .n(1.2),
        ]
      )
    }
    if !box.badge.isEmpty {
      let left = x + width - Self.badgeWidth(box) - 6
      svg.add(
        "rect",
        [
          "x": .n(left), "y": .n(y + 7), "width": .n(Self.badgeWidth(box)), "height": .n(16),
          "rx": .n(8), "fill": "#ffffff", "stroke": .s(Palette.edge),
        ]
      )
      svg.text(
        box.badge,
        x: left + Self.badgeWidth(box) / 2,
        y: y + 19,
        size: 11,
        color: Palette.quiet,
        anchor: .middle
      )
    }
    if box.hasHand { Self.hand(on: &svg, x: x + width / 2, y: y + 33) }
  }

  /// A triangle that points up at what is above.
  private static func hand(on svg: inout SVG, x: Double, y: Double) {
    svg.add(
      "path",
      [
        "d": .s(svgPath(.move(x, y), .line(x + 6, y + 9), .line(x - 6, y + 9), .close)),
        "fill": .s(Palette.ink),
      ]
    )
  }

  /// The border shows the role without colour: plain, with a corner, thick, or broken.
  private static func frame(
    _ role: Role,
    on svg: inout SVG,
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    tooltip: String = ""
  ) {
    let (fill, stroke, strokeWidth, dashes) =
      switch role {
      case .normal: ("#ffffff", Palette.axis, 1.0, "none")
      case .fresh: ("#e7f3ea", Palette.green, 1.2, "none")
      case .hit: ("#e4edf6", Palette.blue, 2.4, "none")
      case .victim: ("#fbeaec", Palette.red, 1.2, "5 3")
      case .ghost: (Palette.paper, Palette.axis, 1.2, "2 3")
      }
    svg.add(
      "rect",
      [
        "x": .n(x), "y": .n(y), "width": .n(width), "height": .n(height), "rx": .n(5),
        "fill": .s(fill), "stroke": .s(stroke), "stroke-width": .n(strokeWidth),
        "stroke-dasharray": .s(dashes),
      ],
      tooltip: tooltip
    )
    if role == .fresh {
      svg.add(
        "path",
        [
          "d": .s(
            svgPath(.move(x + 4, y + 6.5), .line(x + 9, y + 6.5))
              + svgPath(.move(x + 6.5, y + 4), .line(x + 6.5, y + 9))
          ),
          "stroke": .s(stroke), "stroke-width": .n(1.4),
        ]
      )
    }
  }

  private static func textColor(_ role: Role) -> String {
    switch role {
    case .normal, .fresh, .hit: Palette.ink
    case .victim: Palette.red
    case .ghost: Palette.quiet
    }
  }

  private var summary: String {
    let steps = rows.map { row -> String in
      let segments = row.segments.map { segment -> String in
        let boxes = segment.boxes.map { box in
          let role = box.role == .normal ? "" : " \(box.role)"
          return box.text + role + (box.hasHand ? " hand" : "")
        }
        return (segment.name.isEmpty ? "" : "\(segment.name): ") + boxes.joined(separator: ", ")
      }
      return "\(row.caption): \(segments.joined(separator: " | "))"
    }
    return "A list\(order.isEmpty ? "" : ", \(order),") step by step. "
      + steps.joined(separator: "; ") + "."
  }
}
