import BuildKit
import Grader

/// What a Swift file declares, imports and uses, as far as its words tell.
///
/// Words in comments and in string literals do not count, nor does what an expression's type is
/// without being named.
struct SourceFile: Sendable {
  struct Mention: Sendable, Equatable {
    let name: String
    let line: Int
  }

  /// Relative to the course's folder.
  let path: String

  let imports: [Mention]

  /// The types declared outside of any braces that other files can see.
  let types: [Mention]

  /// The types that it names and does not declare itself, each where it first does.
  let uses: [Mention]

  init(_ source: String, path: String) {
    self.path = path
    let tokens = SwiftTokens(source).tokens
    imports = Self.imports(in: tokens)
    let declarations = Self.declarations(in: tokens)
    types = declarations.filter(\.isVisible).map(\.mention)
    uses = Self.uses(in: tokens, but: Set(declarations.map(\.mention.name)))
  }

  private static func imports(in tokens: [SwiftTokens.Token]) -> [Mention] {
    tokens.indices.dropLast().compactMap { index in
      guard tokens[index].text == "import", tokens[index].depth == 0 else { return nil }
      let next = tokens[index + 1]
      // `import struct Lab.TextStyle`
      let name = kinds.contains(next.text) && index + 2 < tokens.count ? tokens[index + 2] : next
      return Mention(name: String(name.text), line: name.line)
    }
  }

  private struct Declaration {
    let mention: Mention

    /// Whether it stands outside of any braces, and other files of the module can name it.
    let isVisible: Bool
  }

  private static func declarations(in tokens: [SwiftTokens.Token]) -> [Declaration] {
    tokens.indices.dropLast().compactMap { index in
      let (keyword, name) = (tokens[index], tokens[index + 1])
      guard kinds.contains(keyword.text), name.text.isTypeName,
        index == 0 || tokens[index - 1].text != "."
      else { return nil }
      let before = tokens[..<index].reversed().prefix { modifiers.contains($0.text) }
      let isPrivate = before.contains { ["private", "fileprivate"].contains($0.text) }
      return Declaration(
        mention: Mention(name: String(name.text), line: name.line),
        isVisible: keyword.depth == 0 && !isPrivate
      )
    }
  }

  private static func uses(
    in tokens: [SwiftTokens.Token],
    but own: Set<String>
  ) -> [Mention] {
    var seen = own
    return tokens.indices.compactMap { index in
      let token = tokens[index]
      // After a full stop it is a member of something that has been named before.
      guard token.text.isTypeName, index == 0 || tokens[index - 1].text != ".",
        seen.insert(String(token.text)).inserted
      else { return nil }
      return Mention(name: String(token.text), line: token.line)
    }
  }

  private static let kinds: Set<Substring> = [
    "actor", "class", "enum", "protocol", "struct", "typealias",
  ]

  private static let modifiers: Set<Substring> = [
    "distributed", "fileprivate", "final", "indirect", "internal", "nonisolated", "open",
    "package", "private", "public",
  ]
}

extension Substring {
  fileprivate var isTypeName: Bool {
    self != "_" && first.map { $0.isUppercase || $0 == "_" } ?? false
  }
}
