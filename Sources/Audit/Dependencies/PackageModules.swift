import Foundation
import Grader

/// The modules of the package in the order in which Package.swift lists them.
///
/// A module may import those before it. A week's answers are listed elsewhere in the manifest; they
/// count as standing right after the last module that they may import.
struct PackageModules: Sendable {
  static let manifest = "Package.swift"

  struct Module: Sendable, Equatable {
    let name: String

    /// Where its sources lie, relative to the course's folder.
    let path: String

    /// What its target names as dependencies.
    let uses: [String]
  }

  let modules: [Module]
  private let positions: [String: Int]

  /// - Parameter modules: As they stand in the manifest.
  init(_ modules: [Module]) {
    let listed = modules.filter { !$0.isAnswers }
    var order = listed
    for week in modules where week.isAnswers {
      let last = order.lastIndex { week.uses.contains($0.name) } ?? -1
      order.insert(week, at: last + 1)
    }
    self.modules = order
    positions = Dictionary(
      order.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  func contains(_ name: String) -> Bool { positions[name] != nil }

  /// Whether the order lets `module` import `other`.
  func isBefore(_ other: String, _ module: String) -> Bool {
    guard let theirs = positions[other], let mine = positions[module] else { return false }
    return theirs < mine
  }
}

extension PackageModules.Module {
  /// Whether it holds the answers of a week.
  fileprivate var isAnswers: Bool { !path.hasPrefix("Sources/") }
}

extension PackageModules {
  /// Reads what SwiftPM makes of the manifest.
  init(json: Data) throws {
    let package = try JSONDecoder().decode(Manifest.self, from: json)
    let listed = package.targets.filter { ["regular", "executable", "system"].contains($0.type) }
      // The stubs are there for editors alone.
      .filter { $0.path?.hasPrefix("Exercises/") != true }
    // A system library holds no Swift, and an executable comes last wherever it is listed.
    let order =
      listed.filter { $0.type == "system" } + listed.filter { $0.type == "regular" }
      + listed.filter { $0.type == "executable" }
    self.init(
      order.map { target in
        Module(
          name: target.name,
          path: target.path ?? "Sources/\(target.name)",
          uses: target.dependencies.compactMap(\.name)
        )
      }
    )
  }

  private struct Manifest: Decodable { let targets: [Target] }

  private struct Target: Decodable {
    let name: String
    let type: String
    let path: String?
    let dependencies: [Dependency]
  }

  /// In the manifest's description `{"byName": ["Lab", null]}`.
  private struct Dependency: Decodable {
    let byName: [String?]?
    let target: [String?]?

    var name: String? { (byName ?? target)?.first ?? nil }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      byName = Self.name(in: container, .byName)
      target = Self.name(in: container, .target)
    }

    private enum CodingKeys: String, CodingKey { case byName, target }

    /// The name comes first; a condition may follow, which is no text.
    private static func name(
      in container: KeyedDecodingContainer<CodingKeys>,
      _ key: CodingKeys
    ) -> [String?]? {
      guard var list = try? container.nestedUnkeyedContainer(forKey: key) else { return nil }
      return [try? list.decode(String.self)]
    }
  }
}
