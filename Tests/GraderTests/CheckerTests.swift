import Curriculum
import Foundation
import Synchronization
import XCTest

@testable import Grader

final class CheckerTests: XCTestCase {
  func testTheStubIsNotStarted() throws {
    let verdict = try Checker(folder: Workbench.folder).check(Workbench.exercise("simple-cache"))
    try XCTSkipUnless(
      Stubs(folder: Workbench.folder).isUnedited(Workbench.exercise("simple-cache")),
      "the exercise in this clone has been edited"
    )
    XCTAssertEqual(verdict.outcome, .notStarted)
    XCTAssertLessThan(verdict.passedCount, verdict.checks.count)
  }

  func testAFailureSaysWhatWasExpectedAndWhere() throws {
    let answer = try Workbench.solution().replacing(
      "hits += 1",
      with: "hits += 2",
      because: "the solution counts otherwise"
    )
    let verdict = try Workbench.check(answer)
    XCTAssertEqual(verdict.outcome, .fails)
    XCTAssertEqual(
      verdict.summary,
      "fails \(verdict.broken.count) of \(verdict.checks.count)"
    )
    guard case .failed(let failures) = verdict.status("testReadsCountAsHitsAndMisses") else {
      return XCTFail("\(verdict.checks)")
    }
    XCTAssertEqual(failures.first?.message.hasPrefix("expected  2\nactual    4\nwhen"), true)
    XCTAssertEqual(failures.first?.file, "Tests/Week1Tests/SimpleCacheTests.swift")
    XCTAssertGreaterThan(failures.first?.line ?? 0, 0)
  }

  func testChecksStandInSourceOrder() throws {
    let verdict = try Workbench.check(Workbench.solution())
    XCTAssertEqual(verdict.checks.map(\.line), verdict.checks.map(\.line).sorted())
    XCTAssertEqual(
      verdict.checks.map(\.name),
      try Checker(folder: Workbench.folder).checkNames(of: Workbench.exercise("simple-cache"))
    )
  }

  func testABrokenExerciseDoesNotTouchItsNeighbour() throws {
    let folder = try Workbench.copy()
    let lru = try Workbench.exercise("lru-cache")
    try Workbench.solution("lru-cache")
      .write(toFile: folder.path(lru.stubPath), atomically: true, encoding: .utf8)
    try "struct {".write(
      toFile: folder.path(Workbench.exercise("sieve-cache").stubPath),
      atomically: true,
      encoding: .utf8
    )
    let verdicts = try Checker(folder: folder).check([lru, Workbench.exercise("sieve-cache")]) {
      _,
      _ in
    }
    XCTAssertEqual(verdicts.map(\.outcome), [.passed, .doesNotCompile])
  }

  func testAPassIsTrustedUntilTheAnswerChanges() throws {
    let folder = try Workbench.copy()
    let lru = try Workbench.exercise("lru-cache")
    let checker = try Checker(folder: folder, trust: .passes)
    let ran = Mutex(0)
    func check(_ answer: String) throws -> Outcome {
      try answer.write(toFile: folder.path(lru.stubPath), atomically: true, encoding: .utf8)
      return try XCTUnwrap(
        checker.check([lru]) { _, step in
          if case .running = step { ran.withLock { $0 += 1 } }
        } finished: { _, _ in
        }.first
      ).outcome
    }
    let right = try Workbench.solution("lru-cache") + "// \(UUID())\n"
    let wrong = try right.replacing(
      "return list.nodes[slot].element?.value",
      with: "return nil",
      because: "the solution reads in another way"
    )
    XCTAssertEqual(try check(right), .passed)
    XCTAssertEqual(try check(right), .passed)
    XCTAssertEqual(ran.withLock { $0 }, 1, "the second time it was still the same")
    XCTAssertEqual(try check(wrong), .fails)
    XCTAssertEqual(try check(wrong), .fails)
    XCTAssertEqual(ran.withLock { $0 }, 3, "a failure is tried again")
  }

  func testVerdictsSurviveJSON() throws {
    let verdict = Verdict(
      exercise: "a",
      outcome: .crashed,
      checks: [
        CheckResult(
          name: "testB",
          sentence: "b",
          file: "f",
          line: 3,
          status: .failed([Failure(message: "m", file: "f", line: 4)]),
          seconds: 0.5
        )
      ],
      diagnostics: "d",
      output: "o",
      outputWasCut: true,
      seconds: 1,
      answer: "x"
    )
    let copy = try JSONDecoder().decode(Verdict.self, from: JSONEncoder().encode(verdict))
    XCTAssertEqual(copy.outcome, .crashed)
    XCTAssertEqual(copy.checks.first?.status, verdict.checks.first?.status)
    XCTAssertEqual(copy.output, "o")
  }

  func testEventsOfAnotherRunAreIgnored() {
    var reader = EventReader(nonce: "right")
    let lines = """
      {"check":"testA","kind":"started","nonce":"wrong"}
      not JSON
      {"check":"testB","kind":"started","nonce":"right"}
      {"check":"testC","kind":"started",
      """
    XCTAssertEqual(reader.events(in: Data(lines.utf8)).map(\.check), ["testB"])
    XCTAssertEqual(
      reader.events(in: Data("\"nonce\":\"right\"}\n".utf8)).map(\.check),
      ["testC"],
      "a line that came in two pieces"
    )
  }
}
