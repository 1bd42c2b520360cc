import Drawing

/// A block of a page.
///
/// Its texts are still Markdown inside.
indirect enum MarkdownBlock: Sendable, Equatable {
  case heading(level: Int, text: String)
  case paragraph(String)
  case code(language: String, lines: [String])
  case list(start: Int?, items: [Item], isLoose: Bool)

  /// A block quote; with a label it is an aside, `> Note: …`.
  case quote(label: String?, [MarkdownBlock])
  case table(Table)

  /// `<details>` with its summary.
  case answer(summary: String, [MarkdownBlock])
  case picture(alt: String, file: String)
  case rule

  struct Item: Sendable, Equatable {
    /// Nil for an item without a box to tick.
    var isDone: Bool?
    var blocks: [MarkdownBlock]
  }

  struct Table: Sendable, Equatable {
    var alignments: [TextTable.Column.Alignment]
    var header: [String]
    var rows: [[String]]
  }
}
