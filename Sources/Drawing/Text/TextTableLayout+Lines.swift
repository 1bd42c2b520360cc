extension TextTableLayout {
  func parts(of block: [Int]) -> (head: [String], rows: [[String]]) {
    let hasHeadings = table.columns.contains { !$0.heading.isEmpty }
    let groups = table.columns.contains { !$0.group.isEmpty } ? [groupLine(block)] : []
    let headings = table.columns.map { TextTable.Cell($0.heading, .strong) }
    let head = hasHeadings ? groups + beside(headings, block, standsAtBottom: true) : []
    let rows = table.rows.map { row -> [String]? in
      row.isEmpty
        ? nil : beside(row, block, standsAtBottom: false) + belowRow(below.map { row[$0] })
    }
    let width = (head + rows.compactMap { $0 }.joined()).map(\.displayWidth).max() ?? 0
    let rule = Self.rule(width, style)
    let underHead =
      switch table.heading {
      case .ruled: hasHeadings ? [rule] : []
      case .bare: [String]()
      case .columnRules: [block.map { Self.rule(widths[$0], style) }.joined(separator: Self.space)]
      }
    return (indented(head + underHead), rows.map { indented($0 ?? [rule]) })
  }

  private static let space = String(repeating: " ", count: gap)

  private static func rule(_ width: Int, _ style: TextStyle) -> String {
    style.dim(String(repeating: "─", count: width))
  }

  private func groupLine(_ block: [Int]) -> String {
    groups(of: block).map { style.bold($0.name).leftPadded(to: width(of: $0.columns)) }
      .joined(separator: Self.space)
  }

  /// The cells of a row side by side, those with fewer lines than others at its top or its bottom.
  private func beside(_ row: [TextTable.Cell], _ block: [Int], standsAtBottom: Bool) -> [String] {
    let pieces = block.map { lines(of: row[$0].text, column: $0) }
    let height = pieces.map(\.count).max() ?? 1
    return (0..<height).map { line in
      zip(block, pieces).map { index, pieces in
        let place = line - (standsAtBottom ? height - pieces.count : 0)
        let text = pieces.indices.contains(place) ? pieces[place] : ""
        return aligned(style.emphasized(text, row[index].emphasis), index)
      }.joined(separator: Self.space).trimmingEnd()
    }
  }

  private func lines(of text: String, column: Int) -> [String] {
    let lines = text.wrapped(to: widths[column])
    return onlySentences ? lines.flatMap { $0.broken(to: widths[column]) } : lines
  }

  private func aligned(_ text: String, _ column: Int) -> String {
    let width = widths[column]
    return switch table.columns[column].alignment {
    case .left: text.padded(to: width)
    case .right: text.leftPadded(to: width)
    case .center:
      text.leftPadded(to: text.displayWidth + max(0, width - text.displayWidth) / 2)
        .padded(to: width)
    }
  }

  /// Cells that found no room in their row, below it.
  private func belowRow(_ cells: [TextTable.Cell]) -> [String] {
    let indent = 4
    let margin = String(repeating: " ", count: indent)
    return cells.filter { !$0.text.isEmpty }.flatMap { cell in
      cell.text.wrapped(to: room - indent).map {
        margin + style.emphasized($0, cell.emphasis)
      }
    }
  }

  private func indented(_ lines: [String]) -> [String] {
    let margin = String(repeating: " ", count: table.indent)
    return lines.map { $0.isEmpty ? $0 : margin + $0 }
  }
}
