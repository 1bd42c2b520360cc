import BuildKit
import Curriculum
import Grader

/// What a source file offers to others, as the compiler sees it.
struct PublicInterface: Sendable {
  /// Declarations by their paths, `LRUCache.count`, and conformances, `LRUCache: Sendable`.
  let declarations: [String: Declaration]

  /// What the compiler said, warnings included; empty for a clean file.
  let messages: String

  struct Declaration: Sendable {
    /// `var count: Int { get }`; overloads that share a path are one declaration of several lines.
    let signature: String

    /// The line of the first of them.
    let line: Int?

    /// The lines of its `///` comment, empty for a conformance.
    let comment: [String]
  }
}

extension Checker {
  /// Compiles a file alone, with warnings, and lists its public declarations.
  func publicInterface(
    of path: String,
    for exercise: Exercise
  ) throws(KitFailure) -> PublicInterface {
    let (graph, messages) = try symbolGraph(
      of: [path],
      week: exercise.week,
      from: "public"
    )
    return PublicInterface(graph, messages: messages)
  }
}

extension PublicInterface {
  /// The compiler finds out by itself who has these, from storage that is nobody's business.
  private static let implied: Set<String> = [
    "Swift.BitwiseCopyable", "Swift.Copyable", "Swift.Escapable", "Swift.SendableMetatype",
  ]

  fileprivate init(_ graph: SymbolGraph?, messages: String) {
    let symbols = graph?.symbols ?? []
    let byIdentifier = Dictionary(
      symbols.map { ($0.identifier.precise, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let conformances = (graph?.relationships ?? []).compactMap {
      Self.conformance($0, of: byIdentifier[$0.source])
    }
    let declared = Dictionary(grouping: symbols, by: \.path).map { path, overloads in
      let lines = overloads.compactMap(\.line)
      let ordered = overloads.sorted { $0.declaration < $1.declaration }
      let declaration = Declaration(
        signature: ordered.map(\.declaration).joined(separator: "\n"),
        line: lines.min(),
        comment: ordered.flatMap(\.comment)
      )
      return (path, declaration)
    }
    self.init(
      declarations: Dictionary(
        declared + conformances,
        uniquingKeysWith: { first, _ in first }
      ),
      messages: messages
    )
  }

  private static func conformance(
    _ relationship: SymbolGraph.Relationship,
    of symbol: SymbolGraph.Symbol?
  ) -> (name: String, Declaration)? {
    guard relationship.kind == "conformsTo", let symbol, let name = relationship.targetFallback,
      !implied.contains(name)
    else { return nil }
    let text = "\(symbol.path): \(name.split(separator: ".").last ?? "")"
    return (text, Declaration(signature: text, line: symbol.line, comment: []))
  }
}
