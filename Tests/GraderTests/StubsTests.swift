import BuildKit
import Foundation
import XCTest

@testable import Grader

final class StubsTests: XCTestCase {
  /// A course of one exercise, with git or without.
  private func course(withGit: Bool) throws -> (CourseFolder, Stubs) {
    let exercise = try Workbench.exercise("simple-cache")
    let root = Workbench.scratch + "/stubs-\(UUID().uuidString)"
    let folder = CourseFolder(root: root, state: root + "/.course")
    let stub = try String(
      contentsOfFile: Workbench.folder.path(exercise.stubPath),
      encoding: .utf8
    )
    try FileManager.default.createDirectory(
      atPath: root + "/Exercises/Week1",
      withIntermediateDirectories: true
    )
    try stub.write(
      toFile: folder.path(exercise.stubPath),
      atomically: true,
      encoding: .utf8
    )
    try Stubs.writeLock(for: [exercise], in: folder)
    if withGit {
      let script = """
        cd '\(root)' && git init -q && git add . && git -c user.name=a -c user.email=a@localhost \
        commit -qm stub
        """
      let result = try ChildProcess(
        program: "/bin/sh",
        arguments: ["-c", script],
        environment: ProcessInfo.processInfo.environment,
        seconds: 30
      ).run()
      XCTAssertEqual(result.ending, .exited(0), result.text)
    }
    return (folder, try Stubs(folder: folder))
  }

  private func edit(_ folder: CourseFolder, to text: String?) throws {
    let path = folder.path(try Workbench.exercise("simple-cache").stubPath)
    if let text {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      try FileManager.default.removeItem(atPath: path)
    }
  }

  func testAnEditIsNoticed() throws {
    let (folder, stubs) = try course(withGit: false)
    let exercise = try Workbench.exercise("simple-cache")
    XCTAssertTrue(stubs.isUnedited(exercise))
    try edit(folder, to: "// mine\n")
    XCTAssertFalse(stubs.isUnedited(exercise))
    try edit(folder, to: nil)
    XCTAssertFalse(stubs.isUnedited(exercise))
  }

  func testResettingKeepsEveryVersionOfTheAnswer() throws {
    for withGit in [true, false] {
      let (folder, stubs) = try course(withGit: withGit)
      let exercise = try Workbench.exercise("simple-cache")
      if !withGit { try stubs.keepCopies(of: [exercise]) }
      for text in ["// first\n", "// second\n"] {
        try edit(folder, to: text)
        guard case .done(let kept?) = try stubs.reset(exercise) else {
          return XCTFail("nothing was kept")
        }
        XCTAssertEqual(try String(contentsOfFile: folder.path(kept), encoding: .utf8), text)
        XCTAssertTrue(stubs.isUnedited(exercise))
      }
    }
  }

  func testResettingAStubChangesNothing() throws {
    let (_, stubs) = try course(withGit: true)
    XCTAssertEqual(try stubs.reset(Workbench.exercise("simple-cache")), .unneeded)
  }

  func testADeletedFileComesBack() throws {
    let (folder, stubs) = try course(withGit: true)
    try edit(folder, to: nil)
    XCTAssertEqual(try stubs.reset(Workbench.exercise("simple-cache")), .done(kept: nil))
    XCTAssertTrue(stubs.isUnedited(try Workbench.exercise("simple-cache")))
  }

  func testWithoutCopyAndHistoryTheAnswerIsLeftAlone() throws {
    let (folder, stubs) = try course(withGit: false)
    try edit(folder, to: "// mine\n")
    let exercise = try Workbench.exercise("simple-cache")
    XCTAssertThrowsError(try stubs.reset(exercise))
    XCTAssertEqual(
      try String(contentsOfFile: folder.path(exercise.stubPath), encoding: .utf8),
      "// mine\n"
    )
  }
}
