import BuildKit
import Foundation
import Grader

extension DocumentationBuilder {
  static func findDocc(PATH: String) throws(KitFailure) -> String {
    let folders = PATH.split(separator: ":").map(String.init)
    // A link on PATH may lead to a toolchain whose other tools are not on PATH themselves.
    let toolchains = folders.map { $0 + "/swiftc" }
      .filter(FileManager.default.isExecutableFile)
      .map { URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent().path }
    let places = (toolchains + folders).map { $0.hasSuffix("/") ? $0 + "docc" : $0 + "/docc" }
    if let docc = places.first(where: FileManager.default.isExecutableFile) { return docc }
    // On macOS the tools lie inside of Xcode, and xcrun knows where.
    let xcrun = "/usr/bin/xcrun"
    if FileManager.default.isExecutableFile(atPath: xcrun) {
      let answer = try run(xcrun, ["--find", "docc"])
      if answer.status == 0, let line = answer.text.split(separator: "\n").first {
        return String(line)
      }
    }
    throw KitFailure(
      "No docc beside swiftc or on PATH",
      fix: "It is part of the Swift toolchain; course lesson ID shows the lessons without it."
    )
  }

  /// Runs `docc` with every warning an error, and reads what it says.
  func convert(to destination: String) throws(KitFailure) -> [PageProblem] {
    try writing(to: folder.state) {
      try FileManager.default.createDirectory(
        atPath: folder.state,
        withIntermediateDirectories: true
      )
    }
    let answer = try Self.run(
      docc,
      [
        "convert", folder.path(Catalog.path), "--output-path", destination,
        "--fallback-display-name", "CacheCourse", "--fallback-bundle-identifier", "cache-course",
        "--warnings-as-errors", "--ide-console-output",
      ]
    )
    guard answer.status != 0 else { return [] }
    let problems = answer.text.split(separator: "\n").compactMap { problem(in: String($0)) }
    // Whatever went wrong must be told, even if it is not about a page.
    return problems.isEmpty
      ? [
        PageProblem(file: Catalog.path, message: answer.text.isEmpty ? "docc failed" : answer.text)
      ]
      : problems
  }

  /// Understands `path:line:column: error: message`.
  func problem(in line: String) -> PageProblem? {
    guard let match = line.wholeMatch(of: /(.+?):(\d+):\d+: (?:error|warning): (.+)/) else {
      return nil
    }
    return PageProblem(
      file: folder.relative(String(match.1)),
      line: Int(match.2),
      message: String(match.3)
    )
  }

  private static func run(
    _ program: String,
    _ arguments: [String]
  ) throws(KitFailure) -> (status: Int32, text: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    do { try process.run() } catch {
      throw KitFailure(
        "Could not start \(program): \(error.localizedDescription)",
        fix: "See course doctor."
      )
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
