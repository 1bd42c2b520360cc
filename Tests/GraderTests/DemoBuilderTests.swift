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
      "    makeNewest(slot)\n    return nodes[slot].value",
      with: "    return nodes[slot].value",
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
}
