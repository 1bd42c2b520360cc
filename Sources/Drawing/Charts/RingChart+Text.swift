#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RingChart {
  public func text(columns: Int, style: TextStyle) -> String {
    var canvas = TextCanvas(columns: columns, title: title)
    guard !points.isEmpty else {
      canvas.add(Self.nothing)
      return canvas.text(style)
    }
    let isWide = canvas.columns >= 60
    let height = isWide ? 17 : min(15, (canvas.columns - 2) / 2 | 1)
    let top = canvas.rowCount
    drawCircle(on: &canvas, row: top, column: 1, height: height)
    let left = isWide ? height * 2 + 5 : 0
    var side = TextCanvas(columns: canvas.columns - left)
    describe(on: &side)
    if isWide {
      let offset = max(0, (height - side.rowCount) / 2)
      canvas.paste(side, row: top + offset, column: left)
    } else {
      canvas.add()
      canvas.paste(side, row: canvas.rowCount, column: 0)
    }
    return canvas.text(style)
  }

  private func drawCircle(on canvas: inout TextCanvas, row: Int, column: Int, height: Int) {
    // A character is twice as high as wide, so the circle takes twice as many columns as rows.
    let radius = Double(height) / 2
    let (arcs, points) = (arcs, points)
    for y in 0..<height {
      for x in 0..<(height * 2) {
        let (dx, dy) = ((Double(x) + 0.5) / 2 - radius, Double(y) + 0.5 - radius)
        let distance = (dx * dx + dy * dy).squareRoot()
        guard distance <= radius, distance > radius - 1.6 else { continue }
        let position = atan2(dx, -dy) / (2 * .pi)
        let around = position < 0 ? position + 1 : position
        let arc = arcs.last { $0.start <= around } ?? arcs.first
        let owner = around > (points.last?.position ?? 1) ? points.first?.node : arc?.node
        guard let owner else { continue }
        canvas.put(
          Self.letter(owner),
          row: row + y,
          column: column + x,
          ink: .series(owner)
        )
      }
    }
    for (index, placed) in placedKeys.enumerated() {
      let angle = placed.position * 2 * .pi
      let x = (radius + sin(angle) * (radius - 2.6)) * 2
      let y = radius - cos(angle) * (radius - 2.6)
      canvas.put(
        Self.sign(ofKey: index),
        row: row + Int(y),
        column: column + Int(x),
        ink: .strong
      )
    }
  }

  private func describe(on canvas: inout TextCanvas) {
    for ((index, node), share) in zip(nodes.enumerated(), shares) {
      let figure = percent(share).leftPadded(to: 7)
      let room = canvas.columns - 3 - 2 - figure.displayWidth
      for (number, line) in labelLines(node.name, columns: min(room, 24)).enumerated() {
        let isFirst = number == 0
        canvas.add([
          (isFirst ? Self.letter(index) + "  " : "   ", .series(index)),
          (line.padded(to: min(room, nameWidth)), nil), (isFirst ? "  " + figure : "", nil),
        ])
      }
    }
    guard !placedKeys.isEmpty else { return }
    canvas.add()
    for (index, placed) in placedKeys.enumerated() {
      let text = "\(placed.key.name) → \(nodes[placed.owner].name)"
      for (number, line) in labelLines(text, columns: canvas.columns - 3).enumerated() {
        canvas.add([
          (number == 0 ? Self.sign(ofKey: index) + "  " : "   ", .strong), (line, nil),
        ])
      }
    }
  }

  private var nameWidth: Int {
    min(24, nodes.map(\.name.displayWidth).max() ?? 0)
  }

  static func sign(ofKey index: Int) -> String {
    index < 9 ? String(index + 1) : "•"
  }
}
