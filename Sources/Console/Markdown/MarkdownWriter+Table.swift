import Drawing

extension MarkdownWriter {
  /// The table's lines: columns as wide as they need, or narrowed until the table fits.
  func lines(of table: MarkdownBlock.Table, columns: Int) -> [String] {
    let header = table.header.map { style.isColoured ? styled("**\($0)**") : styled($0) }
    let rows = table.rows.map { $0.map(styled) }
    let gaps = 2 * (header.count - 1)
    let widths = Self.fit([header] + rows, into: columns - gaps)
    let rule = widths.map { style.dim(String(repeating: "─", count: $0)) }.joined(separator: "  ")
    // Rows are told apart by an empty line when many of them take several.
    let bodies = rows.map { lines(of: $0, widths, table.alignments) }
    let isTall = 3 * bodies.count { $0.count > 1 } >= bodies.count
    let hasHeader = header.contains { !$0.isEmpty }
    return (hasHeader ? lines(of: header, widths, table.alignments) : []) + [rule]
      + bodies.enumerated().flatMap { index, body in (isTall && index > 0 ? [""] : []) + body }
  }

  private func lines(
    of row: [String],
    _ widths: [Int],
    _ alignments: [MarkdownBlock.Table.Alignment]
  ) -> [String] {
    let cells = zip(row, widths).map { cell, width in
      cell.wrapped(to: width).flatMap { $0.broken(to: width) }
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { index in
      cells.indices.map { column in
        let piece = cells[column].indices.contains(index) ? cells[column][index] : ""
        return Self.align(piece, alignments[column], widths[column])
      }.joined(separator: "  ").trimmingEnd()
    }
  }

  private static func align(
    _ text: String,
    _ alignment: MarkdownBlock.Table.Alignment,
    _ width: Int
  ) -> String {
    switch alignment {
    case .left: text.padded(to: width)
    case .right: text.leftPadded(to: width)
    case .center:
      text.leftPadded(to: text.displayWidth + max(0, width - text.displayWidth) / 2)
        .padded(to: width)
    }
  }

  /// Takes room from the widest column until all fit, and breaks words only if nothing else helps.
  private static func fit(_ rows: [[String]], into room: Int) -> [Int] {
    let columns = rows.first?.indices ?? 0..<0
    var widths = columns.map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
    let longestWords = columns.map { column in
      rows.flatMap { $0[column].split(separator: " ").map { String($0).displayWidth } }.max() ?? 0
    }
    for floors in [longestWords, columns.map { _ in 3 }] {
      while widths.reduce(0, +) > room {
        let shrinkable = columns.filter { widths[$0] > max(3, floors[$0]) }
        guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
      }
    }
    return widths.map { max(1, $0) }
  }
}

extension String {
  /// Cuts a word that is wider than its column; it loses its colour by that.
  fileprivate func broken(to width: Int) -> [String] {
    guard displayWidth > width else { return [self] }
    var pieces: [String] = []
    var piece = ""
    for character in withoutColours {
      if !piece.isEmpty, (piece + String(character)).displayWidth > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }
}
