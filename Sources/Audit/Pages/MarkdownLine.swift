/// A line of a Markdown page, and whether it stands in a fenced block of code.
struct MarkdownLine: Sendable {
  let text: String

  /// Counted from 1.
  let number: Int
  let isCode: Bool

  /// The lines of a page but for those that open and close its fences.
  static func all(in page: String) -> [MarkdownLine] {
    var fence: Substring?
    return NumberedLine.all(in: page).compactMap { line in
      let content = line.text.drop { $0 == " " }
      let signs = content.prefix { $0 == content.first }
      if let open = fence {
        guard signs.hasPrefix(open), content.dropFirst(signs.count).isBlank else {
          return MarkdownLine(text: line.text, number: line.number, isCode: true)
        }
        fence = nil
        return nil
      }
      if signs.hasPrefix("```") || signs.hasPrefix("~~~") {
        fence = signs
        return nil
      }
      return MarkdownLine(text: line.text, number: line.number, isCode: false)
    }
  }
}
