import Foundation
import XCTest

/// A program of a Redis that is installed, run in a folder.
struct RedisTool {
  let folder: String
  private let program: URL

  /// Skips the test if there is no such program.
  init(_ name: String, in folder: String) throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let program = path.split(separator: ":").map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    guard let program else {
      throw XCTSkip("\(name) is not installed: no file was shown to it")
    }
    self.program = program
    self.folder = folder
  }

  func requireVersion(_ version: Int, for command: String) throws {
    let text = try run(["--version"]).output
    guard let start = text.range(of: "v=")?.upperBound,
      let found = Int(text[start...].prefix { $0.isNumber }), found >= version
    else { throw XCTSkip("\(command) takes Redis \(version), and this is \(text)") }
  }

  func run(_ words: [String]) throws -> (status: Int32, output: String) {
    let output = Pipe()
    let process = process(words, output)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Starts a server and returns when clients may come.
  func start(_ words: [String]) throws -> Process {
    let output = Pipe()
    let process = process(words, output)
    try process.run()
    var log = Data()
    while !String(decoding: log, as: UTF8.self).contains("eady to accept connections") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else {
        throw ServerEnded(log: String(decoding: log, as: UTF8.self))
      }
      log += more
    }
    return process
  }

  private func process(_ words: [String], _ output: Pipe) -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    return process
  }

  private struct ServerEnded: Error {
    let log: String
  }
}
