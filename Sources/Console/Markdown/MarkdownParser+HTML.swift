extension MarkdownParser {
  mutating func comment() -> [MarkdownBlock] {
    while position < lines.count, !line.contains("-->") { position += 1 }
    position += 1
    return []
  }

  /// `<details>` up to its own end; what `<summary>` says becomes the answer's summary.
  mutating func details() -> MarkdownBlock {
    var depth = 0
    var inner = ""
    repeat {
      depth += line.occurrences(of: "<details") - line.occurrences(of: "</details>")
      inner += line + "\n"
      position += 1
    } while position < lines.count && depth > 0
    inner = String(inner.dropFirst(inner.prefix { $0 != ">" }.count + 1))
    if let end = inner.ranges(of: "</details>").last { inner = String(inner[..<end.lowerBound]) }
    var summary = "Answer"
    if let start = inner.firstRange(of: "<summary>"), let end = inner.firstRange(of: "</summary>"),
      start.upperBound <= end.lowerBound
    {
      summary = String(inner[start.upperBound..<end.lowerBound]).trimmed
      inner = String(inner[..<start.lowerBound] + inner[end.upperBound...])
    }
    let lines = inner.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let margin = lines.filter { !$0.isBlank }.map(\.indentation).min() ?? 0
    let blocks = MarkdownParser(lines.map { $0.dropping(indentation: margin) }).blocks()
    // An aside that only repeats the summary is there for readers of the web page.
    if blocks.count == 1, case .quote(let label?, let content) = blocks[0], label == summary {
      return .answer(summary: summary, content)
    }
    return .answer(summary: summary, blocks)
  }

  /// DocC's layout: what is inside stays, in reading order; facts about the page are dropped.
  mutating func directive() -> [MarkdownBlock] {
    let opening = line.trimmed
    position += 1
    guard opening.hasSuffix("{") else { return Self.image(opening).map { [$0] } ?? [] }
    var inner: [String] = []
    var depth = 1
    var fence: MarkdownFence?
    while position < lines.count {
      let text = line.trimmed
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
      } else if let open = MarkdownFence(opening: text) {
        fence = open
      } else if line.isDirective, text.hasSuffix("{") {
        depth += 1
      } else if text == "}" {
        depth -= 1
      }
      let content = line
      position += 1
      if depth == 0 { break }
      inner.append(content)
    }
    if ["@Metadata", "@Comment", "@Options"].contains(where: opening.hasPrefix) { return [] }
    let margin = inner.filter { !$0.isBlank }.map(\.indentation).min() ?? 0
    return MarkdownParser(inner.map { $0.dropping(indentation: margin) }).blocks()
  }

  /// `@Image(source: "lru.svg", alt: "what it shows")`.
  private static func image(_ directive: String) -> MarkdownBlock? {
    guard directive.hasPrefix("@Image") else { return nil }
    return .picture(
      alt: argument("alt", of: directive),
      file: argument("source", of: directive)
    )
  }

  private static func argument(_ name: String, of directive: String) -> String {
    guard let start = directive.firstRange(of: name + ":") else { return "" }
    let rest = String(directive[start.upperBound...]).trimmed
    return rest.hasPrefix("\"")
      ? String(rest.dropFirst().prefix { $0 != "\"" })
      : String(rest.prefix { $0 != "," && $0 != ")" }).trimmed
  }
}
