import Foundation
import Grader
import XCTest

@testable import Audit

final class DependencyAuditTests: XCTestCase {
  func testTheCourseDependsInOneDirection() throws {
    let found = try CourseCopy().auditor().dependencyFindings()
    XCTAssertEqual(found.findings, [])
    XCTAssert(found.scope.hasPrefix("modules: "), found.scope)
  }

  func testAnImportThatIsTurnedRoundIsRefused() throws {
    let course = try CourseCopy()
    try course.copyAgain("Sources")
    let path = "Sources/Curriculum/Course.swift"
    try course.write("import Audit\n" + course.read(path), to: path)
    expectOnly(
      try course.auditor().dependencyFindings().findings,
      in: path,
      line: 1,
      says: "Curriculum imports Audit, which comes after it in Package.swift"
    )
  }

  func testAFolderThatIsTurnedRoundIsRefused() throws {
    let course = try CourseCopy()
    try course.copyAgain("Sources")
    let path = "Sources/Audit/Text/NumberedLine.swift"
    let text = try course.read(path)
    try course.write(text + "\nlet turned: Finding? = nil\n", to: path)
    let found = try course.auditor().dependencyFindings().findings
    expectOnly(
      found,
      in: path,
      line: text.split(separator: "\n", omittingEmptySubsequences: false).count + 1,
      says: "Text uses Finding of Findings, which comes after it in the order of Audit"
    )
  }

  func testAFolderThatNoTargetIsMadeFromIsAFinding() throws {
    let course = try CourseCopy()
    try course.copyAgain("Sources")
    try course.write("", to: "Sources/Attic/Old.swift")
    expectOnly(
      try course.auditor().dependencyFindings().findings,
      in: "Sources/Attic",
      says: "no target of Package.swift is made from it"
    )
  }

  func testAManifestThatCannotBeReadIsTheKitsFault() throws {
    let course = try CourseCopy()
    try course.remove("Package.swift")
    XCTAssertThrowsError(try course.auditor().dependencyFindings()) { error in
      XCTAssert("\(error)".contains("Package.swift cannot be read"), "\(error)")
    }
  }
}

final class SourceFileTests: XCTestCase {
  private func read(_ source: String) -> SourceFile { SourceFile(source, path: "X.swift") }

  func testImportsAreSeenHoweverTheyAreWritten() {
    let file = read(
      """
      import Lab
      @testable import Redis
      public import struct Sockets.Connection
      // import Grader
      #if canImport(Glibc)
        import Glibc
      #endif
      let text = "import Audit"
      """
    )
    XCTAssertEqual(file.imports.map(\.name), ["Lab", "Redis", "Sockets", "Glibc"])
    XCTAssertEqual(file.imports.map(\.line), [1, 2, 3, 6])
  }

  func testTypesAreThoseThatOtherFilesCanName() {
    let file = read(
      """
      public struct A { struct Inner {} }
      @available(*, deprecated) final class B {}
      enum C {}
      actor D {}
      protocol E {}
      typealias F = Int
      private struct G {}
      fileprivate final class H {}
      extension A { enum I {} }
      func j() { struct K {} }
      """
    )
    XCTAssertEqual(file.types.map(\.name), ["A", "B", "C", "D", "E", "F"])
  }

  func testUsesAreTheNamesThatItDoesNotDeclareAndThatAreNoMembers() {
    let file = read(
      """
      extension Outer {
        struct Own { let value: Other<Third> }
        /// Mentions Comment.
        func f(_ own: Own) -> Outer.Member { .Case + Again("\\(Text)") }
      }
      """
    )
    XCTAssertEqual(file.uses.map(\.name), ["Outer", "Other", "Third", "Again"])
    XCTAssertEqual(file.uses.map(\.line), [1, 2, 2, 4])
  }
}

final class PackageModulesTests: XCTestCase {
  private let manifest = """
    {"targets": [
      {"name": "Lab", "type": "regular", "dependencies": []},
      {"name": "Redis", "type": "regular", "dependencies": [{"byName": ["Lab", null]}]},
      {"name": "Demos", "type": "regular",
       "dependencies": [{"byName": ["Week1", null]}, {"target": ["Lab", {"platformNames": []}]}]},
      {"name": "DemoTests", "type": "test", "dependencies": [{"byName": ["Demos", null]}]},
      {"name": "Week1", "type": "regular", "path": "Solutions/Week1",
       "dependencies": [{"byName": ["Lab", null]}]},
      {"name": "Week1Exercises", "type": "regular", "path": "Exercises/Week1",
       "dependencies": [{"byName": ["Lab", null]}]},
      {"name": "program", "type": "executable", "dependencies": [{"byName": ["Demos", null]}]},
      {"name": "CLibrary", "type": "system", "dependencies": []}
    ]}
    """

  private func modules() throws -> PackageModules { try PackageModules(json: Data(manifest.utf8)) }

  func testTheOrderIsTheManifestsAndAWeekComesAfterWhatItMayImport() throws {
    let modules = try modules()
    XCTAssertEqual(
      modules.modules.map(\.name),
      ["CLibrary", "Lab", "Week1", "Redis", "Demos", "program"]
    )
    XCTAssertEqual(modules.modules.last { $0.name == "Demos" }?.uses, ["Week1", "Lab"])
    XCTAssertEqual(modules.modules.first { $0.name == "Week1" }?.path, "Solutions/Week1")
  }

