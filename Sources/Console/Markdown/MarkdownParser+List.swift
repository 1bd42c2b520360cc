extension MarkdownParser {
  /// Reads items of one kind, numbered or not, until something else begins.
  mutating func list() -> MarkdownBlock {
    var items: [MarkdownBlock.Item] = []
    var isLoose = false
    let first = MarkdownMarker(line)
    while position < lines.count, let marker = MarkdownMarker(line),
      (marker.number == nil) == (first?.number == nil), !Self.isRule(line)
    {
      items.append(item(marker))
      let end = position
      while position < lines.count, line.isBlank { position += 1 }
      let goesOn =
        position < lines.count
        && MarkdownMarker(line).map { ($0.number == nil) == (first?.number == nil) } ?? false
      if goesOn && position > end { isLoose = true }
    }
    return .list(start: first?.number, items: items, isLoose: isLoose)
  }

  private mutating func item(_ marker: MarkdownMarker) -> MarkdownBlock.Item {
    var inner = [String(line.dropFirst(marker.contentColumn))]
    position += 1
    while position < lines.count {
      if line.isBlank || line.indentation >= marker.contentColumn {
        inner.append(line.dropping(indentation: marker.contentColumn))
      } else if let last = inner.last, !last.isBlank, MarkdownMarker(line) == nil,
        !Self.beginsBlock(line)
      {
        inner.append(line.trimmed)
      } else {
        break
      }
      position += 1
    }
    // The blank lines after an item belong to the list: they tell whether it is loose.
    while inner.count > 1, inner.last?.isBlank ?? false {
      inner.removeLast()
      position -= 1
    }
    var isDone: Bool?
    for (box, done) in [("[ ] ", false), ("[x] ", true), ("[X] ", true)]
    where inner[0].hasPrefix(box) {
      isDone = done
      inner[0].removeFirst(box.count)
    }
    return MarkdownBlock.Item(isDone: isDone, blocks: MarkdownParser(inner).blocks())
  }
}

/// The sign that begins a list item, `- ` or `12. `.
struct MarkdownMarker {
  /// Nil for a bullet.
  let number: Int?

  /// Where the item's text begins, and its further lines must begin, too.
  let contentColumn: Int

  init?(_ line: String) {
    let indentation = line.indentation
    guard indentation < 4 else { return nil }
    let text = line.dropFirst(indentation)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let afterDigits = text.dropFirst(digits.count)
    let signWidth: Int
    if digits.isEmpty, let sign = text.first, "-*+".contains(sign) {
      number = nil
      signWidth = 1
    } else if (1...9).contains(digits.count), afterDigits.first == "." || afterDigits.first == ")" {
      number = Int(digits)
      signWidth = digits.count + 1
    } else {
      return nil
    }
    let rest = text.dropFirst(signWidth)
    guard rest.isEmpty || rest.first == " " else { return nil }
    let spaces = rest.prefix { $0 == " " }.count
    contentColumn = indentation + signWidth + ((1...4).contains(spaces) ? spaces : 1)
  }
}
