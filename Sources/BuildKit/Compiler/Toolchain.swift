import Foundation

/// The Swift compiler that everything is built with.
public struct Toolchain: Sendable {
  /// The absolute path of `swiftc`.
  public let compiler: String

  /// Changes whenever another compiler is installed; cheaper to find out than a version.
  public let identity: String

  /// The first `swiftc` on PATH.
  public static func find() throws(KitFailure) -> Toolchain {
    let environment = ProcessInfo.processInfo.environment
    let folders = environment["PATH", default: ""].split(separator: ":").map(String.init)
    guard
      let compiler = folders.map({ $0 + "/swiftc" })
        .first(where: FileManager.default.isExecutableFile)
    else {
      throw KitFailure(
        "No swiftc on PATH",
        fix: "Install Swift 6.2 or newer from swift.org, or add its usr/bin to PATH."
      )
    }
    let real = URL(filePath: compiler).resolvingSymlinksInPath().path
    return Toolchain(compiler: compiler, identity: "\(real) \(FileStamp(real)?.text ?? "")")
  }

  /// "6.3.1", as the compiler itself says it.
  public func version() throws(KitFailure) -> String {
    let answer = try ChildProcess(
      program: compiler,
      arguments: ["--version"],
      environment: Self.environment,
      seconds: 30
    ).run().text
    guard let range = answer.firstRange(of: /Swift version (\d+(\.\d+)*)/) else {
      throw KitFailure(
        "\(compiler) did not tell its version",
        fix: "Try it by hand: \(compiler) --version"
      )
    }
    return String(answer[range].dropFirst("Swift version ".count))
  }

  /// Compiles into the folder `place`.
  public func compile(
    _ arguments: [String],
    into place: String
  ) throws(KitFailure) -> Compilation {
    try run(compiler, arguments, into: place)
  }

  /// Runs a program of the toolchain that writes into the folder `place`.
  ///
  /// A full disk is a failure of the machine, not of the source.
  public func run(
    _ program: String,
    _ arguments: [String],
    into place: String
  ) throws(KitFailure) -> Compilation {
    let result = try ChildProcess(
      program: program,
      arguments: arguments,
      environment: Self.environment,
      seconds: Self.patience,
      isTrusted: true
    ).run()
    if result.stop == .time {
      return Compilation(
        succeeded: false,
        messages: result.text + "error: the compiler found no end in \(Int(Self.patience)) s",
        hasTimedOut: true
      )
    }
    let compilation = Compilation(
      succeeded: result.ending == .exited(0),
      messages: result.text
    )
    if !compilation.succeeded, !compilation.blamesSource {
      let disk = try? FileManager.default.attributesOfFileSystem(forPath: place)
      let free = (disk?[.systemFreeSize] as? NSNumber)?.intValue ?? .max
      if free < Self.leastRoom || result.text.contains(SystemError(number: ENOSPC).description) {
        let cache = (place as NSString).deletingLastPathComponent
        throw KitFailure.cannotWrite(cache, because: SystemError(number: ENOSPC))
      }
    }
    return compilation
  }

  /// In seconds; the largest module of the course takes a fraction of it on a slow machine.
  private static let patience = 300.0

  /// What a build takes at least while it runs, in bytes: the compiler and the linker do not always
  /// say that they ran out of room.
  private static let leastRoom = 16 << 20

  /// The learner's own environment: a toolchain may need more of it than can be listed here.
  private static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
