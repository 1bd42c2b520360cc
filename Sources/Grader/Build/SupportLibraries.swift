import Foundation
import Synchronization

/// The modules that answers and checks are built against, each compiled once and kept.
struct SupportLibraries: Sendable {
  /// In the order in which they need each other.
  let modules: [SupportModule]

  /// Where the compiled modules lie.
  let path: String

  /// Changes whenever a source of theirs does.
  let digest: String

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
    cache: AnswerCache,
    progress: (String) -> Void
  ) throws(KitFailure) -> SupportLibraries {
    // Two at a time would both compile what neither has found.
    try turn.withLock { (_) throws(KitFailure) in
      try compiled(laboratory, in: folder, toolchain: toolchain, cache: cache, progress: progress)
    }
  }

  private static let turn = Mutex(())

  private static func compiled(
    _ laboratory: [String],
    in folder: CourseFolder,
    toolchain: Toolchain,
    cache: AnswerCache,
    progress: (String) -> Void
  ) throws(KitFailure) -> SupportLibraries {
    let modules = SupportModule.needed(for: laboratory + ["CheckSupport"])
    var digests: [String: String] = [:]
    for module in modules {
      digests[module.name] = Digest.of(
        [toolchain.identity] + module.stamps(in: folder) + module.uses.compactMap { digests[$0] }
      )
    }
    let digest = Digest.of(modules.compactMap { digests[$0.name] } + ["together"])
    let path = try cache.entry(digest) { (place) throws(KitFailure) in
      for module in modules {
        let entry = try cache.entry(digests[module.name] ?? "") { (draft) throws(KitFailure) in
          progress("compiling \(module.name), once")
          try module.compile(in: folder, toolchain: toolchain, others: place, into: draft)
        }
        try link(entry, into: place)
      }
    }
    return SupportLibraries(modules: modules, path: path, digest: digest)
  }

  /// Gives every file of a module a second name: modules of several weeks are compiled once.
  private static func link(_ entry: String, into place: String) throws(KitFailure) {
    try writing(to: place) {
      for name in try FileManager.default.contentsOfDirectory(atPath: entry) {
        try FileManager.default.linkItem(atPath: "\(entry)/\(name)", toPath: "\(place)/\(name)")
      }
    }
  }

  static func swiftFiles(in folder: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
  }
}
