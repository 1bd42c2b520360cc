import BuildKit
import Foundation
import Grader
import XCTest

/// Answers that do harm, and what is left of the others' results.
final class HostileAnswerTests: XCTestCase {
  private static let victim = "testRemovingAllKeepsTheCounts"

  /// What `removeAll` of the reference does first; one check alone calls it.
  private struct Harm: Sendable {
    let name: String
    let code: String
    var module = ""
    let limits: Limits
    let outcomes: [Outcome]
    let reason: String

    init(
      _ name: String,
      _ code: String,
      importing module: String = "",
      limits: Limits = Workbench.patient,
      is outcomes: Outcome...,
      saying reason: String = ""
    ) {
      self.name = name
      self.code = code
      self.module = module
      self.limits = limits
      self.outcomes = outcomes
      self.reason = reason
    }
  }

  private static let harms = [
    Harm("trap", "_ = [Int]()[entries.count]", is: .crashed, saying: "Index out of range"),
    Harm(
      "endless loop",
      "while hits >= 0 { misses &+= 1 }",
      limits: Workbench.hasty,
      is: .timedOut,
      saying: "3 s"
    ),
    Harm(
      "wait for nothing",
      "DispatchSemaphore(value: 0).wait()",
      importing: "Dispatch",
      limits: Workbench.hasty,
      is: .timedOut,
      saying: "3 s"
    ),
    // Linux's mutex notices and traps; another system's may wait for ever.
    Harm(
      "mutex locked inside itself",
      "let lock = Mutex(0); lock.withLock { _ in lock.withLock { $0 += 1 } }",
      importing: "Synchronization",
      limits: Workbench.hasty,
      is: .crashed,
      .timedOut
    ),
    Harm("exit", "exit(0)", importing: "Foundation", is: .crashed, saying: "exit code 0"),
    Harm(
      "success that is only printed",
      """
      print("Test Case 'SimpleCacheTests.\(victim)' passed (0.001 seconds)"); fflush(nil); \
      for descriptor in Int32(1)...8 { \
      let line = "{\\"check\\":\\"\(victim)\\",\\"kind\\":\\"finished\\",\\"nonce\\":\\"1\\"}\\n"; \
      _ = line.withCString { write(descriptor, $0, strlen($0)) } }; \
      _exit(0)
      """,
      importing: "Foundation",
      is: .crashed,
      saying: "exit code 0"
    ),
    Harm(
      "unbounded allocation",
      """
      var hoard: [[UInt8]] = []; \
      while true { hoard.append(Array(repeating: 1, count: 1 << 24)) }
      """,
      is: .crashed,
      saying: "memory"
    ),
    Harm(
      "stack overflow",
      """
      func dig(_ depth: Int) -> Int { depth == -1 ? 0 : dig(depth + 1) + depth }; \
      misses &+= dig(count)
      """,
      is: .crashed,
      saying: "recursion"
    ),
    Harm(
      leftover,
      """
      let child = Process(); child.executableURL = URL(filePath: "/bin/sleep"); \
      child.arguments = ["600"]; try? child.run(); \
      print("child \\(child.processIdentifier)"); fflush(nil); while hits >= 0 { misses &+= 1 }
      """,
      importing: "Foundation",
      limits: Workbench.hasty,
      is: .timedOut
    ),
  ]

  private static let leftover = "process left behind"

  /// All of them judged side by side: most of their time is waiting.
  private static let verdicts = Result {
    try sideBySide(harms) { (harm) throws(KitFailure) in
      do {
        return try Workbench.check(
          Workbench.answer(removingAllBy: harm.code, importing: harm.module),
          limits: harm.limits
        )
      } catch {
        throw error as? KitFailure ?? KitFailure("\(harm.name): \(error)", fix: "")
      }
    }
  }

  func testAnyHarmCostsOneCheck() throws {
    for (harm, verdict) in zip(Self.harms, try Self.verdicts.get()) {
      let summary = "\(harm.name): \(verdict.summary)\n\(verdict.diagnostics)"
      XCTAssert(harm.outcomes.contains(verdict.outcome), summary)
      XCTAssertEqual(verdict.broken, [Self.victim], harm.name)
      XCTAssertGreaterThan(verdict.passedCount, 8, harm.name)
      let reason = verdict.reason(Self.victim)
      XCTAssert(
        harm.reason.isEmpty || reason.contains(harm.reason),
        "\(harm.name): \"\(reason)\" does not say \"\(harm.reason)\""
      )
    }
  }

  func testNoProcessOfAnAnswerIsLeftBehind() throws {
    let verdicts = zip(Self.harms, try Self.verdicts.get())
    let verdict = try XCTUnwrap(verdicts.first { $0.0.name == Self.leftover }?.1)
    let words = verdict.output.split(whereSeparator: \.isWhitespace)
    let pid = try XCTUnwrap(words.drop { $0 != "child" }.dropFirst().first.flatMap { Int32($0) })
    XCTAssertFalse(isRunning(pid), "process \(pid) still runs")
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
