import Curriculum
import Foundation
import Grader
import XCTest

@testable import Audit

/// The course with one exercise in a folder of its own, where it can be spoiled.
///
/// What a test does not spoil is a link to the original. All copies share what the checker compiles.
struct CourseCopy {
  let folder: CourseFolder
  let exercise: Exercise

  /// Goes away after the last test.
  private static let scratch: String = {
    let path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/audit-\(UUID().uuidString)"
    XCTestObservationCenter.shared.addTestObserver(ScratchRemover(path: path))
    return path
  }()

  private static let clone = CourseFolder(
    root: URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path
      .removingClosingSlash
  )

  /// - Parameter id: The exercise whose files are copied rather than linked.
  init(of id: String = "simple-cache") throws {
    exercise = try XCTUnwrap(Course.exercise(id), "no exercise \(id)")
    folder = CourseFolder(
      root: "\(Self.scratch)/\(UUID().uuidString)",
      state: "\(Self.scratch)/state"
    )
    for path in ["Sources", "Docs", "Package.swift"] { try link(path) }
    for path in [exercise.stubPath, exercise.solutionPath, exercise.checksPath] {
      try copy(path)
    }
    if exercise.id == "simple-cache" { try write(Self.mistakes, to: exercise.mistakesPath) }
    // Whoever runs the tests may have begun to work, or to write the stub anew and not locked it yet.
    if let stub = try? Stubs(folder: Self.clone).original(exercise) {
      try write(stub, to: exercise.stubPath)
    }
    try Stubs.writeLock(for: [exercise], in: folder)
  }

  /// Few mistakes, so that an audit is quick, and none of those that the course happens to have.
  static let mistakes = #"""
    == NilIsAMiss
    caught by testACachedNilIsAnEntry
    What the entry holds decided whether it is one.
    @@
    -    guard let value = entries[key] else {
    +    guard let value = entries[key], "\(value)" != "nil" else {

    == RemovingCounts
    caught by testOnlyReadsCountAsAccesses
    The value to be removed was read first, and the read was
    counted.
    @@
       public mutating func remove(_ key: Key) -> Value? {
    -    entries.removeValue(forKey: key)
    +    hits += 1
    +    return entries.removeValue(forKey: key)

    == RemoveAllForgets
    caught by testRemovingAllKeepsTheCounts
    Emptying the cache rewrote history.
    @@
         entries.removeAll()
    +    (hits, misses) = (0, 0)

    """#

  /// Puts a copy in the place of a link to a file or to a whole folder.
  func copyAgain(_ path: String) throws {
    try remove(path)
    try copy(path)
  }

  func write(_ text: String, to path: String) throws {
    try makeFolder(of: path)
    try text.write(toFile: owned(path), atomically: true, encoding: .utf8)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOfFile: folder.path(path), encoding: .utf8)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: owned(path))
  }

  /// Replaces the one place in a file where `part` stands.
  func replace(_ part: String, with other: String, in path: String) throws {
    let text = try read(path)
    XCTAssertEqual(text.ranges(of: part).count, 1, "\(path) holds \(part) not just once")
    try write(text.replacing(part, with: other), to: path)
  }

  /// The line, counted from 1, that a finding should name.
  func line(of part: String, in path: String) throws -> Int {
    let lines = try read(path).split(separator: "\n", omittingEmptySubsequences: false)
    return try XCTUnwrap(lines.firstIndex { $0.contains(part) }, "\(path) lacks \(part)") + 1
  }

  func auditor() throws -> Auditor { try Auditor(folder: folder) }

  /// What the audit of the exercise has against it.
  func audit() async throws -> [Finding] {
    try await auditor().audit([exercise], commands: []) { _ in
    } finished: { _ in
    }
  }

  private func copy(_ path: String) throws {
    try makeFolder(of: path)
    // A link would be copied as one, and a test would then spoil what it leads to.
    let original = URL(filePath: Self.clone.path(path)).resolvingSymlinksInPath().path
    try FileManager.default.copyItem(atPath: original, toPath: owned(path))
  }

  /// The absolute path of a file that may be spoiled: one that no link leads out of the copy to.
  private func owned(_ path: String) throws -> String {
    let place = URL(filePath: folder.path(path)).deletingLastPathComponent()
    struct Foreign: Error { let path: String }
    guard "\(place.resolvingSymlinksInPath().path)/".hasPrefix("\(folder.root)/") else {
      throw Foreign(path: path)
    }
    return folder.path(path)
  }

  private func link(_ path: String) throws {
    try makeFolder(of: path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(path),
      withDestinationPath: Self.clone.path(path)
    )
  }

  private func makeFolder(of path: String) throws {
    let place = URL(filePath: folder.path(path)).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
  }
}

/// Removes what the tests wrote when they have all run.
private final class ScratchRemover: NSObject, XCTestObservation {
  private let path: String

  init(path: String) { self.path = path }

  func testBundleDidFinish(_ testBundle: Bundle) {
    try? FileManager.default.removeItem(atPath: path)
  }
}

extension String {
  fileprivate var removingClosingSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }
}

/// Asserts that there is one finding, in that file and line, whose message contains the words.
func expectOnly(
  _ findings: [Finding],
  in file: String,
  line: Int? = nil,
  says words: String...,
  source: StaticString = #filePath,
  at sourceLine: UInt = #line
) {
  guard let finding = findings.first, findings.count == 1 else {
    return XCTFail("not one finding but \(findings)", file: source, line: sourceLine)
  }
  XCTAssertEqual(finding.file, file, file: source, line: sourceLine)
  XCTAssertEqual(finding.line, line, file: source, line: sourceLine)
  for text in words where !finding.message.contains(text) {
    XCTFail("\"\(finding.message)\" lacks \"\(text)\"", file: source, line: sourceLine)
  }
}
