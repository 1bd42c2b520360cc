import BuildKit
import Curriculum
import Foundation
import XCTest

@testable import Grader

/// What a week's answers may import stands in three places, since the package's manifest can import
/// neither of the others: here they are held against each other.
final class ModuleTests: XCTestCase {
  private struct Manifest: Decodable {
    struct Target: Decodable {
      let name: String
      let dependencies: [Dependency]
    }

    /// `{"byName": ["Lab", null]}`.
    struct Dependency: Decodable {
      let byName: [String?]
    }

    let targets: [Target]
  }

  private func manifest() throws -> [String: Set<String>] {
    let package = try ChildProcess(
      program: String(Toolchain.find().compiler.dropLast("c".count)),
      arguments: [
        "package", "dump-package", "--package-path", Workbench.folder.root,
        "--scratch-path", Workbench.scratch + "/manifest",
      ],
      isTrusted: true
    ).run()
    XCTAssertEqual(package.ending, .exited(0), package.text)
    let json = package.output.drop { $0 != UInt8(ascii: "{") }
    let targets = try JSONDecoder().decode(Manifest.self, from: json).targets
    return Dictionary(
      uniqueKeysWithValues: targets.map { target in
        (target.name, Set(target.dependencies.flatMap { $0.byName.compactMap(\.self) }))
      }
    )
  }

  func testTheManifestTheCheckerAndTheCurriculumAgree() throws {
    let manifest = try manifest()
    for module in SupportModule.all {
      XCTAssertEqual(manifest[module.name], Set(module.uses), module.name)
    }
    for week in Course.weeks where !week.exercises.isEmpty {
      let checks = Set(SupportModule.needed(for: week.laboratory).map(\.name))
      XCTAssertEqual(
        manifest[week.module].map { $0.isSubset(of: checks) },
        true,
        "the answers of \(week.module) import what the checker has for them"
      )
      XCTAssertEqual(
        Set(week.laboratory).subtracting(["RedisChecks"]),
        manifest[week.module],
        week.module
      )
    }
  }
}
