import Drawing

extension StageTable {
  /// The whole table, none of its lines wider than `room`.
  func lines(columns room: Int, style: TextStyle) -> [String] {
    let layout = Layout(self, room: room, style: style)
    return layout.blocks.enumerated().flatMap { number, block in
      let pieces = layout.pieces(of: block)
      return (number > 0 ? [""] : []) + pieces.head + pieces.rows.joined()
    }
  }

  /// The heading and the lines of each row, or nil if the rows do not fit and must be broken up.
  func pieces(columns room: Int, style: TextStyle) -> (head: [String], rows: [[String]])? {
    let layout = Layout(self, room: room, style: style)
    guard let block = layout.blocks.first, layout.blocks.count == 1 else { return nil }
    return layout.pieces(of: block)
  }
}

/// How a table is laid out in a width.
private struct Layout {
  private static let gap = 2

  /// The least that is left for sentences beside the other columns; else they go below.
  private static let leastForSentences = 20

  private let table: StageTable
  private let room: Int
  private let style: TextStyle
  private let widths: [Int]
  private let endsInSentences: Bool

  init(_ table: StageTable, room: Int, style: TextStyle) {
    self.table = table
    self.room = room
    self.style = style
    endsInSentences = table.columns.last?.kind == .sentence
    widths = table.columns.enumerated().map { index, column in
      let cells = table.rows.filter { !$0.isEmpty }.map { $0[index].text.displayWidth }
      let words = column.heading.split(separator: " ").map { String($0).displayWidth }
      var width = (cells + words).max() ?? 0
      // A heading may take two lines; three look lost above figures.
      while column.heading.wrapped(to: width).count > 2 { width += 1 }
      return width
    }
  }

  /// The columns that stand side by side; without sentences, the first one leads every block.
  var blocks: [[Int]] {
    var blocks = [[0]]
    var used = widths[0]
    for (index, column) in table.columns.enumerated().dropFirst() {
      let width = column.kind == .sentence ? Self.leastForSentences : widths[index]
      if used + Self.gap + width <= room || index == 1 {
        blocks[blocks.count - 1].append(index)
        used += Self.gap + width
      } else if endsInSentences {
        break
      } else {
        blocks.append([0, index])
        used = widths[0] + Self.gap + width
      }
    }
    return blocks
  }

  func pieces(of block: [Int]) -> (head: [String], rows: [[String]]) {
    let heading = table.columns.map { StageTable.Cell($0.heading, .strong) }
    let head = beside(heading, block, isHeading: true)
    let left = endsInSentences ? table.columns.indices.filter { !block.contains($0) } : []
    let rows = table.rows.map { row -> [String]? in
      row.isEmpty ? nil : beside(row, block, isHeading: false) + below(left.map { row[$0] })
    }
    let width = ([head] + rows.compactMap { $0 }).joined().map(\.displayWidth).max() ?? 0
    let rule = [Ink.quiet.on(String(repeating: "─", count: width), style)]
    return (head + rule, rows.map { $0 ?? rule })
  }

  /// The cells of a row side by side; beside a heading of two lines, one of one line stands below.
  private func beside(_ row: [StageTable.Cell], _ block: [Int], isHeading: Bool) -> [String] {
    let left = block.dropLast().reduce(0) { $0 + widths[$1] + Self.gap }
    let pieces = block.map { index in
      let isSentence = table.columns[index].kind == .sentence
      return row[index].text.wrapped(to: isSentence ? room - left : widths[index])
    }
    let height = pieces.map(\.count).max() ?? 1
    return (0..<height).map { line in
      zip(block, pieces).map { index, pieces in
        let place = line - (isHeading ? height - pieces.count : 0)
        let text = pieces.indices.contains(place) ? pieces[place] : ""
        let pad = String(repeating: " ", count: max(0, widths[index] - text.displayWidth))
        let inked = row[index].ink.on(text, style)
        return switch table.columns[index].kind {
        case .number: pad + inked
        case .text: inked + pad
        case .sentence: inked
        }
      }.joined(separator: String(repeating: " ", count: Self.gap)).withoutSpacesAtEnd()
    }
  }

  /// Cells that found no room in their row, below it.
  private func below(_ cells: [StageTable.Cell]) -> [String] {
    let indent = 4
    return cells.filter { !$0.text.isEmpty }.flatMap { cell in
      cell.text.wrapped(to: room - indent).map {
        String(repeating: " ", count: indent) + cell.ink.on($0, style)
      }
    }
  }
}
