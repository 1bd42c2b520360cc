extension String {
  /// The text in lines of at most `columns`, broken between words.
  ///
  /// A word longer than a line stays whole, so that paths can be copied. Spaces inside a line stay,
  /// colour sequences take no room, and wide characters take two columns.
  ///
  /// - Parameters:
  ///   - hanging: What every line but the first of each paragraph starts with.
  public func wrapped(to columns: Int, hanging: String = "") -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      String(paragraph).wrappedParagraph(to: columns, hanging: hanging)
    }
  }

  private func wrappedParagraph(to columns: Int, hanging: String) -> [String] {
    guard displayWidth > columns else { return [self] }
    var lines: [String] = []
    var line = String(prefix { $0 == " " })
    var hasWords = false
    var spaces = ""
    for piece in drop(while: { $0 == " " }).split(
      separator: " ",
      omittingEmptySubsequences: false
    ) {
      if piece.isEmpty {
        spaces += " "
      } else if !hasWords {
        line += piece
        hasWords = true
        spaces = " "
      } else if (line + spaces + piece).displayWidth <= columns {
        line += spaces + piece
        spaces = " "
      } else {
        lines.append(line)
        line = hanging + piece
        spaces = " "
      }
    }
    lines.append(line)
    return lines
  }

  /// The text cut to `columns`, with "…" at its end.
  ///
  /// For lines that are redrawn in place and must not wrap; all other text is wrapped, never cut. A
  /// text that is cut loses its colours.
  public func truncated(to columns: Int) -> String {
    guard displayWidth > columns else { return self }
    var kept = withoutColours
    while !kept.isEmpty, kept.displayWidth > columns - 1 { kept.removeLast() }
    return kept + "…"
  }

  /// The text without the sequences that colour it.
  public var withoutColours: String {
    var plain = ""
    var rest = self[...]
    while let character = rest.popFirst() {
      guard character == "\u{1B}", rest.first == "[" else {
        plain.append(character)
        continue
      }
      rest = rest.dropFirst().drop { !("@"..."~").contains($0) }.dropFirst()
    }
    return plain
  }

  /// The text cut into pieces of at most `columns`; it loses its colours where it is cut.
  func broken(to columns: Int) -> [String] {
    guard displayWidth > columns else { return [self] }
    var pieces: [String] = []
    var piece = ""
    for character in withoutColours {
      if !piece.isEmpty, (piece + String(character)).displayWidth > columns {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }

  /// The text without the spaces at its end.
  public func trimmingEnd() -> String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
