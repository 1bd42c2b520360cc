/// The words of a Swift source file with their lines, without comments and string literals.
///
/// Enough of Swift's grammar to find declarations; not a parser.
public struct SwiftTokens: Sendable {
  public struct Token: Equatable, Sendable {
    public let text: Substring
    public let line: Int
    /// How many braces are open around it.
    public let depth: Int
  }

  public private(set) var tokens: [Token] = []

  public init(_ source: String) {
    var scanner = Scanner(rest: source[...])
    while let token = scanner.next() { tokens.append(token) }
  }

  /// The names that the file declares outside of any braces, each with its line.
  public var topLevelDeclarations: [(name: String, line: Int)] {
    zip(tokens, tokens.dropFirst()).compactMap { keyword, name in
      guard keyword.depth == 0, Self.declaring.contains(keyword.text) else { return nil }
      return (String(name.text), name.line)
    }
  }

  private static let declaring: Set<Substring> = [
    "actor", "class", "enum", "func", "let", "macro", "protocol", "struct", "typealias", "var",
  ]

  private struct Scanner {
    var rest: Substring
    var line = 1
    var depth = 0

    mutating func next() -> Token? {
      while let first = rest.first {
        if first.isNewline {
          line += 1
          rest.removeFirst()
        } else if first.isWhitespace || first == "`" {
          rest.removeFirst()
        } else if rest.hasPrefix("//") {
          rest = rest.drop { !$0.isNewline }
        } else if rest.hasPrefix("/*") {
          skipComment()
        } else if first == "\"" || (first == "#" && rest.drop { $0 == "#" }.first == "\"") {
          skipString()
        } else if first.isLetter || first == "_" {
          let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
          rest = rest[word.endIndex...]
          return Token(text: word, line: line, depth: depth)
        } else {
          return symbol(first)
        }
      }
      return nil
    }

    private mutating func symbol(_ character: Character) -> Token {
      let text = rest.prefix(1)
      rest.removeFirst()
      if character == "}" { depth -= 1 }
      defer { if character == "{" { depth += 1 } }
      return Token(text: text, line: line, depth: depth)
    }

    private mutating func skip(_ count: Int) {
      line += rest.prefix(count).count { $0.isNewline }
      rest = rest.dropFirst(count)
    }

    private mutating func skipComment() {
      var open = 0
      repeat {
        if rest.hasPrefix("/*") {
          open += 1
          skip(2)
        } else if rest.hasPrefix("*/") {
          open -= 1
          skip(2)
        } else {
          skip(1)
        }
      } while open > 0 && !rest.isEmpty
    }

    private mutating func skipString() {
      let hashes = String(rest.prefix { $0 == "#" })
      skip(hashes.count)
      let quotes = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
      skip(quotes.count)
      while !rest.isEmpty, !rest.hasPrefix(quotes + hashes) {
        // A string on one line ends with it, closed or not: the compiler will complain.
        if quotes.count == 1, rest.first?.isNewline == true { return }
        skip(rest.first == "\\" && hashes.isEmpty ? 2 : 1)
      }
      skip(quotes.count + hashes.count)
    }
  }
}
