import BuildKit
import Foundation

/// The modules that answers and checks are built against, each compiled once and kept.
public struct SupportLibraries: Sendable {
  /// In the order in which they need each other.
  let modules: [SupportModule]

  /// Where the compiled modules lie.
  public let path: String

  /// Changes whenever a source of theirs does.
  public let digest: String

  /// For the linker, and for the program when it starts.
  static func linkerFlags(_ path: String, _ modules: [SupportModule]) -> [String] {
    ["-L", path, "-Xlinker", "-rpath", "-Xlinker", path] + modules.reversed().map { "-l\($0.name)" }
  }

  /// Flags for a file that imports them and is linked at once.
  var flags: [String] { ["-I", path] + Self.linkerFlags(path, modules) }

  /// - Parameter laboratory: The modules that the answers may import.
  static func prepared(
    for laboratory: [String],
    in folder: CourseFolder,
    toolchain: Toolchain,
    cache: BuildCache,
    trust: BuildCache.Trust,
    progress: (String) -> Void
  ) throws(KitFailure) -> SupportLibraries {
    let modules = SupportModule.needed(for: laboratory + ["CheckSupport"])
    let digests = digests(of: modules, in: folder, toolchain)
    let digest = digest(of: modules, digests)
    func compiling() { progress("compiling the course's modules for this week, once") }
    let path = try cache.entry(digest, trust: trust, waiting: compiling) {
      (place) throws(KitFailure) in
      for (index, module) in modules.enumerated() {
        let words = "compiling \(module.name), once (\(index + 1) of \(modules.count))"
        let entry = try cache.entry(
          digests[module.name] ?? "",
          trust: trust,
          waiting: { progress(words) }
        ) { (draft) throws(KitFailure) in
          progress(words)
          try module.compile(in: folder, toolchain: toolchain, others: place, into: draft)
        }
        try link(entry, into: place)
      }
    }
    return SupportLibraries(modules: modules, path: path, digest: digest)
  }

  static func arePrepared(
    for laboratory: [String],
    in folder: CourseFolder,
    toolchain: Toolchain,
    cache: BuildCache
  ) -> Bool {
    let modules = SupportModule.needed(for: laboratory + ["CheckSupport"])
    return cache.holds(digest(of: modules, digests(of: modules, in: folder, toolchain)))
  }

  private static func digest(of modules: [SupportModule], _ digests: [String: String]) -> String {
    Digest.of(modules.compactMap { digests[$0.name] } + ["together"])
  }

  private static func digests(
    of modules: [SupportModule],
    in folder: CourseFolder,
    _ toolchain: Toolchain
  ) -> [String: String] {
    var digests: [String: String] = [:]
    for module in modules {
      digests[module.name] = Digest.of(
        [toolchain.identity] + module.stamps(in: folder) + module.uses.compactMap { digests[$0] }
      )
    }
    return digests
  }

  /// Gives every file of a module a second name: modules of several weeks are compiled once.
  private static func link(_ entry: String, into place: String) throws(KitFailure) {
    try writing(to: place) {
      for name in try FileManager.default.contentsOfDirectory(atPath: entry)
      where !name.hasPrefix(".") {
        try FileManager.default.linkItem(atPath: "\(entry)/\(name)", toPath: "\(place)/\(name)")
      }
    }
  }
}
