/// Divides the text of a block into its pieces.
struct MarkdownInlineParser {
  let characters: [Character]
  var position = 0
  private var pieces: [MarkdownInline] = []
  private var words = ""

  init(characters: [Character]) { self.characters = characters }

  mutating func parse() -> [MarkdownInline] {
    while position < characters.count {
      if let (piece, end) = special() {
        flush()
        pieces.append(piece)
        position = end
      } else if let (character, end) = escaped() ?? entity() {
        words.append(character)
        position = end
      } else {
        // A run of signs that opens nothing is text as a whole.
        let sign = characters[position]
        repeat {
          words.append(sign)
          position += 1
        } while "`*_~".contains(sign) && position < characters.count
          && characters[position] == sign
      }
    }
    flush()
    return pieces
  }

  private mutating func flush() {
    if !words.isEmpty { pieces.append(.text(words)) }
    words = ""
  }

  private func special() -> (MarkdownInline, end: Int)? {
    switch characters[position] {
    case "`": code()
    case "!": link(from: position + 1).map { (.picture(alt: $0.text, file: $0.target), $0.end) }
    case "[":
      link(from: position).map { (.link(MarkdownInline.parse($0.text), target: $0.target), $0.end) }
    case "<": automaticLink()
    case "*", "_", "~": emphasis()
    default: nil
    }
  }

  private func code() -> (MarkdownInline, end: Int)? {
    let length = run(at: position)
    var index = position + length
    while index < characters.count {
      guard characters[index] == "`" else {
        index += 1
        continue
      }
      let closing = run(at: index)
      if closing == length {
        var code = String(characters[position + length..<index])
        if code.hasPrefix(" "), code.hasSuffix(" "), !code.isBlank {
          code = String(code.dropFirst().dropLast())
        }
        return (.code(code), index + closing)
      }
      index += closing
    }
    return nil
  }

  /// `[text](target)`, from its opening bracket.
  private func link(from start: Int) -> (text: String, target: String, end: Int)? {
    guard start < characters.count, characters[start] == "[",
      let close = partner(of: start, "[", "]"), close + 1 < characters.count,
      characters[close + 1] == "(", let end = partner(of: close + 1, "(", ")")
    else { return nil }
    // A title may follow the target: [text](target "title").
    let target = String(characters[close + 2..<end]).trimmed.prefix { $0 != " " }
    return (String(characters[start + 1..<close]), String(target), end + 1)
  }

  private func partner(of start: Int, _ open: Character, _ close: Character) -> Int? {
    var depth = 0
    var index = start
    while index < characters.count {
      switch characters[index] {
      case "\\": index += 1
      case open: depth += 1
      case close:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// `<https://…>` or DocC's `<doc:Name>`.
  private func automaticLink() -> (MarkdownInline, end: Int)? {
    guard let end = characters[position...].firstIndex(of: ">") else { return nil }
    let target = String(characters[position + 1..<end])
    guard ["https://", "http://", "doc:", "mailto:"].contains(where: target.hasPrefix),
      !target.contains(" ")
    else { return nil }
    return (.link([], target: target), end + 1)
  }

  private func escaped() -> (Character, end: Int)? {
    guard characters[position] == "\\", position + 1 < characters.count,
      characters[position + 1].isASCII,
      characters[position + 1].isPunctuation || characters[position + 1].isSymbol
    else { return nil }
    return (characters[position + 1], position + 2)
  }

  private func entity() -> (Character, end: Int)? {
    guard characters[position] == "&" else { return nil }
    let named: [(String, Character)] = [
      ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&nbsp;", "\u{A0}"),
    ]
    for (name, character) in named where characters[position...].starts(with: name) {
      return (character, position + name.count)
    }
    return nil
  }

  func run(at start: Int) -> Int {
    characters[start...].prefix { $0 == characters[start] }.count
  }
}
