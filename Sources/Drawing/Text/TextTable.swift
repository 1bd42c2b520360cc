/// Rows of cells in columns that are as wide as what is in them.
///
///     var table = TextTable([.text("policy"), .number("hits")])
///     table.add("LRU", grouped(hits))
///     let lines = table.lines(columns: 80, style: .coloured)
///
/// If a table is too wide, sentences in its last column wrap, beside the other columns or below them.
/// A table without sentences is split: further columns follow below, beside the first one again. A
/// table of sentences alone is narrowed, column by column, until it fits.
public struct TextTable: Sendable {
  /// How the headings are set off from the rows; a table without headings has none of it.
  public enum Heading: Sendable {
    /// In up to two lines above a rule.
    case ruled
    /// In one line and without a rule.
    case bare
    /// Above a rule for each column, which is there without headings, too.
    case columnRules
  }

  public struct Column: Sendable {
    public enum Alignment: Sendable {
      case left, center, right
    }

    let heading: String
    let alignment: Alignment
    let wraps: Bool
    private(set) var leastWidth = 0
    private(set) var group = ""
    private(set) var stretches = false

    public init(_ heading: String, alignment: Alignment, wraps: Bool) {
      self.heading = heading
      self.alignment = alignment
      self.wraps = wraps
    }

    /// A column of names.
    public static func text(_ heading: String = "") -> Column {
      Column(heading, alignment: .left, wraps: false)
    }

    /// A column of figures, aligned to the right.
    public static func number(_ heading: String = "") -> Column {
      Column(heading, alignment: .right, wraps: false)
    }

    /// A column of whole sentences, which may wrap: the last, or one of nothing but such columns.
    public static func sentence(_ heading: String = "") -> Column {
      Column(heading, alignment: .left, wraps: true)
    }

    /// The column no narrower than that, so that several tables line up.
    public func atLeast(_ width: Int) -> Column { with { $0.leastWidth = width } }

    /// The column under a name that its neighbours share.
    public func under(_ group: String) -> Column { with { $0.group = group } }

    /// The column with all the room that the others leave, so that the table fills the line.
    public func stretched() -> Column { with { $0.stretches = true } }

    private func with(_ change: (inout Column) -> Void) -> Column {
      var column = self
      change(&column)
      return column
    }
  }

  /// A text, which may contain colours, and its emphasis.
  public struct Cell: Sendable, ExpressibleByStringInterpolation {
    let text: String
    let emphasis: Emphasis

    public init(_ text: String, _ emphasis: Emphasis = .plain) {
      self.text = text
      self.emphasis = emphasis
    }

    public init(stringLiteral text: String) { self.init(text) }
  }

  let columns: [Column]
  let heading: Heading
  let indent: Int
  /// A row without cells is a rule.
  private(set) var rows: [[Cell]] = []

  /// - Parameter indent: The blank columns before every line.
  public init(_ columns: [Column], heading: Heading = .ruled, indent: Int = 0) {
    precondition(!columns.isEmpty, "A table needs a column")
    self.columns = columns
    self.heading = heading
    self.indent = indent
  }

  public mutating func add(_ cells: [Cell]) {
    precondition(
      cells.count == columns.count,
      "a row of this table has \(columns.count) cells, not \(cells.count)"
    )
    rows.append(cells)
  }

  public mutating func add(_ texts: String...) { add(texts.map { Cell($0) }) }

  /// Adds a line across the table.
  public mutating func addRule() { rows.append([]) }

  /// The whole table, none of its lines wider than `room` unless a single word is.
  public func lines(columns room: Int, style: TextStyle) -> [String] {
    let layout = TextTableLayout(self, room: room, style: style)
    return layout.blocks.enumerated().flatMap { number, block in
      let parts = layout.parts(of: block)
      return (number > 0 ? [""] : []) + parts.head + parts.rows.joined()
    }
  }

  /// The heading and the lines of each row, or nil if the table has to be split.
  public func parts(columns room: Int, style: TextStyle) -> (head: [String], rows: [[String]])? {
    let layout = TextTableLayout(self, room: room, style: style)
    guard layout.blocks.count == 1 else { return nil }
    return layout.parts(of: layout.blocks[0])
  }
}
