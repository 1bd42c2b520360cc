import Drawing

extension MarkdownWriter {
  /// A line of code with a little colour.
  func code(_ line: String, _ language: String) -> String {
    guard style.isColoured else { return line }
    switch language {
    case "swift": return swift(line)
    case "console", "shell", "sh":
      return line.hasPrefix("$ ")
        ? style.dim("$") + " " + style.bold(String(line.dropFirst(2))) : line
    default: return line
    }
  }

  /// Colours keywords and comments, and skips strings so that nothing in them is taken for either.
  private func swift(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let character = rest.first {
      if rest.hasPrefix("//") { return result + style.dim(String(rest)) }
      if character == "\"" {
        let literal = Self.literal(at: rest)
        result += literal
        rest = rest.dropFirst(literal.count)
      } else if character.isLetter || character == "_" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        result += Self.keywords.contains(word) ? style.magenta(String(word)) : String(word)
        rest = rest.dropFirst(word.count)
      } else {
        result.append(character)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// A string from its opening quote to its closing one, or to the end of the line.
  private static func literal(at text: Substring) -> Substring {
    var isEscaped = false
    var end = text.index(after: text.startIndex)
    while end < text.endIndex {
      let character = text[end]
      end = text.index(after: end)
      if character == "\"", !isEscaped { break }
      isEscaped = character == "\\" && !isEscaped
    }
    return text[..<end]
  }

  private static let keywords: Set<Substring> = [
    "actor", "any", "associatedtype", "async", "await", "borrowing", "break", "case", "catch",
    "class", "consuming", "continue", "default", "defer", "do", "else", "enum", "extension",
    "false", "fileprivate", "final", "for", "func", "guard", "if", "import", "in", "init", "inout",
    "internal", "is", "let", "mutating", "nil", "operator", "private", "protocol", "public",
    "repeat", "return", "self", "Self", "some", "static", "struct", "subscript", "switch", "throw",
    "throws", "true", "try", "typealias", "var", "weak", "where", "while",
  ]
}
