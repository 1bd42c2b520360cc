import Drawing

extension TextStyle {
  /// A bar that shows how much of a whole is done: `━━━━━━──────`.
  ///
  /// It is full only when all is done, and never empty once something is.
  public func bar(_ done: Int, of total: Int, width: Int) -> String {
    precondition(width > 1, "A bar needs a width of at least 2, not \(width)")
    guard total > 0 else { return dim(String(repeating: "─", count: width)) }
    var filled = done * width / total
    if done > 0 { filled = Swift.max(1, filled) }
    if done < total { filled = Swift.min(width - 1, filled) }
    return green(String(repeating: "━", count: Swift.min(width, filled)))
      + dim(String(repeating: "─", count: Swift.max(0, width - filled)))
  }

  /// `left` and `right` at the two ends of a line of `columns`; `right` gets its own line when
  /// there is no room.
  public func spread(_ left: String, _ right: String, columns: Int) -> String {
    guard !right.isEmpty else { return left }
    let room = columns - left.displayWidth - right.displayWidth
    guard room < 2 else { return left + String(repeating: " ", count: room) + right }
    let lines = left.wrapped(to: columns, hanging: "    ") + [right.leftPadded(to: columns)]
    return lines.joined(separator: "\n")
  }
}
