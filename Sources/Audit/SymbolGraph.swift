import BuildKit
import Foundation
import Grader

/// What the compiler says that a module declares; the part of its symbol graph that audits need.
struct SymbolGraph: Decodable {
  let symbols: [Symbol]
  let relationships: [Relationship]

  struct Symbol: Decodable {
    let identifier: Identifier
    let kind: Kind
    let pathComponents: [String]
    let declarationFragments: [Fragment]?
    let location: Location?
    let docComment: DocComment?

    var path: String { pathComponents.joined(separator: ".") }

    /// As it is written: `@discardableResult func remove(_ key: Key) -> Value?`.
    var declaration: String { (declarationFragments ?? []).map(\.spelling).joined() }

    /// The lines of its `///` comment.
    var comment: [String] { docComment?.lines.map(\.text) ?? [] }

    /// Counted from 1, where the graph counts from 0.
    var line: Int? { location.map { $0.position.line + 1 } }
  }

  struct Identifier: Decodable { let precise: String }
  struct Kind: Decodable { let identifier: String }
  struct Fragment: Decodable { let spelling: String }
  struct Location: Decodable { let position: Position }
  struct Position: Decodable { let line: Int }
  struct DocComment: Decodable { let lines: [CommentLine] }
  struct CommentLine: Decodable { let text: String }

  struct Relationship: Decodable {
    let kind: String

    /// The precise identifier of the symbol that conforms or inherits.
    let source: String

    /// The readable name of what it conforms to or inherits from, `Swift.Sendable`.
    let targetFallback: String?
  }
}

extension Checker {
  /// Compiles files into a week's module and lists what it declares from an access level upwards.
  ///
  /// - Returns: The graph, nil when the files do not compile, and what the compiler said.
  func symbolGraph(
    of paths: [String],
    week: Int,
    from level: String,
    flags: [String] = []
  ) throws(KitFailure) -> (graph: SymbolGraph?, messages: String) {
    let support = try prepared(for: week)
    let module = "Week\(week)"
    let flags =
      flags + [
        "-wmo", "-swift-version", "6", "-parse-as-library", "-emit-module", "-emit-symbol-graph",
        "-symbol-graph-minimum-access-level", level, "-symbol-graph-skip-synthesized-members",
        "-diagnostic-style", "swift", "-module-name", module,
      ]
    var digest = Digest()
    digest.add(support.digest + flags.joined(separator: " "))
    for path in paths {
      digest.add(folder.relative(path))
      digest.add(FileManager.default.contents(atPath: path) ?? Data())
    }
    let entry = try cache.entry(digest.hex) { (place) throws(KitFailure) in
      let built = try toolchain.compile(
        flags + ["-I", support.path, "-emit-symbol-graph-dir", place]
          + ["-o", "\(place)/\(module).swiftmodule"] + paths,
        into: place
      )
      try writing(to: place) {
        try folder.shortened(built.messages).write(
          toFile: "\(place)/messages",
          atomically: false,
          encoding: .utf8
        )
      }
    }
    let messages = (try? String(contentsOfFile: "\(entry)/messages", encoding: .utf8)) ?? ""
    let data = FileManager.default.contents(atPath: "\(entry)/\(module).symbols.json")
    return (data.flatMap { try? JSONDecoder().decode(SymbolGraph.self, from: $0) }, messages)
  }
}
