import Console
import Grader
import XCTest

@testable import Commands

final class VerdictReportTests: XCTestCase {
  private static let file = "Tests/Week1Tests/TTLCacheTests.swift"

  private func check(
    _ sentence: String,
    _ line: Int,
    _ status: CheckResult.Status,
    step: String = ""
  ) -> CheckResult {
    CheckResult(
      name: "test",
      sentence: sentence,
      step: step,
      file: Self.file,
      line: line,
      status: status,
      seconds: 0
    )
  }

  private func report(
    _ outcome: Outcome,
    _ checks: [CheckResult] = [],
    diagnostics: String = "",
    output: String = "",
    columns: Int = 80,
    isVerbose: Bool = false,
    of exercise: String = "ttl-cache"
  ) -> String {
    let verdict = Verdict(
      exercise: exercise,
      outcome: outcome,
      checks: checks,
      diagnostics: diagnostics,
      output: output,
      seconds: 0.41,
      answer: ""
    )
    return VerdictReport(
      verdict: verdict,
      style: .plain,
      columns: columns,
      isVerbose: isVerbose
    ).lines.joined(separator: "\n")
  }

  private var failing: [CheckResult] {
    let message = "expected  nil          at t = 100 s\nactual    \"blue\""
    return [
      check("a value is found again", 10, .passed),
      check(
        "an entry expires exactly at its deadline",
        40,
        .failed([Failure(message: message, file: Self.file, line: 42)])
      ),
      check(
        "overwriting starts a new lifetime",
        50,
        .failed([Failure(message: "expected  1\nactual    2", file: Self.file, line: 57)])
      ),
      check("purging counts what it removed", 60, .skipped("needs the check above")),
    ]
  }

  func testTheFirstFailureIsWholeAndTheRestTakeALineEach() {
    XCTAssertEqual(
      report(.fails, failing),
      """
      ✗ ttl-cache  1 of 4 passed                                                0.41 s
        ✗ an entry expires exactly at its deadline
          expected  nil          at t = 100 s
          actual    "blue"
          at        Tests/Week1Tests/TTLCacheTests.swift:42
        ✗ overwriting starts a new lifetime                                    line 57
        · purging counts what it removed                skipped: needs the check above
        ✓ 1 other passes
      """
    )
  }

  func testVerboseShowsEveryFailureThePassedChecksAndTheOutput() {
    XCTAssertEqual(
      report(.fails, failing, output: "hello\n", isVerbose: true),
      """
      ✗ ttl-cache  1 of 4 passed                                                0.41 s
        ✓ a value is found again
        ✗ an entry expires exactly at its deadline
          expected  nil          at t = 100 s
          actual    "blue"
          at        Tests/Week1Tests/TTLCacheTests.swift:42
        ✗ overwriting starts a new lifetime
          expected  1
          actual    2
          at        Tests/Week1Tests/TTLCacheTests.swift:57
        · purging counts what it removed                skipped: needs the check above

        printed by your code:
          hello
      """
    )
  }

  func testANarrowScreenBreaksLinesAndCutsNothing() {
    XCTAssertEqual(
      report(.fails, failing, columns: 40),
      """
      ✗ ttl-cache  1 of 4 passed        0.41 s
        ✗ an entry expires exactly at its
          deadline
          expected  nil          at t = 100 s
          actual    "blue"
          at        Tests/Week1Tests/TTLCacheTests.swift:42
        ✗ overwriting starts a new lifetime
          line 57
        · purging counts what it removed
          skipped: needs the check above
        ✓ 1 other passes
      """
    )
  }

  func testACrashNamesTheCheckThatItHappenedIn() {
    let checks = [
      check("removing is harmless", 30, .crashed("Fatal error: Index out of range")),
      check("the rest", 40, .timedOut("stopped after 4 s")),
      check("the end", 50, .notRun("the exercise's time was up")),
    ]
    XCTAssertEqual(
      report(.crashed, checks),
      """
      ✗ ttl-cache  crashed  0 of 3 passed                                       0.41 s
        ✗ removing is harmless
          Fatal error: Index out of range
          in        Tests/Week1Tests/TTLCacheTests.swift:30
        ✗ the rest                                                           timed out
        · the end                                  not run: the exercise's time was up
      """
    )
  }

  func testWhatDoesNotCompileShowsTheCompilersWordsWhole() {
    let message = "Exercises/Week1/TTLCache.swift:3:1: error: expected '}'\n1 | struct TTLCache {\n"
    XCTAssertEqual(
      report(.doesNotCompile, diagnostics: message),
      """
      ✗ ttl-cache  does not compile                                             0.41 s
        Exercises/Week1/TTLCache.swift:3:1: error: expected '}'
        1 | struct TTLCache {
      """
    )
  }

  func testALongSentenceOfTheCompilerIsBrokenBetweenWordsAndItsCodeIsNot() {
    let code = "12 |   let value: Int = \"a text that is longer than the screen is wide\""
    let message = "Exercises/Week1/TTLCache.swift:12:20: error: cannot convert it\n\(code)"
    XCTAssertEqual(
      report(.doesNotCompile, diagnostics: message, columns: 52),
      """
      ✗ ttl-cache  does not compile                 0.41 s
        Exercises/Week1/TTLCache.swift:12:20: error:
          cannot convert it
        \(code)
      """
    )
  }

  func testAPassIsOneLine() {
    XCTAssertEqual(
      report(.passed, [check("a", 1, .passed), check("b", 2, .passed)]),
      "✓ ttl-cache  passed  all 2 checks                                         0.41 s"
    )
  }

  func testTheHeadlineSaysWhichStepWasReached() {
    let steps = [
      check("a", 1, .passed, step: "Storing"),
      check("b", 2, .failed([Failure(message: "expected  1", file: "", line: 2)]), step: "Expiry"),
      check("c", 3, .passed, step: "TTL in numbers"),
    ]
    XCTAssertTrue(report(.fails, steps).contains("2 of 3 passed, step 2 of 3, expiry   "))
    XCTAssertTrue(report(.crashed, steps).contains("2 of 3 passed, step 2 of 3, expiry   "))
    XCTAssertFalse(report(.passed, [steps[0]]).contains("step"))
    let last = [steps[0], check("c", 3, .crashed("SIGSEGV"), step: "TTL in numbers")]
    XCTAssertTrue(report(.crashed, last).contains("step 2 of 2, TTL in numbers"))
  }

  func testAnUneditedStubShowsTheContractInShort() {
    XCTAssertEqual(
      report(.notStarted, failing),
      """
      · ttl-cache  not started                                                  0.41 s
        · an entry expires exactly at its deadline
        · overwriting starts a new lifetime
        · purging counts what it removed
      """
    )
  }

  func testAnUneditedStubWithAFaultToFindShowsTheFault() {
    XCTAssertEqual(
      report(.notStarted, Array(failing.prefix(2)), of: "redis-lock"),
      """
      · redis-lock  not started                                                 0.41 s
        ✗ an entry expires exactly at its deadline
          expected  nil          at t = 100 s
          actual    "blue"
          at        Tests/Week1Tests/TTLCacheTests.swift:42
        ✓ 1 other passes
      """
    )
  }
}
