import BuildKit
import Foundation

/// One of the course's own modules that answers or checks are built against.
struct SupportModule: Sendable {
  let name: String
  let uses: [String]

  /// In the order in which they need each other, as Package.swift has them.
  static let all = [
    SupportModule(name: "Lab", uses: []),
    SupportModule(name: "Drawing", uses: []),
    SupportModule(name: "Sockets", uses: []),
    SupportModule(name: "Redis", uses: ["Lab", "Sockets"]),
    SupportModule(name: "Memcached", uses: ["Lab", "Sockets"]),
    SupportModule(name: "CheckSupport", uses: ["Lab"]),
    SupportModule(name: "RedisChecks", uses: ["CheckSupport", "Lab", "Redis"]),
  ]

  /// The named modules and those that they use.
  static func needed(for names: [String]) -> [SupportModule] {
    var wanted = Set(names)
    for module in all.reversed() where wanted.contains(module.name) {
      wanted.formUnion(module.uses)
    }
    return all.filter { wanted.contains($0.name) }
  }

  /// What tells whether the module has to be compiled again.
  func stamps(in folder: CourseFolder) -> [String] {
    Self.flags + files(in: folder).map { "\(folder.relative($0)) \(FileStamp($0)?.text ?? "")" }
  }

  /// - Parameter others: The folder of the modules that this one uses.
  func compile(
    in folder: CourseFolder,
    toolchain: Toolchain,
    others: String,
    into place: String
  ) throws(KitFailure) {
    let built = try toolchain.buildLibrary(
      name,
      from: files(in: folder),
      flags: Self.flags,
      using: uses,
      in: others,
      into: place
    )
    guard built.succeeded else {
      throw KitFailure(
        "The course's own module \(name) does not compile:\n\(built.messages)",
        fix: "Undo what was changed in Sources, for example with git checkout Sources."
      )
    }
  }

  private func files(in folder: CourseFolder) -> [String] {
    swiftFiles(in: folder.path("Sources/\(name)"))
  }

  private static let flags = [
    "-Onone", "-wmo", "-swift-version", "6", "-no-emit-module-separately-wmo", "-suppress-warnings",
    // Everybody waits for these: half of the work can be shared among the cores.
    "-num-threads", String(ProcessInfo.processInfo.activeProcessorCount),
  ]
}
