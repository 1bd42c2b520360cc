/// A table on the stage: headings, rows, and columns as wide as what is in them.
///
/// Where the width does not do, sentences in the last column wrap, or go below the rest of their row
/// together with what else does not fit. Without such a column, the columns that do not fit follow as
/// a table of their own, with the first one beside them again.
public struct StageTable {
  public struct Column {
    public enum Kind: Sendable {
      case text, number, sentence
    }

    let heading: String
    let kind: Kind

    /// A column of names.
    public static func text(_ heading: String) -> Column { Column(heading: heading, kind: .text) }

    /// A column of figures, which stand to the right.
    public static func number(_ heading: String) -> Column {
      Column(heading: heading, kind: .number)
    }

    /// A last column of whole sentences, which may wrap.
    public static func sentence(_ heading: String) -> Column {
      Column(heading: heading, kind: .sentence)
    }
  }

  public struct Cell: ExpressibleByStringInterpolation {
    let text: String
    let ink: Ink

    public init(_ text: String, _ ink: Ink = .plain) {
      self.text = text
      self.ink = ink
    }

    public init(stringLiteral text: String) { self.init(text) }
  }

  let columns: [Column]
  /// A row without cells is a rule.
  private(set) var rows: [[Cell]] = []

  public init(_ columns: [Column]) {
    self.columns = columns
  }

  public mutating func add(_ cells: [Cell]) {
    precondition(
      cells.count == columns.count,
      "a row of this table has \(columns.count) cells, not \(cells.count)"
    )
    rows.append(cells)
  }

  public mutating func addRule() { rows.append([]) }
}
