import Foundation

/// The modules that answers and checks are built against, compiled once and kept.
struct SupportLibraries: Sendable {
  /// In the order in which they need each other.
  static let modules = ["Lab", "CheckSupport"]

  /// Where the compiled modules lie.
  let path: String

  /// Changes whenever a source of theirs does.
  let digest: String

  /// For the linker.
  var libraries: [String] { Self.modules.reversed().map { "-l\($0)" } }

  /// Flags for a file that imports them.
  var flags: [String] { ["-I", path, "-L", path] + libraries }

  static func prepared(
    in folder: CourseFolder,
    toolchain: Toolchain,
    cache: AnswerCache,
    progress: (String) -> Void
  ) throws(KitFailure) -> SupportLibraries {
    let sources = modules.map { (module: $0, files: swiftFiles(in: folder.path("Sources/\($0)"))) }
    let digest = Digest.of(
      [toolchain.identity, flags.joined(separator: " ")]
        + sources.flatMap { $0.files.map { "\(folder.relative($0)) \(FileStamp($0)?.text ?? "")" } }
    )
    let path = try cache.entry(digest) { (place) throws(KitFailure) in
      for (module, files) in sources {
        progress("compiling \(module), once")
        let built = try toolchain.compile(
          flags + ["-module-name", module, "-I", place, "-o", "\(place)/lib\(module).a"]
            + ["-emit-module-path", "\(place)/\(module).swiftmodule"] + files,
          into: place
        )
        guard built.succeeded else {
          throw KitFailure(
            "The course's own module \(module) does not compile:\n\(built.messages)",
            mend: "Undo what was changed in Sources, for example with git checkout Sources."
          )
        }
      }
    }
    return SupportLibraries(path: path, digest: digest)
  }

  private static let flags = [
    "-Onone", "-wmo", "-swift-version", "6", "-parse-as-library", "-emit-library", "-static",
    "-emit-module", "-no-emit-module-separately-wmo", "-suppress-warnings",
  ]

  static func swiftFiles(in folder: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
  }
}
