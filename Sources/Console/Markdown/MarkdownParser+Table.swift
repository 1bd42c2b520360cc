import Drawing

extension MarkdownParser {
  /// The table that begins here, if the line below is the row of dashes that makes it one.
  mutating func table() -> MarkdownBlock? {
    guard line.contains("|"), position + 1 < lines.count,
      let alignments = Self.alignments(lines[position + 1])
    else { return nil }
    let header = Self.cells(line)
    guard header.count == alignments.count else { return nil }
    position += 2
    var rows: [[String]] = []
    while position < lines.count, !line.isBlank, !Self.beginsBlock(line) {
      let cells = Self.cells(line).prefix(header.count)
      rows.append(cells + Array(repeating: "", count: header.count - cells.count))
      position += 1
    }
    return .table(MarkdownBlock.Table(alignments: alignments, header: header, rows: rows))
  }

  private static func alignments(_ line: String) -> [TextTable.Column.Alignment]? {
    guard line.contains("-"), line.allSatisfy({ "|:- ".contains($0) }) else { return nil }
    let cells = cells(line)
    guard cells.allSatisfy({ $0.contains("-") }) else { return nil }
    return cells.map { cell in
      switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
      case (true, true): .center
      case (false, true): .right
      default: .left
      }
    }
  }

  /// A bar divides cells unless a backslash stands before it.
  private static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.trimmed {
      if character == "|", !isEscaped {
        cells.append(cell.trimmed)
        cell = ""
      } else {
        if character == "|" { cell.removeLast() }
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if !cell.trimmed.isEmpty { cells.append(cell.trimmed) }
    if line.trimmed.hasPrefix("|") { cells.removeFirst() }
    return cells
  }
}
