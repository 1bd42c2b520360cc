import Curriculum
import Foundation
import Grader
import XCTest

/// The course itself, with a folder of its own for what the checker keeps, and answers to try.
enum Workbench {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path

  static let scratch = NSTemporaryDirectory() + "grader-tests-\(UUID().uuidString)"

  static let folder = CourseFolder(root: trimmed(root), state: scratch + "/state")

  /// Long enough for a machine that does much else, where an answer ends by itself.
  static let patient = Limits(seconds: 120, secondsPerCheck: 60)

  /// For answers that do not end.
  static let hasty = Limits(seconds: 60, secondsPerCheck: 3)

  static func exercise(_ id: String) throws -> Exercise {
    try XCTUnwrap(Course.exercise(id), "no exercise \(id)")
  }

  static func check(
    _ answer: String,
    of id: String = "simple-cache",
    limits: Limits = patient
  ) throws -> Verdict {
    try check(Data(answer.utf8), of: id, limits: limits)
  }

  static func check(
    _ answer: Data,
    of id: String = "simple-cache",
    limits: Limits = patient
  ) throws -> Verdict {
    let place = scratch + "/answers/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let path = place + "/Answer.swift"
    try answer.write(to: URL(filePath: path))
    return try Checker(folder: folder, limits: limits).check(exercise(id), answer: path)
  }

  /// The reference of `simple-cache` with `removeAll` doing something else first.
  ///
  /// One check alone calls it, so whatever goes wrong there must cost that check alone.
  static func answer(removingAllBy code: String, importing module: String = "") throws -> String {
    try solution().replacing(
      "  public mutating func removeAll() {\n",
      with: "  public mutating func removeAll() {\n    \(code)\n",
      because: "the solution has another removeAll"
    ).prefixed(module.isEmpty ? "" : "import \(module)\n")
  }

  /// The course with exercises of its own to edit; everything else is the original.
  static func copy() throws -> CourseFolder {
    let root = scratch + "/copy-\(UUID().uuidString)"
    let files = FileManager.default
    try files.createDirectory(atPath: root, withIntermediateDirectories: true)
    for name in ["Sources", "Tests", "Solutions"] {
      try files.createSymbolicLink(
        atPath: "\(root)/\(name)",
        withDestinationPath: folder.path(name)
      )
    }
    try files.copyItem(atPath: folder.path("Exercises"), toPath: "\(root)/Exercises")
    return CourseFolder(root: root, state: folder.state)
  }

  static func solution(_ id: String = "simple-cache") throws -> String {
    try String(contentsOfFile: folder.path(exercise(id).solutionPath), encoding: .utf8)
  }

  private static func trimmed(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

extension String {
  func replacing(_ part: String, with other: String, because reason: String) throws -> String {
    let text = replacingOccurrences(of: part, with: other)
    return try XCTUnwrap(text == self ? nil : text, reason)
  }

  func prefixed(_ text: String) -> String { text + self }
}

extension Verdict {
  /// The checks that did not pass, by name.
  var broken: [String] { checks.filter { $0.status != .passed }.map(\.name) }

  func status(_ name: String) -> CheckResult.Status? { checks.first { $0.name == name }?.status }

  /// What the checker says of a check that crashed or was timed out.
  func reason(_ name: String) -> String {
    switch status(name) {
    case .crashed(let reason), .timedOut(let reason), .notRun(let reason): reason
    default: ""
    }
  }
}
