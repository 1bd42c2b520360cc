/// The line that opens a block of code, and how to recognize the one that closes it.
struct MarkdownFence {
  let indentation: Int
  let sign: Character
  let length: Int

  /// What follows the fence: `swift`.
  let language: String

  init?(opening line: String) {
    let text = line.trimmed
    guard line.indentation < 4, let sign = text.first, sign == "`" || sign == "~" else {
      return nil
    }
    let length = text.prefix { $0 == sign }.count
    let rest = String(text.dropFirst(length)).trimmed
    guard length >= 3, !rest.contains("`") else { return nil }
    indentation = line.indentation
    self.sign = sign
    self.length = length
    language = String(rest.prefix { $0 != " " }).lowercased()
  }

  func isClosed(by line: String) -> Bool {
    let text = line.trimmed
    return text.count >= length && text.allSatisfy { $0 == sign }
  }
}

extension String {
  var isBlank: Bool { allSatisfy { $0 == " " } }
  var indentation: Int { prefix { $0 == " " }.count }

  /// Without spaces and line ends around it.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }

  /// Without up to `width` of the spaces it begins with.
  func dropping(indentation width: Int) -> String {
    String(dropFirst(Swift.min(width, indentation)))
  }

  /// A line like `@Row {`, which DocC reads as layout and not as text.
  var isDirective: Bool {
    let text = drop { $0 == " " }
    guard text.first == "@", text.dropFirst().first?.isUppercase ?? false else { return false }
    let rest = text.dropFirst().drop { $0.isLetter }
    return rest.isEmpty || rest.first == "(" || rest.allSatisfy { $0 == " " || $0 == "{" }
  }

  func occurrences(of part: String) -> Int { ranges(of: part).count }
}

extension Collection {
  var onlyElement: Element? { count == 1 ? first : nil }
}
