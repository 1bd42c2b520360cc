import BuildKit

/// The checks of an exercise as they stand in its file.
struct CheckFile {
  struct Method {
    let name: String
    let line: Int
    let isAsync: Bool

    /// The section that it stands in; empty where a file has none.
    let step: String

    /// The name as the sentence that it is: "an entry expires exactly at its deadline".
    var sentence: String { CheckFile.sentence(of: name) }
  }

  let source: String
  let methods: [Method]
  let tokens: SwiftTokens

  /// Finds the methods of `checkClass` whose names begin with "test" and that take nothing.
  init(_ source: String, checkClass: String) {
    self.source = source
    tokens = SwiftTokens(source)
    methods = Self.methods(of: checkClass, in: tokens.tokens, Self.sections(of: source))
  }

  /// The lines `// MARK: - Reading`, each with what it is called.
  private static func sections(of source: String) -> [(line: Int, title: String)] {
    source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index,
      text in
      text.prefixMatch(of: /\s*\/\/ MARK: - (.+)/).map { (index + 1, String($0.1)) }
    }
  }

  private static func methods(
    of checkClass: String,
    in tokens: [SwiftTokens.Token],
    _ sections: [(line: Int, title: String)]
  ) -> [Method] {
    var methods: [Method] = []
    var isInside = false
    for index in tokens.indices.dropLast(4) {
      let token = tokens[index]
      if token.depth == 0, token.text == "class" || token.text == "extension" {
        isInside = tokens[index + 1].text == checkClass
      }
      guard isInside, token.depth == 1, token.text == "func" else { continue }
      let name = tokens[index + 1]
      guard name.text.hasPrefix("test"), tokens[index + 2].text == "(",
        tokens[index + 3].text == ")"
      else { continue }
      let effects = tokens[(index + 4)...].prefix { $0.text != "{" }
      methods.append(
        Method(
          name: String(name.text),
          line: token.line,
          isAsync: effects.contains { $0.text == "async" },
          step: sections.last { $0.line < token.line }?.title ?? ""
        )
      )
    }
    return methods
  }

  /// "testAnLRUCacheNeedsNoLuck" as "an LRU cache needs no luck".
  static func sentence(of name: String) -> String {
    let letters = Array(name.dropFirst("test".count))
    var words: [String] = []
    for (index, letter) in letters.enumerated() {
      let follows = index > 0 && (letters[index - 1].isLowercase || letters[index - 1].isNumber)
      let leads = index + 1 < letters.count && letters[index + 1].isLowercase
      // "T1" is a name, "after3Reads" is three words.
      let startsNumber = letter.isNumber && index > 0 && letters[index - 1].isLowercase
      if words.isEmpty || startsNumber || (letter.isUppercase && (follows || leads)) {
        words.append(String(letter))
      } else {
        words[words.count - 1].append(letter)
      }
    }
    return words.map { $0.count > 1 && $0 == $0.uppercased() ? $0 : $0.lowercased() }
      .joined(separator: " ")
  }
}
