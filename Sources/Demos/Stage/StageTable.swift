import Lab

/// A table on the stage: headings, rows, and columns as wide as what is in them.
///
/// Where the width does not do, the last column wraps if it may, and otherwise the columns that do
/// not fit follow below, with the first one beside them again.
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

  private let columns: [Column]
  /// A row without cells is a rule.
  private var rows: [[Cell]] = []

  public init(_ columns: [Column]) {
    self.columns = columns
  }

  public mutating func add(_ cells: [Cell]) {
    precondition(
      cells.count == columns.count, "a row of this table has \(columns.count) cells, not \(cells.count)")
    rows.append(cells)
  }

  public mutating func addRule() { rows.append([]) }
}

extension StageTable {
  func lines(columns room: Int, style: TextStyle) -> [String] {
    let widths = widths
    let blocks = blocks(widths: widths, room: room)
    return blocks.enumerated().flatMap { number, block in
      let pieces = pieces(of: block, widths: widths, room: room, style: style)
      return (number > 0 ? [""] : []) + pieces.head + pieces.rows.joined()
    }
  }

  /// The heading and the lines of each row, or nil if the rows do not fit and must be broken up.
  func pieces(columns room: Int, style: TextStyle) -> (head: [String], rows: [[String]])? {
    let widths = widths
    let blocks = blocks(widths: widths, room: room)
    guard let block = blocks.first, blocks.count == 1 else { return nil }
    return pieces(of: block, widths: widths, room: room, style: style)
  }

  private static let gap = 2

  /// The least that is left for sentences beside the other columns; else they go below.
  private static let leastForSentences = 20

  private var widths: [Int] {
    columns.indices.map { column in
      let cells = rows.filter { !$0.isEmpty }.map { $0[column].text.displayWidth }
      let heading = columns[column].heading
      let words = heading.split(separator: " ").map { String($0).displayWidth }
      var width = (cells + words).max() ?? 0
      // A heading may take two lines; three look lost above figures.
      while heading.inLines(of: width).count > 2 { width += 1 }
      return width
    }
  }

  /// The columns that stand side by side; the first one leads every block.
  private func blocks(widths: [Int], room: Int) -> [[Int]] {
    var blocks: [[Int]] = []
    var used = 0
    for column in columns.indices {
      let width = columns[column].kind == .sentence ? 0 : widths[column]
      if blocks.isEmpty {
        blocks.append([column])
        used = width
      } else if used + Self.gap + width > room, column > 1 {
        blocks.append([0, column])
        used = widths[0] + Self.gap + width
      } else {
        blocks[blocks.count - 1].append(column)
        used += Self.gap + width
      }
    }
    return blocks
  }

  private func pieces(
    of shown: [Int],
    widths: [Int],
    room: Int,
    style: TextStyle
  ) -> (head: [String], rows: [[String]]) {
    let heading = columns.map { Cell($0.heading, .strong) }
    let head = lines(of: heading, shown, widths, room, style, isHeading: true)
    let body = rows.map { row in
      row.isEmpty ? nil : lines(of: row, shown, widths, room, style, isHeading: false)
    }
    let all = [head] + body.compactMap { $0 }
    let width = all.joined().map(\.displayWidth).max() ?? 0
    let rule = [Ink.quiet.on(String(repeating: "─", count: width), style)]
    return (head + rule, body.map { $0 ?? rule })
  }

  private func lines(
    of row: [Cell], _ shown: [Int], _ widths: [Int], _ room: Int, _ style: TextStyle,
    isHeading: Bool
  ) -> [String] {
    let fixed = shown.filter { columns[$0].kind != .sentence }
    let left = fixed.reduce(0) { $0 + widths[$1] + Self.gap }
    let pieces = fixed.map { column in
      isHeading ? row[column].text.inLines(of: widths[column]) : [row[column].text]
    }
    let height = pieces.map(\.count).max() ?? 1
    var lines = (0..<height).map { line in
      zip(fixed, pieces).map { column, pieces in
        // A heading of fewer lines stands at the bottom.
        let index = line - (height - pieces.count)
        let text = pieces.indices.contains(index) ? pieces[index] : ""
        let pad = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
        let inked = row[column].ink.on(text, style)
        return columns[column].kind == .number ? pad + inked : inked + pad
      }.joined(separator: String(repeating: " ", count: Self.gap))
    }
    guard let last = shown.last, columns[last].kind == .sentence else {
      return lines.map { $0.withoutSpacesAtEnd() }
    }
    let isBelow = room - left < Self.leastForSentences
    let start = isBelow ? 4 : left
    let sentence = row[last].text.isEmpty ? [] : row[last].text.inLines(of: room - start)
    for (number, text) in sentence.enumerated() {
      let inked = row[last].ink.on(text, style)
      if number == 0, !isBelow {
        lines[height - 1] += String(repeating: " ", count: Self.gap) + inked
      } else {
        lines.append(String(repeating: " ", count: start) + inked)
      }
    }
    return lines.map { $0.withoutSpacesAtEnd() }
  }
}
