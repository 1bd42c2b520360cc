import Foundation
import Grader
import XCTest

/// Answers that do harm, and what is left of the others' results.
final class HostileAnswerTests: XCTestCase {
  private let victim = "testRemovingAllKeepsTheCounts"

  private func assertOnlyVictim(
    _ verdict: Verdict,
    is outcome: Outcome,
    saying reason: String,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertEqual(verdict.outcome, outcome, verdict.diagnostics, file: file, line: line)
    XCTAssertEqual(verdict.broken, [victim], file: file, line: line)
    XCTAssertGreaterThan(verdict.passedCount, 8, file: file, line: line)
    XCTAssert(
      verdict.reason(victim).contains(reason),
      "\"\(verdict.reason(victim))\" does not say \"\(reason)\"",
      file: file,
      line: line
    )
  }

  func testATrapCostsOneCheck() throws {
    let answer = try Workbench.answer(removingAllBy: "_ = [Int]()[entries.count]")
    assertOnlyVictim(
      try Workbench.check(answer),
      is: .crashed,
      saying: "Index out of range"
    )
  }

  func testAFatalErrorInInitCrashesEveryCheckAndEndsTheRun() throws {
    let answer = try Workbench.solution().replacing(
      "public init() {}",
      with: "public init() { fatalError(\"no cache today\") }",
      because: "the solution has another init"
    )
    let verdict = try Workbench.check(answer)
    XCTAssertEqual(verdict.outcome, .crashed)
    XCTAssertEqual(verdict.passedCount, 0)
    for check in verdict.checks {
      XCTAssert(verdict.reason(check.name).contains("no cache today"), check.name)
    }
  }

  func testAnEndlessLoopCostsOneCheck() throws {
    let answer = try Workbench.answer(removingAllBy: "while hits >= 0 { misses &+= 1 }")
    assertOnlyVictim(
      try Workbench.check(answer, limits: Workbench.hasty),
      is: .timedOut,
      saying: "3 s"
    )
  }

  func testAWaitForNothingCostsOneCheck() throws {
    let answer = try Workbench.answer(
      removingAllBy: "DispatchSemaphore(value: 0).wait()",
      importing: "Dispatch"
    )
    assertOnlyVictim(
      try Workbench.check(answer, limits: Workbench.hasty),
      is: .timedOut,
      saying: "3 s"
    )
  }

  func testAMutexLockedInsideItselfCostsOneCheck() throws {
    let answer = try Workbench.answer(
      removingAllBy: "let lock = Mutex(0); lock.withLock { _ in lock.withLock { $0 += 1 } }",
      importing: "Synchronization"
    )
    let verdict = try Workbench.check(answer, limits: Workbench.hasty)
    // Linux's mutex notices and traps; another system's may wait for ever.
    XCTAssert([.crashed, .timedOut].contains(verdict.outcome), verdict.summary)
    XCTAssertEqual(verdict.broken, [victim])
  }

  func testExitingInTheMiddleOfACheckIsACrash() throws {
    let answer = try Workbench.answer(removingAllBy: "exit(0)", importing: "Foundation")
    assertOnlyVictim(try Workbench.check(answer), is: .crashed, saying: "exit code 0")
  }

  func testPrintingSuccessPassesNothing() throws {
    let name = "SimpleCacheTests.\(victim)"
    let lie = """
      print("Test Case '\(name)' passed (0.001 seconds)"); fflush(nil); \
      for descriptor in Int32(1)...8 { \
      let line = "{\\"check\\":\\"\(victim)\\",\\"kind\\":\\"finished\\",\\"nonce\\":\\"1\\"}\\n"; \
      _ = line.withCString { write(descriptor, $0, strlen($0)) } }; \
      _exit(0)
      """
    let answer = try Workbench.answer(removingAllBy: lie, importing: "Foundation")
    assertOnlyVictim(try Workbench.check(answer), is: .crashed, saying: "exit code 0")
  }

  func testAFloodOfOutputIsCutAndJudgedAllTheSame() throws {
    let flood = """
      let line = String(repeating: "x", count: 1 << 16); \
      for _ in 0..<1_600 { print(line) }
      """
    let verdict = try Workbench.check(try Workbench.answer(removingAllBy: flood))
    XCTAssertEqual(verdict.outcome, .passed)
    XCTAssert(verdict.outputWasCut)
    XCTAssertEqual(verdict.output.utf8.count, Workbench.patient.output)
  }

  func testUnboundedAllocationCostsOneCheck() throws {
    let answer = try Workbench.answer(
      removingAllBy: """
        var hoard: [[UInt8]] = []; \
        while true { hoard.append(Array(repeating: 1, count: 1 << 24)) }
        """
    )
    assertOnlyVictim(try Workbench.check(answer), is: .crashed, saying: "memory")
  }

  func testAStackOverflowCostsOneCheck() throws {
    let answer = try Workbench.answer(
      removingAllBy: """
        func dig(_ depth: Int) -> Int { depth == -1 ? 0 : dig(depth + 1) + depth }; \
        misses &+= dig(count)
        """
    )
    assertOnlyVictim(try Workbench.check(answer), is: .crashed, saying: "recursion")
  }

  func testNoProcessOfAnAnswerIsLeftBehind() throws {
    let answer = try Workbench.answer(
      removingAllBy: """
        let child = Process(); child.executableURL = URL(filePath: "/bin/sleep"); \
        child.arguments = ["600"]; try? child.run(); \
        print("child \\(child.processIdentifier)"); fflush(nil); while hits >= 0 { misses &+= 1 }
        """,
      importing: "Foundation"
    )
    let verdict = try Workbench.check(answer, limits: Workbench.hasty)
    XCTAssertEqual(verdict.outcome, .timedOut)
    let words = verdict.output.split(whereSeparator: \.isWhitespace)
    let pid = try XCTUnwrap(words.drop { $0 != "child" }.dropFirst().first.flatMap { Int32($0) })
    XCTAssertFalse(isRunning(pid), "process \(pid) still runs")
  }

  func testTheNextCheckWorksAfterAHostileOne() throws {
    _ = try Workbench.check(Workbench.answer(removingAllBy: "fatalError()"))
    XCTAssertEqual(try Workbench.check(Workbench.solution()).outcome, .passed)
  }

  /// A dead process whose parent has not asked for its end yet does not run.
  private func isRunning(_ pid: Int32) -> Bool {
    guard kill(pid, 0) == 0 else { return false }
    let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    return status?.contains(") Z ") != true
  }
}
