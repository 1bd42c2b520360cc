import Curriculum
import Foundation

/// What a source file offers to others, as the compiler sees it.
public struct PublicInterface: Sendable {
  /// A declaration's path and its signature: `LRUCache.count`, `var count: Int { get }`.
  public let declarations: [String: String]

  /// What the compiler said, warnings included; empty for a clean file.
  public let messages: String
}

extension Checker {
  /// Compiles a file alone, with warnings, and lists its public declarations.
  public func publicInterface(
    of path: String, for exercise: Exercise
  ) throws(KitFailure) -> PublicInterface {
    let support = try prepared { _ in }
    guard let source = FileManager.default.contents(atPath: path) else {
      return PublicInterface(declarations: [:], messages: "\(folder.relative(path)) is missing")
    }
    let module = "Week\(exercise.week)"
    let flags =
      ["-wmo", "-swift-version", "6", "-parse-as-library", "-emit-module", "-emit-symbol-graph"]
      + ["-symbol-graph-minimum-access-level", "public", "-symbol-graph-skip-synthesized-members"]
    let digest = Digest.of(
      [support.digest, flags.joined(separator: " "), path, Digest.of(source), module])
    let entry = try cache.entry(digest) { (place) throws(KitFailure) in
      let built = try toolchain.compile(
        flags + ["-module-name", module, "-I", support.path]
          + ["-emit-symbol-graph-dir", place, "-o", "\(place)/\(module).swiftmodule", path])
      try writing(to: place) {
        try folder.shortened(built.messages).write(
          toFile: "\(place)/messages", atomically: false, encoding: .utf8)
      }
    }
    let messages = (try? String(contentsOfFile: "\(entry)/messages", encoding: .utf8)) ?? ""
    let data = FileManager.default.contents(atPath: "\(entry)/\(module).symbols.json")
    let graph = data.flatMap { try? JSONDecoder().decode(SymbolGraph.self, from: $0) }
    return PublicInterface(
      declarations: Dictionary(
        (graph?.symbols ?? []).map {
          ($0.pathComponents.joined(separator: "."), $0.declaration)
        },
        uniquingKeysWith: { "\($0)\n\($1)" }),
      messages: messages)
  }
}

/// The part of the compiler's symbol graph that tells signatures.
private struct SymbolGraph: Decodable {
  let symbols: [Symbol]

  struct Symbol: Decodable {
    let pathComponents: [String]
    let declarationFragments: [Fragment]?

    var declaration: String { (declarationFragments ?? []).map(\.spelling).joined() }
  }

  struct Fragment: Decodable {
    let spelling: String
  }
}
