/// A chart that can be shown in a terminal and on a web page.
///
///     print(chart.text(columns: 80, style: .coloured))
///     let picture = chart.svg()
///
/// Both come from the same values, and the same values give the same bytes every time.
/// Colour is never the only difference: a marker, a letter, a name or a border shows it, too.
public protocol Chart: Sendable {
  var title: String { get }

  /// The chart as lines of text without trailing spaces, none wider than `columns` (24 at least).
  func text(columns: Int, style: TextStyle) -> String

  /// The chart as a whole SVG document.
  func svg() -> String
}

extension Chart {
  public func text() -> String { text(columns: 80, style: .plain) }
  public func text(columns: Int) -> String { text(columns: columns, style: .plain) }
  public func text(style: TextStyle) -> String { text(columns: 80, style: style) }
}
