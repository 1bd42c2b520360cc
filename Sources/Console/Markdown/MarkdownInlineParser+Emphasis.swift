extension MarkdownInlineParser {
  /// What `*`, `**`, `***`, their underscores or `~~` enclose.
  func emphasis() -> (MarkdownInline, end: Int)? {
    let sign = characters[position]
    let length = min(run(at: position), sign == "~" ? 2 : 3)
    let start = position + length
    guard sign != "~" || length == 2, start < characters.count, !characters[start].isWhitespace,
      sign != "_" || !isWord(position - 1),
      let close = closing(sign, length, from: start)
    else { return nil }
    let inner = MarkdownInline.parse(String(characters[start..<close]))
    let piece: MarkdownInline =
      switch (sign, length) {
      case ("~", _): .struck(inner)
      case (_, 1): .emphasis(inner)
      case (_, 2): .strong(inner)
      default: .strong([.emphasis(inner)])
      }
    return (piece, close + length)
  }

  /// Where the signs stand that close what was opened, code and longer runs left aside.
  private func closing(_ sign: Character, _ length: Int, from start: Int) -> Int? {
    var index = start
    while index < characters.count {
      switch characters[index] {
      case "\\": index += 2
      case "`": index = endOfCode(at: index)
      case sign:
        let found = run(at: index)
        let follows = index + found
        let closes =
          !characters[index - 1].isWhitespace && index > start && (sign != "_" || !isWord(follows))
        // In **a *b*** the inner sign comes first and the outer ones end the run.
        if closes, found == length || (found == 3 && length < 3 && opensInside(start, index, sign))
        {
          return follows - length
        }
        index = follows
      default: index += 1
      }
    }
    return nil
  }

  private func opensInside(_ start: Int, _ end: Int, _ sign: Character) -> Bool {
    characters[start..<end].contains(sign)
  }

  private func endOfCode(at start: Int) -> Int {
    let length = run(at: start)
    var index = start + length
    while index < characters.count {
      guard characters[index] == "`" else {
        index += 1
        continue
      }
      let found = run(at: index)
      index += found
      if found == length { return index }
    }
    return start + length
  }

  private func isWord(_ index: Int) -> Bool {
    characters.indices.contains(index) && (characters[index].isLetter || characters[index].isNumber)
  }
}
