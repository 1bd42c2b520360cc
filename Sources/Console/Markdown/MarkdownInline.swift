/// A piece of a line: words, code, something emphasised, a link.
indirect enum MarkdownInline: Sendable, Equatable {
  case text(String)
  case code(String)
  case strong([MarkdownInline])
  case emphasis([MarkdownInline])
  case struck([MarkdownInline])
  case link([MarkdownInline], target: String)
  case picture(alt: String, file: String)

  static func parse(_ text: String) -> [MarkdownInline] {
    var parser = MarkdownInlineParser(characters: Array(text))
    return parser.parse()
  }

  /// The words alone.
  static func plain(_ text: String) -> String { parse(text).map(\.words).joined() }

  var words: String {
    switch self {
    case .text(let text), .code(let text): text
    case .strong(let inner), .emphasis(let inner), .struck(let inner), .link(let inner, _):
      inner.map(\.words).joined()
    case .picture(let alt, _): alt
    }
  }
}
