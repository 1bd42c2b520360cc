#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RingChart {
  public func svg() -> String {
    guard !points.isEmpty else { return SVG.sentence(Self.nothing, title: title) }
    var svg = SVG()
    let top = svg.heading(title)
    let list = SVG.margin + 320
    var y = top + 10
    for ((index, node), share) in zip(nodes.enumerated(), shares) {
      badge(index, on: &svg, x: list + 9, y: y + 9)
      svg.text(percent(share), x: SVG.right, y: y + 13.5, color: Palette.quiet, anchor: .end)
      for line in SVG.lines(node.name, limit: SVG.right - list - 28 - 72) {
        svg.text(line, x: list + 28, y: y + 13.5)
        y += 18
      }
      y += 8
    }
    if !placedKeys.isEmpty {
      y += 6
      svg.add(
        "path",
        ["d": .s(svgPath(.move(list, y), .line(SVG.right, y))), "stroke": .s(Palette.edge)]
      )
      y += 12
    }
    for (index, placed) in placedKeys.enumerated() {
      svg.text(
        Self.sign(ofKey: index),
        x: list + 9,
        y: y + 12.5,
        size: 12,
        anchor: .middle,
        isBold: true
      )
      let text = "\(placed.key.name) → \(nodes[placed.owner].name)"
      for line in SVG.lines(text, limit: SVG.right - list - 28) {
        svg.text(line, x: list + 28, y: y + 12.5)
        y += 18
      }
      y += 3
    }
    let bottom = max(y, top + 310)
    drawCircle(on: &svg, x: SVG.margin + 150, y: top + (bottom - top) / 2)
    return svg.document(height: bottom + 18, title: title, summary: summary)
  }

  private func drawCircle(on svg: inout SVG, x: Double, y: Double) {
    let (outer, inner) = (140.0, 104.0)
    func place(_ position: Double, _ radius: Double) -> (x: Double, y: Double) {
      (x + sin(position * 2 * .pi) * radius, y - cos(position * 2 * .pi) * radius)
    }
    let arcs = arcs
    for arc in arcs {
      let color = Palette.series(arc.node)
      let tooltip = "\(nodes[arc.node].name) \(percent(arc.length))"
      // A full circle has no two ends to draw an arc between.
      if arc.length > 0.9999 {
        svg.add(
          "circle",
          [
            "cx": .n(x), "cy": .n(y), "r": .n((outer + inner) / 2), "fill": "none",
            "stroke": .s(color), "stroke-width": .n(outer - inner),
          ],
          tooltip: tooltip
        )
        continue
      }
      let end = arc.start + arc.length
      let (a, b) = (place(arc.start, outer), place(end, outer))
      let (c, d) = (place(end, inner), place(arc.start, inner))
      let isLarge = arc.length > 0.5
      svg.add(
        "path",
        [
          "d": .s(
            svgPath(
              .move(a.x, a.y),
              .arc(radius: outer, isLarge: isLarge, isClockwise: true, b.x, b.y),
              .line(c.x, c.y),
              .arc(radius: inner, isLarge: isLarge, isClockwise: false, d.x, d.y),
              .close
            )
          ),
          "fill": .s(color),
          // Between very thin arcs, gaps would be all there is to see.
          "stroke": .s(arcs.count > 60 ? color : Palette.paper),
          "stroke-width": .n(arcs.count > 60 ? 0.3 : 1.5),
        ],
        tooltip: tooltip
      )
    }
    for arc in arcs where arc.length * 2 * .pi * 122 > 15 {
      let middle = place(arc.middle, 122)
      svg.text(
        Self.letter(arc.node),
        x: middle.x,
        y: middle.y + 4.5,
        color: "#ffffff",
        anchor: .middle,
        isBold: true
      )
    }
    for (index, placed) in placedKeys.enumerated() {
      let dot = place(placed.position, inner - 8)
      svg.add("circle", ["cx": .n(dot.x), "cy": .n(dot.y), "r": .n(3.5), "fill": .s(Palette.ink)])
      guard index < 9 else { continue }
      // Keys that lie close together write their numbers at different depths.
      let near = placedKeys[..<index].count { abs($0.position - placed.position) < 0.03 }
      let number = place(placed.position, inner - 22 - Double(near) * 14)
      svg.text(
        Self.sign(ofKey: index),
        x: number.x,
        y: number.y + 4,
        size: 12,
        anchor: .middle,
        isBold: true
      )
    }
    let top = place(0, outer)
    svg.add(
      "path",
      [
        "d": .s(svgPath(.move(top.x, top.y - 6), .line(top.x, top.y))), "stroke": .s(Palette.quiet),
      ]
    )
    svg.text("0", x: top.x, y: top.y - 9, size: 11, color: Palette.quiet, anchor: .middle)
  }

  private func badge(_ index: Int, on svg: inout SVG, x: Double, y: Double) {
    svg.add(
      "rect",
      [
        "x": .n(x - 9), "y": .n(y - 9), "width": .n(18), "height": .n(18), "rx": .n(4),
        "fill": .s(Palette.series(index)),
      ]
    )
    svg.text(
      Self.letter(index),
      x: x,
      y: y + 4.5,
      size: 12,
      color: "#ffffff",
      anchor: .middle,
      isBold: true
    )
  }

  private var summary: String {
    let owned = zip(nodes, shares).map { "\($0.name) owns \(percent($1))" }
    let keys = placedKeys.map { "\($0.key.name) belongs to \(nodes[$0.owner].name)" }
    return "A hash ring. \((owned + keys).joined(separator: "; "))."
  }
}
