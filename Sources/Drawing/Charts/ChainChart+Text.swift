extension ChainChart {
  public func text(columns: Int, style: TextStyle) -> String {
    var canvas = TextCanvas(columns: columns, title: title, order: order)
    guard !rows.isEmpty else {
      canvas.add(Self.nothing)
      return canvas.text(style)
    }
    let captions = rows.map { labelLines($0.caption, columns: canvas.columns / 3) }
    let left = (captions.joined().map(\.displayWidth).max() ?? 0) + 2
    // The longest text is broken off if one box alone would be too wide.
    let room = canvas.columns - left
    let inside = min(boxes.map { Self.inside($0).displayWidth }.max() ?? 1, room - 5)
    let hasHands = boxes.contains(where: \.hasHand)
    let boxWidth = inside + (hasHands ? 5 : 4)
    let starts = columnStarts(boxWidth: boxWidth, room: room)
    if let starts, places.contains(where: { !$0.name.isEmpty }) {
      let row = canvas.rowCount
      for (place, start) in zip(places, starts) {
        canvas.put(place.name, row: row, column: left + start, ink: .strong)
      }
    }
    for (row, caption) in zip(rows, captions) {
      let top = canvas.rowCount
      for (number, line) in caption.enumerated() { canvas.put(line, row: top + number, column: 0) }
      if caption.isEmpty { canvas.add() }
      var y = top
      var x = left
      for (number, segment) in row.segments.enumerated() {
        if let starts {
          x = left + starts[number]
          if number > 0 { canvas.put("│", row: y, column: x - 2, ink: .quiet) }
        } else if number > 0 || !segment.name.isEmpty {
          let name = (number > 0 ? "│ " : "") + (segment.name.isEmpty ? "" : segment.name + " ")
          if x > left, x + name.displayWidth + boxWidth > canvas.columns { (x, y) = (left, y + 1) }
          canvas.put(name, row: y, column: x, ink: .quiet)
          x += name.displayWidth
        }
        for box in segment.boxes {
          if x > left, x + boxWidth > canvas.columns { (x, y) = (left, y + 1) }
          draw(box, on: &canvas, row: y, column: x, inside: inside, hasHands: hasHands)
          x += boxWidth
        }
        x += 1
      }
      if !row.note.isEmpty { note(row.note, on: &canvas, row: y, column: x + 1, left: left) }
    }
    if !legend.isEmpty {
      canvas.add()
      canvas.flow(
        legend.map { entry in
          [(Self.sample(entry.role) + " ", Self.ink(entry.role ?? .normal)), (entry.name, nil)]
        },
        indent: 0
      )
    }
    return canvas.text(style)
  }

  /// Where each segment begins if all rows fit into common columns.
  private func columnStarts(boxWidth: Int, room: Int) -> [Int]? {
    guard hasColumns else { return nil }
    var starts: [Int] = []
    var x = 0
    for place in places {
      starts.append(x)
      x += max(place.most * boxWidth, place.name.displayWidth) + 3
    }
    return x - 3 <= room ? starts : nil
  }

  /// Writes a note after the boxes, or under them if it is too long.
  private func note(
    _ note: String,
    on canvas: inout TextCanvas,
    row: Int,
    column: Int,
    left: Int
  ) {
    if column + note.displayWidth <= canvas.columns {
      canvas.put(note, row: row, column: column, ink: .quiet)
    } else {
      for (number, line) in labelLines(note, columns: canvas.columns - left).enumerated() {
        canvas.put(line, row: row + 1 + number, column: left, ink: .quiet)
      }
    }
  }

  private func draw(
    _ box: Box,
    on canvas: inout TextCanvas,
    row: Int,
    column: Int,
    inside: Int,
    hasHands: Bool
  ) {
    let brackets =
      switch box.role {
      case .normal, .fresh, .hit: ("[", "]")
      case .victim: (" ", " ")
      case .ghost: ("(", ")")
      }
    let lines = labelLines(Self.inside(box), columns: inside)
    let whole =
      lines.count == 1 ? lines[0] : labelLines(Self.inside(box), columns: inside - 1)[0] + "…"
    let text = whole.padded(to: inside)
    let hand = hasHands ? (box.hasHand ? "▸" : " ") : ""
    canvas.put(
      brackets.0 + hand + Self.sign(box.role) + text + " " + brackets.1,
      row: row,
      column: column,
      ink: Self.ink(box.role)
    )
    if box.hasHand { canvas.put("▸", row: row, column: column + 1, ink: .strong) }
  }

  private static func inside(_ box: Box) -> String {
    box.badge.isEmpty ? box.text : "\(box.text) \(box.badge)"
  }

  private static func sign(_ role: Role) -> String {
    switch role {
    case .normal, .ghost: " "
    case .fresh: "+"
    case .hit: "*"
    case .victim: "×"
    }
  }

  private static func sample(_ role: Role?) -> String {
    guard let role else { return "▸" }
    return role == .ghost ? "( )" : sign(role)
  }

  private static func ink(_ role: Role) -> TextCanvas.Ink? {
    switch role {
    case .normal: nil
    case .fresh: .good
    case .hit: .accent
    case .victim: .bad
    case .ghost: .quiet
    }
  }
}
