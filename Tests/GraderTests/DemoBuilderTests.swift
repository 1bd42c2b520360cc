import BuildKit
import Curriculum
import Foundation
import XCTest

@testable import Grader

final class DemoBuilderTests: XCTestCase {
  private func build(_ answer: String) throws -> DemoBuilder.Product {
    let folder = try Workbench.copy()
    let lru = try Workbench.exercise("lru-cache")
    try answer.write(toFile: folder.path(lru.stubPath), atomically: true, encoding: .utf8)
    let demo = try XCTUnwrap(Course.demo("lru"))
    return try DemoBuilder(folder: folder).build(demo, mine: [lru])
  }

  private func output(of program: String) throws -> String {
    try ChildProcess(
      program: program,
      arguments: ["--columns", "80", "--plain"],
      environment: ProcessInfo.processInfo.environment,
      seconds: 30
    ).run().text
  }

  func testARightAnswerShowsWhatTheReferenceShows() throws {
    guard case .program(let program) = try build(Workbench.solution("lru-cache")) else {
      return XCTFail("the solution does not compile in the demo")
    }
    let transcript = try String(
      contentsOfFile: Workbench.folder.path("Tests/DemoTests/Transcripts/lru.txt"),
      encoding: .utf8
    )
    XCTAssertEqual(try output(of: program), transcript)
  }

  func testAWrongAnswerIsSeenAtWork() throws {
    let wrong = try Workbench.solution("lru-cache").replacing(
      "    list.makeNewest(slot)\n    return list",
      with: "    return list",
      because: "the solution refreshes otherwise"
    )
    guard case .program(let program) = try build(wrong) else {
      return XCTFail("the wrong answer does not compile in the demo")
    }
    XCTAssert(try output(of: program).contains("[+blog ][ help ][ shop ][ news ] ×home"))
  }

  func testAnAnswerThatDoesNotCompileIsNamed() throws {
    guard case .rejected(let messages) = try build("struct {\n") else {
      return XCTFail("nonsense was compiled")
    }
    XCTAssert(messages.contains("Exercises/Week1/LRUCache.swift:1:"), messages)
  }

  /// The hits of one replay as the program for `course simulate --mine` tells them.
  private func replay(_ answer: String, _ keys: [Int], capacity: Int) throws -> String {
    let folder = try Workbench.copy()
    let lru = try Workbench.exercise("lru-cache")
    try answer.write(toFile: folder.path(lru.stubPath), atomically: true, encoding: .utf8)
    guard case .program(let program) = try DemoBuilder(folder: folder).buildReplay(mine: [lru])
    else { return "rejected" }
    let file = folder.path("keys")
    try keys.withUnsafeBytes { Data($0) }.write(to: URL(filePath: file))
    let text = try ChildProcess(
      program: program,
      arguments: [file, "mark", "lru", "\(capacity)", "sieve", "\(capacity)"],
      environment: ProcessInfo.processInfo.environment,
      seconds: 30
    ).run().text
    return text.split(separator: "\n").map {
      $0.split(separator: " ").prefix(5).joined(separator: " ")
    }.joined(separator: "; ")
  }

  func testATraceIsReplayedThroughTheAnswerAndTheReference() throws {
    let keys = [1, 2, 3, 1, 4, 1, 2, 5, 1]
    XCTAssertEqual(
      try replay(Workbench.solution("lru-cache"), keys, capacity: 3),
      "mark lru 3; mark lru 3 3 6; mark sieve 3; mark sieve 3 3 6"
    )
    let wrong = try Workbench.solution("lru-cache").replacing(
      "    list.makeNewest(slot)\n    return list",
      with: "    return list",
      because: "the solution refreshes otherwise"
    )
    XCTAssertEqual(
      try replay(wrong, keys, capacity: 3),
      "mark lru 3; mark lru 3 2 7; mark sieve 3; mark sieve 3 3 6"
    )
  }
}
