import Drawing

extension MarkdownWriter {
  /// The table's lines: columns as wide as they need, or narrowed until the table fits.
  func lines(of source: MarkdownBlock.Table, columns: Int) -> [String] {
    var table = TextTable(
      zip(source.header, source.alignments).map {
        TextTable.Column(styled($0), alignment: $1, wraps: true)
      },
      heading: .columnRules
    )
    for row in source.rows { table.add(row.map { TextTable.Cell(styled($0)) }) }
    guard let (head, rows) = table.parts(columns: columns, style: style) else {
      return table.lines(columns: columns, style: style)
    }
    // Rows are told apart by an empty line when many of them take several.
    let isTall = 3 * rows.count { $0.count > 1 } >= rows.count
    return head + rows.enumerated().flatMap { (isTall && $0 > 0 ? [""] : []) + $1 }
  }
}
