import Curriculum
import Foundation
import Grader
import XCTest

/// A copy of the course in a folder of its own, and one of the built programs to run in it.
public struct CourseProcess {
  public let folder: CourseFolder
  private let program: String

  public struct Ending {
    public let code: Int32
    public let output: String
    public let errors: String
  }

  /// Copies what `course` reads; the copy goes away with the test.
  public init(for test: XCTestCase, program: String = "course") throws {
    self.program = program
    let root = FileManager.default.temporaryDirectory.path + "/course-\(UUID().uuidString)"
    folder = CourseFolder(root: root, state: root + "/.course")
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    test.addTeardownBlock { try FileManager.default.removeItem(atPath: root) }
    for name in ["Exercises", "Solutions"] {
      try FileManager.default.copyItem(
        atPath: Self.clone.path(name),
        toPath: folder.path(name)
      )
    }
    // Whoever runs the tests may have begun to work: here, what there is counts as the stubs.
    try Stubs.writeLock(for: Course.exercises, in: folder)
  }

  /// Runs the program as a person at a pipe would, with a dumb input.
  public func run(_ words: String..., environment: [String: String] = [:]) throws -> Ending {
    try run(words, environment: environment)
  }

  public func run(_ words: [String], environment: [String: String] = [:]) throws -> Ending {
    let process = Process()
    process.executableURL = try Self.executable(program)
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: folder.root)
    process.environment = Self.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errors = folder.root + "-errors-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: errors) }
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let complaint = FileManager.default.contents(atPath: errors) ?? Data()
    return Ending(
      code: process.terminationStatus,
      output: String(decoding: data, as: UTF8.self),
      errors: String(decoding: complaint, as: UTF8.self)
    )
  }

  /// Leaves the mark that a check of the file as it is now would leave.
  public func mark(_ id: String, _ outcome: Outcome, passed: Int, of total: Int) throws {
    let exercise = try XCTUnwrap(Course.exercise(id))
    let digest = try XCTUnwrap(folder.answerDigest(of: exercise))
    let checks = (0..<total).map { index in
      CheckResult(
        name: "test\(index)",
        sentence: "check \(index)",
        file: exercise.checksPath,
        line: index,
        status: index < passed ? .passed : .skipped("for the mark"),
        seconds: 0
      )
    }
    var progress = ProgressFile(folder: folder)
    try progress.record(Verdict(exercise: id, outcome: outcome, checks: checks, answer: digest))
  }

  public func edit(_ id: String, _ text: String) throws {
    let exercise = try XCTUnwrap(Course.exercise(id))
    try Data(text.utf8).write(to: URL(filePath: folder.path(exercise.stubPath)))
  }

  public func read(_ path: String) throws -> String {
    try String(contentsOfFile: folder.path(path), encoding: .utf8)
  }

  /// Writes a file in the copy, in a folder that need not exist yet.
  public func write(_ text: String, to path: String) throws {
    try makeFolder(of: path)
    try text.write(toFile: folder.path(path), atomically: true, encoding: .utf8)
  }

  /// Lets the copy have a folder of the clone, to be read only.
  public func link(_ path: String) throws {
    try makeFolder(of: path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(path),
      withDestinationPath: Self.clone.path(path)
    )
  }

  private func makeFolder(of path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(filePath: folder.path(path)).deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
  }

  /// The clone that these tests were built from.
  private static var clone: CourseFolder {
    let file = URL(filePath: #filePath)
    let root = file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return CourseFolder(root: String(root.path.trimmingSuffix("/")))
  }

  /// The program lies beside the bundle of the tests.
  public static func executable(_ program: String = "course") throws -> URL {
    let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(\.bundleURL)
    let places = bundles + [URL(filePath: CommandLine.arguments[0]), Bundle.main.bundleURL]
    let found = places.lazy
      .flatMap { [$0.deletingLastPathComponent(), $0] }
      .map { $0.appending(path: program) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    return try XCTUnwrap(found, "No \(program) beside \(places.map(\.path))")
  }

  /// This process's own, without what changes how text is written or goes on in the background.
  private static var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter {
      !["NO_COLOR", "CLICOLOR_FORCE", "COURSE_SUBJECT"].contains($0.key)
    }.merging(["COURSE_PREPARE": "no"]) { $1 }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    count > 1 && hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
