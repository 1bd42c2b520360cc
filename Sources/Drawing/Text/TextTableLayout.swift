/// The layout of a table in a given width.
struct TextTableLayout {
  static let gap = 2

  /// In less than this, a sentence cannot be read beside other columns.
  private static let leastForSentence = 20

  let table: TextTable
  let style: TextStyle
  let room: Int
  let onlySentences: Bool
  private(set) var widths: [Int]

  /// The columns side by side, in blocks one below the other.
  private(set) var blocks: [[Int]] = [[0]]

  /// The columns whose cells go below their row.
  private(set) var below: [Int] = []

  init(_ table: TextTable, room: Int, style: TextStyle) {
    self.table = table
    self.style = style
    self.room = room - table.indent
    onlySentences = table.columns.allSatisfy(\.wraps)
    widths = table.columns.indices.map(table.naturalWidth)
    widenGroups()
    if onlySentences {
      blocks = [Array(table.columns.indices)]
      narrow()
    } else {
      arrange()
      stretch()
    }
  }
}

extension TextTableLayout {
  /// Gives the columns of a group the room that its name takes.
  private mutating func widenGroups() {
    for group in groups(of: Array(table.columns.indices)) where !group.name.isEmpty {
      let missing = group.name.displayWidth - width(of: group.columns)
      guard missing > 0 else { continue }
      for column in group.columns {
        widths[column] += (missing + group.columns.count - 1) / group.columns.count
      }
    }
  }

  /// Puts as many columns side by side as fit, and the others below.
  private mutating func arrange() {
    let endsInSentences = table.columns.last?.wraps ?? false
    var used = widths[0]
    for (index, column) in table.columns.enumerated().dropFirst() {
      let width = column.wraps ? min(widths[index], Self.leastForSentence) : widths[index]
      if used + Self.gap + width <= room || (index == 1 && !column.wraps) {
        blocks[blocks.count - 1].append(index)
        if column.wraps { widths[index] = min(widths[index], room - used - Self.gap) }
        used += Self.gap + widths[index]
      } else if endsInSentences {
        below = Array(table.columns.indices[index...])
        break
      } else {
        blocks.append([0, index])
        used = widths[0] + Self.gap + width
      }
    }
  }

  private mutating func stretch() {
    guard blocks.count == 1, below.isEmpty,
      let column = table.columns.firstIndex(where: \.stretches)
    else { return }
    widths[column] += max(0, room - width(of: blocks[0]))
  }

  /// Takes room from the widest column until all fit, and breaks words only if nothing else helps.
  private mutating func narrow() {
    let longestWords = table.columns.indices.map(table.longestWord)
    for floors in [longestWords, longestWords.map { _ in 3 }] {
      while width(of: blocks[0]) > room {
        let shrinkable = blocks[0].filter { widths[$0] > max(3, floors[$0]) }
        guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
      }
    }
    widths = widths.map { max(1, $0) }
  }

  func width(of columns: [Int]) -> Int {
    columns.reduce(0) { $0 + widths[$1] } + Self.gap * (columns.count - 1)
  }

  /// Neighbours with the same name above them, together.
  func groups(of block: [Int]) -> [(name: String, columns: [Int])] {
    block.reduce(into: []) { groups, column in
      let name = table.columns[column].group
      if let last = groups.last, last.name == name {
        groups[groups.count - 1].columns.append(column)
      } else {
        groups.append((name, [column]))
      }
    }
  }
}

extension TextTable {
  private func cells(_ column: Int) -> [String] {
    rows.filter { !$0.isEmpty }.map { $0[column].text }
  }

  /// As wide as what is in the column, if the table has all the room it wants.
  fileprivate func naturalWidth(_ index: Int) -> Int {
    let column = columns[index]
    let widest = cells(index).map(\.displayWidth).max() ?? 0
    guard heading == .ruled else {
      return max(widest, column.heading.displayWidth, column.leastWidth)
    }
    var width = max(widest, column.heading.longestWord, column.leastWidth)
    // Three lines of a heading look lost above figures.
    while column.heading.wrapped(to: width).count > 2 { width += 1 }
    return width
  }

  fileprivate func longestWord(_ index: Int) -> Int {
    ([columns[index].heading] + cells(index)).map(\.longestWord).max() ?? 0
  }
}

extension String {
  fileprivate var longestWord: Int {
    split(separator: " ").map { String($0).displayWidth }.max() ?? 0
  }
}
