extension BarChart {
  public func svg() -> String {
    guard !allBars.isEmpty else { return SVG.sentence(Self.nothing, title: title) }
    var svg = SVG()
    var y = svg.heading(title, order: value.caption)
    let inset = groups.contains { !$0.name.isEmpty } ? 12.0 : 0
    let names = allBars.map { SVG.lines($0.name, limit: 200 - inset) }
    let left = SVG.margin + inset + (names.joined().map { svgWidth($0) }.max() ?? 0) + 12
    let labelWidth = labels.map { svgWidth($0, size: 12) }.max() ?? 0
    let scale = (SVG.right - labelWidth - 8 - left) / (span.upperBound - span.lowerBound)
    let zero = left - span.lowerBound * scale
    let series = seriesIndex
    let thickness = groups.count > 1 ? 14.0 : 20.0
    var next = 0
    for group in groups {
      if !group.name.isEmpty {
        for line in SVG.lines(group.name, limit: SVG.right - SVG.margin, isBold: true) {
          svg.text(line, x: SVG.margin, y: y + 14, isBold: true)
          y += 18
        }
        y += 6
      }
      let top = y
      for bar in group.bars {
        let lines = names[next]
        let height = max(thickness, Double(lines.count) * 16)
        let middle = y + height / 2
        for (number, line) in lines.enumerated() {
          let baseline = middle + 4.5 + (Double(number) - Double(lines.count - 1) / 2) * 16
          svg.text(line, x: left - 12, y: baseline, anchor: .end)
        }
        let length = (drawable(bar.value) ?? 0) * scale
        // A bar that is not zero stays visible.
        let width = length == 0 ? 0 : max(abs(length), 1)
        svg.add(
          "rect",
          [
            "x": .n(length < 0 ? zero - width : zero), "y": .n(middle - thickness / 2),
            "width": .n(width), "height": .n(thickness), "rx": .n(min(2, width / 2)),
            "fill": .s(Palette.series(series[bar.name] ?? 0)),
          ]
        )
        svg.text(
          labels[next],
          x: zero + max(length, 0) + 8,
          y: middle + 4.5,
          size: 12,
          color: Palette.quiet
        )
        y += height + (groups.count > 1 ? 6 : 8)
        next += 1
      }
      svg.add(
        "path",
        ["d": .s(svgPath(.move(zero, top - 3), .line(zero, y - 3))), "stroke": .s(Palette.axis)]
      )
      y += groups.count > 1 ? 10 : 0
    }
    return svg.document(height: y + 18, title: title, summary: summary)
  }

  private var summary: String {
    var next = 0
    let parts = groups.map { group -> String in
      let bars = group.bars.map { bar -> String in
        defer { next += 1 }
        return "\(bar.name) \(labels[next])"
      }
      return (group.name.isEmpty ? "" : "\(group.name): ") + bars.joined(separator: ", ")
    }
    return "Bars of \(value.caption). \(parts.joined(separator: "; "))."
  }
}
