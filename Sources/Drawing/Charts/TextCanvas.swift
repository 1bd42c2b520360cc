/// A grid of characters to draw charts on; what falls outside is cut off.
struct TextCanvas {
  /// How a character is coloured.
  enum Ink: Hashable {
    case series(Int)
    case strong, quiet, good, bad, accent

    fileprivate var code: String {
      switch self {
      case .series(let index): ["34", "31", "32", "35", "33", "36", "90"][index % 7]
      case .strong: "1"
      case .quiet: "90"
      case .good: "32"
      case .bad: "31"
      case .accent: "1;34"
      }
    }
  }

  typealias Piece = (text: String, ink: Ink?)

  private struct Cell {
    var glyph: Character = " "
    var ink: Ink?
    /// The second column of a wide character, which prints nothing itself.
    var isCovered = false
  }

  /// Narrower than this, a chart has no room to say anything.
  static let leastColumns = 24

  let columns: Int
  private var rows: [[Cell]] = []

  init(columns: Int) {
    self.columns = max(columns, Self.leastColumns)
  }

  var rowCount: Int { rows.count }

  mutating func put(_ text: String, row: Int, column: Int, ink: Ink? = nil) {
    while rows.count <= row { rows.append(Array(repeating: Cell(), count: columns)) }
    var column = column
    for character in text {
      let width = String(character).displayWidth
      guard width > 0 else { continue }
      guard column + width <= columns else { return }
      if column >= 0 {
        rows[row][column] = Cell(glyph: character, ink: ink)
        if width == 2 { rows[row][column + 1] = Cell(ink: ink, isCovered: true) }
      }
      column += width
    }
  }

  /// Adds a row of the given pieces, one after another.
  mutating func add(_ pieces: [Piece] = []) {
    let row = rows.count
    put("", row: row, column: 0)
    var column = 0
    for piece in pieces {
      put(piece.text, row: row, column: column, ink: piece.ink)
      column += piece.text.displayWidth
    }
  }

  mutating func add(_ text: String, ink: Ink? = nil, indent: Int = 0) {
    for line in labelLines(text, columns: columns - indent) {
      add([(String(repeating: " ", count: indent) + line, ink)])
    }
  }

  /// Adds rows that hold as many entries each as fit side by side.
  mutating func flow(_ entries: [[Piece]], indent: Int, gap: Int = 3) {
    var line: [Piece] = []
    var used = 0
    for entry in entries {
      let width = entry.reduce(0) { $0 + $1.text.displayWidth }
      if used > 0, used + gap + width > columns {
        add(line)
        (line, used) = ([], 0)
      }
      let before = used == 0 ? indent : gap
      line.append((String(repeating: " ", count: before), nil))
      // An entry too wide for one row continues below its start.
      let room = columns - used - before
      if width > room, let last = entry.last {
        let head = entry.dropLast()
        let headWidth = head.reduce(0) { $0 + $1.text.displayWidth }
        line += head
        for part in labelLines(last.text, columns: room - headWidth) {
          add(line + [(part, last.ink)])
          line = [(String(repeating: " ", count: indent + headWidth), nil)]
        }
        (line, used) = ([], 0)
        continue
      }
      line += entry
      used += before + width
    }
    if !line.isEmpty { add(line) }
  }

  /// Puts another canvas on this one.
  mutating func paste(_ other: TextCanvas, row: Int, column: Int) {
    for (number, cells) in other.rows.enumerated() {
      put("", row: row + number, column: 0)
      for (offset, cell) in cells.enumerated() where column + offset < columns {
        rows[row + number][column + offset] = cell
      }
    }
  }

  /// The rows without what is blank at their ends.
  func text(_ style: TextStyle) -> String {
    rows.map { Self.line($0, style) }.joined(separator: "\n")
  }

  private static func line(_ cells: [Cell], _ style: TextStyle) -> String {
    let end = cells.lastIndex { $0.glyph != " " || $0.isCovered }.map { $0 + 1 } ?? 0
    var text = ""
    var current: Ink?
    for cell in cells[..<end] where !cell.isCovered {
      let ink = cell.glyph == " " ? nil : cell.ink
      if style.isColoured, ink != current {
        if current != nil { text += "\u{1B}[0m" }
        if let ink { text += "\u{1B}[\(ink.code)m" }
        current = ink
      }
      text.append(cell.glyph)
    }
    if style.isColoured, current != nil { text += "\u{1B}[0m" }
    return text
  }
}

extension TextCanvas {
  /// A canvas that begins with a title and a line about the order.
  init(columns: Int, title: String, order: String = "") {
    self.init(columns: columns)
    if !title.isEmpty { add(title, ink: .strong) }
    if !order.isEmpty { add(order, ink: .quiet) }
    if rowCount > 0 { add() }
  }
}