  func testAModuleImportsWhatItsTargetNamesAndWhatComesBeforeIt() throws {
    let rules = DependencyRules(modules: try modules(), known: [], orders: [])
    func findings(_ name: String, _ source: String) throws -> [String] {
      let module = try XCTUnwrap(rules.modules.modules.first { $0.name == name })
      let file = SourceFile(source, path: "\(module.path)/X.swift")
      return rules.importFindings(of: module, [(".", file)]).map(\.description)
    }
    XCTAssertEqual(try findings("Redis", "import Lab\nimport Foundation\n"), [])
    XCTAssertEqual(try findings("program", "import Demos\n"), [])
    XCTAssertEqual(
      try findings("Redis", "import Foundation\nimport Demos\n"),
      ["Sources/Redis/X.swift:2: Redis imports Demos, which comes after it in Package.swift"]
    )
    XCTAssertEqual(
      try findings("Week1", "import Redis\n"),
      ["Solutions/Week1/X.swift:1: Week1 imports Redis, which comes after it in Package.swift"]
    )
    XCTAssertEqual(
      try findings("Demos", "import Redis\n"),
      [
        "Sources/Demos/X.swift:1: Demos imports Redis, which its target in Package.swift does not name"
      ]
    )
  }

  func testATargetThatUsesALaterOneIsAFinding() {
    let modules = PackageModules([
      PackageModules.Module(name: "Lab", path: "Sources/Lab", uses: ["Redis"]),
      PackageModules.Module(name: "Redis", path: "Sources/Redis", uses: []),
    ])
    expectOnly(
      DependencyRules(modules: modules).manifestFindings(),
      in: "Package.swift",
      says: "the target Lab uses Redis, which comes after it"
    )
  }
}

final class FolderGraphTests: XCTestCase {
  /// A module in which `A` uses `B`, `B` uses `C` and so on, by the words of each file.
  private func graph(_ files: [(folder: String, source: String)]) -> FolderGraph {
    FolderGraph(
      module: "M",
      files: files.map { ($0.folder, SourceFile($0.source, path: "\($0.folder)/X.swift")) }
    )
  }

  private func findings(
    _ files: [(folder: String, source: String)],
    known: [FolderUse] = [],
    order: [String]? = nil
  ) -> [String] {
    let orders = order.map { [FolderOrder(module: "M", folders: $0)] } ?? []
    let rules = DependencyRules(modules: PackageModules([]), known: known, orders: orders)
    return rules.folderFindings(graph(files)).map(\.description)
  }

  private let line = [("A", "struct AType { let b: BType }"), ("B", "struct BType {}")]

  func testAFolderUsesAnotherByTheTypesThatItNames() {
    let uses = graph(line).uses
    XCTAssertEqual(
      uses,
      [FolderGraph.Use(from: "A", to: "B", type: "BType", file: "A/X.swift", line: 1)]
    )
    XCTAssertEqual(findings(line), [])
  }

  func testACircleIsToldWithTheUsesThatCloseIt() {
    let circle = [
      ("A", "struct AType { let b: BType }\nlet more: BOther"),
      ("B", "struct BType { let c: CType }\nstruct BOther {}\nlet more: COther"),
      ("C", "struct CType {}\nstruct COther {}\nlet a: AType"),
    ]
    XCTAssertEqual(
      findings(circle),
      [
        "C/X.swift:3: C uses AType of A, and folders of M must not depend on each other in a circle: "
          + "A uses BType of B (A/X.swift:1), B uses CType of C (B/X.swift:1)"
      ]
    )
  }

  func testAKnownCircleStandsAndAnotherDoesNot() {
    let two = line + [("B", "let a: AType"), ("C", "struct CType { let d: DType }")]
    let both = two + [("D", "struct DType { let c: CType }")]
    let known = [FolderUse("M", "B", uses: "A")]
    XCTAssertEqual(findings(two, known: known), [])
    XCTAssertEqual(findings(both, known: known).count, 1)
    XCTAssertEqual(findings(both, known: known + [FolderUse("M", "D", uses: "C")]), [])
  }

  func testAnEntryThatClosesNoCircleAnyMoreHasToGo() {
    let list = "Sources/Audit/Dependencies/KnownCircles.swift: M: "
    XCTAssertEqual(
      findings(line, known: [FolderUse("M", "B", uses: "A")]),
      [list + "B uses A: it is gone, so take it off the list"]
    )
    XCTAssertEqual(
      findings(line, known: [FolderUse("M", "A", uses: "B")]),
      [list + "A uses B: it closes no circle any more, so take it off the list"]
    )
    let rules = DependencyRules(
      modules: PackageModules([]),
      known: [FolderUse("Gone", "A", uses: "B")],
      orders: [FolderOrder(module: "Lost", folders: [])]
    )
    XCTAssertEqual(
      rules.strayFindings(modules: ["M"]).map(\.message),
      [
        "Gone: A uses B: there is no such module, so take it off the list",
        "there is no module Lost",
      ]
    )
  }

  func testADeclaredOrderIsKept() {
    XCTAssertEqual(findings(line, order: ["B", "A"]), [])
    XCTAssertEqual(
      findings(line, order: ["A", "B"]),
      ["A/X.swift:1: A uses BType of B, which comes after it in the order of M"]
    )
    XCTAssertEqual(
      findings(line, order: ["B", "C"]),
      [
        "Sources/Audit/Dependencies/FolderOrder.swift: the order of M has no place for A",
        "Sources/Audit/Dependencies/FolderOrder.swift: M has no folder C any more",
      ]
    )
  }

  func testFilesBesideTheFoldersCountAsAFolder() {
    XCTAssertEqual(
      findings([(".", "struct Top { let a: AType }"), ("A", "struct AType { let top: Top }")]),
      [
        "./X.swift:1: a file outside of the folders uses AType of A, and folders of M must not depend "
          + "on each other in a circle: A uses Top of a file outside of the folders (A/X.swift:1)"
      ]
    )
  }
}
