import BuildKit
import Foundation
import Grader

/// Builds the lessons into pages for a browser, with the toolchain's own `docc`.
public struct DocumentationBuilder: Sendable {
  public let folder: CourseFolder
  let docc: String

  /// Finds `docc` beside the compiler, or elsewhere on PATH.
  public init(folder: CourseFolder) throws(KitFailure) {
    self.folder = folder
    docc = try Self.findDocc(PATH: ProcessInfo.processInfo.environment["PATH"] ?? "")
  }

  /// Where the pages are after ``build()``.
  public var output: String { folder.state + "/docs" }

  /// Builds the pages unless those there are of the same sources.
  ///
  /// - Returns: Whether there was anything to build.
  @discardableResult
  public func build() throws(KitFailure) -> Bool {
    let sources = fingerprint()
    if let built = FileManager.default.contents(atPath: record), built == Data(sources.utf8) {
      return false
    }
    // Built aside and then moved, so that a server in another window never shows half a build.
    let aside = "\(output).\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: aside) }
    let problems = try convert(to: aside)
    guard problems.isEmpty else {
      throw KitFailure(
        "The lessons do not build:\n" + problems.map { "  \($0)" }.joined(separator: "\n"),
        fix: ""
      )
    }
    try writing(to: output) {
      try Data(sources.utf8).write(to: URL(filePath: aside + "/" + Self.recordName))
      try? FileManager.default.removeItem(atPath: output)
      try FileManager.default.moveItem(atPath: aside, toPath: output)
    }
    return true
  }

  /// What `docc` has to say against the pages; nothing is kept of the build.
  public func problems() throws(KitFailure) -> [PageProblem] {
    let aside = "\(output).\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: aside) }
    return try convert(to: aside)
  }

  private static let recordName = ".built-from"
  private var record: String { output + "/" + Self.recordName }

  /// Every file of the catalog with its size and its time, and the tool that it is built with.
  private func fingerprint() -> String {
    let catalog = folder.path(Catalog.path)
    let paths = (FileManager.default.subpaths(atPath: catalog) ?? []).sorted()
    return
      ([docc]
      + paths.map { path in
        let facts = try? FileManager.default.attributesOfItem(atPath: catalog + "/" + path)
        let time = (facts?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
        return "\(path) \(facts?[.size] as? Int ?? 0) \(time)"
      }).joined(separator: "\n")
  }
}
