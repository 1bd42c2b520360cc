import BuildKit
import Commands
import Console
import Foundation
import Grader

/// The second program: what it is built from, and how this one becomes it.
struct Laboratory {
  /// The package that this program was built from.
  let package: String

  /// Where SwiftPM builds it: `.build`, unless somebody told it otherwise.
  let scratch: String

  /// `debug` or `release`.
  let configuration: String

  let program: String

  /// Builds the laboratory unless it is up to date, and runs it in place of this program.
  static func become(_ words: [String], in session: Session) throws(KitFailure) -> ExitCode {
    let laboratory = try Laboratory(session)
    try laboratory.build(session)
    Program(at: laboratory.program).exec(words)
    throw KitFailure(
      "\(laboratory.program) could not be started",
      fix: "Try swift build --product laboratory and look at what it says."
    )
  }

  /// Beside this program, whose folder is `.build/x86_64-unknown-linux-gnu/debug` or the like.
  init(_ session: Session) throws(KitFailure) {
    let executable = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      .resolvingSymlinksInPath()
    let folder = executable.deletingLastPathComponent()
    configuration = folder.lastPathComponent
    scratch = folder.deletingLastPathComponent().deletingLastPathComponent().path
    program = folder.appending(path: "laboratory").path
    if let own = try? CourseFolder.containing(scratch) {
      package = own.root
    } else {
      package = try session.folder().root
    }
  }
}

extension Laboratory {
  /// Asks SwiftPM only when something has changed since the last time: it takes a second to say no.
  private func build(_ session: Session) throws(KitFailure) {
    let sources = self.sources
    guard built != sources else { return }
    let line = ProgressLine(session.terminal)
    defer { line.end() }
    let what = "building the laboratory, once"
    line.show(what)
    var progress = BuildProgress()
    let swift = try Toolchain.find().compiler.dropLast("c".count)
    let result = try ChildProcess(
      program: String(swift),
      arguments: [
        "build", "--product", "laboratory", "--configuration", configuration,
        "--package-path", package, "--scratch-path", scratch,
      ],
      isTrusted: true
    ).run(printed: { piece in
      if let step = progress.step(in: piece) { line.show("\(what): \(step)") }
    })
    guard result.ending == .exited(0) else {
      throw KitFailure(
        "The laboratory does not compile:\n\(progress.problems(in: result.text))",
        fix: "Undo what was changed in Sources, for example with git checkout Sources."
      )
    }
    // If it was changed meanwhile, the next command builds it again.
    try? sources.write(toFile: record, atomically: true, encoding: .utf8)
  }

  private var record: String { "\(program).sources" }

  /// The digest of what the program that is there was built from.
  private var built: String? {
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    return try? String(contentsOfFile: record, encoding: .utf8)
  }

  private var sources: String {
    let files = ["Sources", "Solutions", "Exercises"].flatMap { swiftFiles(in: "\(package)/\($0)") }
    let settings = ["COURSE_SUBJECT"].map { ProcessInfo.processInfo.environment[$0] ?? "" }
    return Digest.of(
      settings + (files + ["\(package)/Package.swift"]).map { "\($0) \(FileStamp($0)?.text ?? "")" }
    )
  }
}
