import BuildKit
import Foundation
import Grader

extension Auditor {
  /// Modules import what comes before them, and folders of a module form no circles.
  func dependencyFindings() throws(KitFailure) -> (scope: String, findings: [Finding]) {
    let modules = try packageModules()
    let rules = DependencyRules(modules: modules)
    let read = try sideBySide(modules.modules) { (module) throws(KitFailure) in
      (module, sources(of: module))
    }
    var findings = rules.manifestFindings() + strayFolders(modules)
    findings += rules.strayFindings(modules: modules.modules.map(\.name))
    for (module, files) in read {
      findings += rules.importFindings(of: module, files)
      findings += rules.folderFindings(FolderGraph(module: module.name, files: files))
    }
    let count = read.reduce(0) { $0 + $1.1.count }
    let scope = "modules: \(read.count), files: \(count), uses in circles: \(rules.known.count)"
    return (scope, findings)
  }

  private func sources(of module: PackageModules.Module) -> DependencyRules.Files {
    let found = FileManager.default.subpaths(atPath: folder.path(module.path)) ?? []
    return found.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let path = "\(module.path)/\(name)"
      let parts = name.split(separator: "/")
      return (
        folder: parts.count > 1 ? String(parts[0]) : FolderGraph.files,
        file: SourceFile(text(of: path) ?? "", path: path)
      )
    }
  }

  private func strayFolders(_ modules: PackageModules) -> [Finding] {
    let paths = Set(modules.modules.map(\.path))
    return names(in: "Sources").map { "Sources/\($0)" }.filter { !paths.contains($0) }.map {
      Finding($0, "no target of \(PackageModules.manifest) is made from it")
    }
  }

  /// Asks SwiftPM, so that the manifest may be written in any way that Swift allows.
  private func packageModules() throws(KitFailure) -> PackageModules {
    let swift = URL(filePath: try Toolchain.find().compiler).deletingLastPathComponent()
      .appending(path: "swift").path
    // A folder of its own: SwiftPM may be at work in the other.
    let said = try ChildProcess(
      program: swift,
      arguments: [
        "package", "--package-path", folder.root, "--scratch-path", "\(folder.state)/package",
        "dump-package",
      ],
      seconds: 60
    ).run().text
    // Warnings come before the description.
    let start = said.hasPrefix("{") ? said.startIndex : said.firstRange(of: "\n{")?.lowerBound
    guard let start, let modules = try? PackageModules(json: Data(said[start...].utf8)) else {
      throw KitFailure(
        "\(PackageModules.manifest) cannot be read: \(said.prefix(400))",
        fix: "Try swift package dump-package."
      )
    }
    return modules
  }
}
