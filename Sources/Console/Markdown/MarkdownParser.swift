/// Divides the lines of a page into blocks.
struct MarkdownParser {
  let lines: [String]
  var position = 0

  init(_ lines: [String]) { self.lines = lines }

  func blocks() -> [MarkdownBlock] {
    var parser = self
    var blocks: [MarkdownBlock] = []
    while parser.position < parser.lines.count {
      if parser.line.isBlank {
        parser.position += 1
      } else {
        blocks += parser.next()
      }
    }
    return blocks
  }

  var line: String { lines[position] }

  private mutating func next() -> [MarkdownBlock] {
    if let fence = MarkdownFence(opening: line) { return [code(in: fence)] }
    if let heading = Self.heading(line) {
      position += 1
      return [heading]
    }
    if Self.isRule(line) {
      position += 1
      return [.rule]
    }
    if line.trimmed.hasPrefix(">") { return [quote()] }
    if line.trimmed.hasPrefix("<!--") { return comment() }
    if line.trimmed.hasPrefix("<details") { return [details()] }
    if line.isDirective { return directive() }
    if MarkdownMarker(line) != nil { return [list()] }
    if line.indentation >= 4 { return [indentedCode()] }
    if let table = table() { return [table] }
    return [paragraph()]
  }

  private mutating func code(in fence: MarkdownFence) -> MarkdownBlock {
    var code: [String] = []
    position += 1
    while position < lines.count, !fence.isClosed(by: line) {
      code.append(line.dropping(indentation: fence.indentation))
      position += 1
    }
    position += 1
    return .code(language: fence.language, lines: code)
  }

  private mutating func indentedCode() -> MarkdownBlock {
    var code: [String] = []
    while position < lines.count, line.indentation >= 4 || line.isBlank {
      code.append(line.dropping(indentation: 4))
      position += 1
    }
    while code.last?.isBlank ?? false { code.removeLast() }
    return .code(language: "", lines: code)
  }

  private mutating func quote() -> MarkdownBlock {
    var inner: [String] = []
    while position < lines.count, !line.isBlank {
      let text = line.trimmed
      // A line without the sign goes on with the paragraph before it, unless it begins a block.
      if text.hasPrefix(">") {
        let content = text.dropFirst()
        inner.append(String(content.hasPrefix(" ") ? content.dropFirst() : content))
      } else if Self.beginsBlock(line) {
        break
      } else {
        inner.append(text)
      }
      position += 1
    }
    let blocks = MarkdownParser(inner).blocks()
    guard case .paragraph(let text)? = blocks.first, let (label, rest) = Self.aside(text) else {
      return .quote(label: nil, blocks)
    }
    return .quote(label: label, (rest.isEmpty ? [] : [.paragraph(rest)]) + blocks.dropFirst())
  }

  private mutating func paragraph() -> MarkdownBlock {
    var text = ""
    var isFirst = true
    while position < lines.count, !line.isBlank, isFirst || !Self.beginsBlock(line) {
      let breaks = line.hasSuffix("  ") || line.hasSuffix("\\")
      let content = line.hasSuffix("\\") ? String(line.dropLast()).trimmed : line.trimmed
      text += content + (breaks ? "\n" : " ")
      isFirst = false
      position += 1
    }
    text = text.trimmed
    if case .picture(let alt, let file)? = MarkdownInline.parse(text).onlyElement {
      return .picture(alt: alt, file: file)
    }
    return .paragraph(text)
  }
}

extension MarkdownParser {
  static func heading(_ line: String) -> MarkdownBlock? {
    let text = line.trimmed
    let level = text.prefix { $0 == "#" }.count
    let rest = text.dropFirst(level)
    guard line.indentation < 4, (1...6).contains(level), rest.isEmpty || rest.hasPrefix(" ") else {
      return nil
    }
    return .heading(level: level, text: String(rest).trimmed)
  }

  static func isRule(_ line: String) -> Bool {
    let signs = line.filter { $0 != " " }
    guard line.indentation < 4, signs.count >= 3, let sign = signs.first else { return false }
    return "-*_".contains(sign) && signs.allSatisfy { $0 == sign }
  }

  /// `Note: text` as its label and its text; DocC accepts any label of one or two words.
  static func aside(_ text: String) -> (label: String, rest: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let label = text[..<colon]
    let rest = text[text.index(after: colon)...]
    let isLabel =
      label.first?.isUppercase ?? false
      && label.allSatisfy { $0.isLetter || $0 == " " } && label.split(separator: " ").count <= 2
    return isLabel && (rest.isEmpty || rest.first == " ")
      ? (String(label), String(rest).trimmed) : nil
  }

  /// Whether a line ends the paragraph above it although no blank line is between them.
  static func beginsBlock(_ line: String) -> Bool {
    let text = line.trimmed
    return heading(line) != nil || MarkdownFence(opening: line) != nil || isRule(line)
      || text.hasPrefix(">") || text.hasPrefix("<details") || text.hasPrefix("</details")
      || text.hasPrefix("<!--") || line.isDirective
      || MarkdownMarker(line).map { $0.number == nil || $0.number == 1 } ?? false
  }
}
