import Drawing

/// Rows of cells under one another, each column as wide as its widest cell.
///
/// The last column is wrapped into whatever the others leave of the line, or below them when that is
/// too little.
public struct Table: Sendable {
  public enum Alignment: Sendable {
    case left
    case right
  }

  /// What every line starts with.
  public let indent: String

  /// Of the columns from the left; columns beyond these are left-aligned.
  public let alignments: [Alignment]
  private var rows: [[String]] = []

  public init(indent: String = "", alignments: [Alignment] = []) {
    self.indent = indent
    self.alignments = alignments
  }

  public mutating func add(_ cells: String...) { rows.append(cells) }

  /// The table's lines, none longer than `columns` unless a single word is.
  public func lines(columns: Int) -> [String] {
    let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].displayWidth : 0 }.max() ?? 0
    }
    return rows.flatMap { lines(of: $0, widths: widths, columns: columns) }
  }

  private func lines(of row: [String], widths: [Int], columns: Int) -> [String] {
    guard let last = row.last else { return [""] }
    var start = indent
    for (column, cell) in row.dropLast().enumerated() {
      start += aligned(cell, column, widths[column]) + "  "
    }
    let room = columns - start.displayWidth
    let isLastColumn = row.count == widths.count
    let text = aligned(last, row.count - 1, isLastColumn ? widths[row.count - 1] : 0).trimmingEnd()
    guard row.count == 1 || room >= Self.leastRoom || text.displayWidth <= room else {
      let margin = indent + "    "
      return [start.trimmingEnd()] + (margin + text).wrapped(to: columns, hanging: margin)
    }
    let pieces = text.wrapped(to: max(room, Self.leastRoom))
    let margin = String(repeating: " ", count: start.displayWidth)
    return pieces.enumerated().map { ($0 == 0 ? start : margin) + $1 }.map { $0.trimmingEnd() }
  }

  /// In less than this, text in a column cannot be read.
  private static let leastRoom = 16

  private func aligned(_ cell: String, _ column: Int, _ width: Int) -> String {
    let alignment = alignments.indices.contains(column) ? alignments[column] : .left
    return alignment == .left ? cell.padded(to: width) : cell.leftPadded(to: width)
  }
}

extension String {
  func trimmingEnd() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
