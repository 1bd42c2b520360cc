import Foundation
import Grader
import XCTest

/// Answers that never run, and what their authors are told.
final class RejectedAnswerTests: XCTestCase {
  private func assertRejected(
    _ verdict: Verdict,
    saying words: [String],
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertEqual(verdict.outcome, .doesNotCompile, file: file, line: line)
    XCTAssertEqual(verdict.passedCount, 0, file: file, line: line)
    XCTAssertFalse(verdict.checks.isEmpty, file: file, line: line)
    for word in words {
      XCTAssert(
        verdict.diagnostics.contains(word),
        "no \"\(word)\" in:\n\(verdict.diagnostics)",
        file: file,
        line: line
      )
    }
  }

  func testACompileErrorIsShownWithItsPlace() throws {
    let answer = "public struct SimpleCache {\n  let x: Int = \"seven\"\n}\n"
    assertRejected(
      try Workbench.check(answer),
      saying: ["Answer.swift:2:", "cannot convert value"]
    )
  }

  func testAFileThatIsNotUTF8IsNamedWithTheLine() throws {
    var data = Data("public struct SimpleCache {\n".utf8)
    data += [0xFF, 0xFE, 0x0A]
    assertRejected(try Workbench.check(data), saying: ["Answer.swift:2", "not UTF-8"])
  }

  func testAMissingFileIsNamedWithTheWayBack() throws {
    let verdict = try Checker(folder: Workbench.folder).check(
      Workbench.exercise("simple-cache"),
      answer: Workbench.scratch + "/nowhere.swift"
    )
    assertRejected(verdict, saying: ["nowhere.swift", "missing", "course reset simple-cache"])
  }

  func testNamesOfTheChecksAreRefused() throws {
    let additions = [
      ("a class of the checks", "final class SimpleCacheTests {}"),
      ("an assertion of the checks", "func expect(_ a: Bool, _ b: String) -> Bool { true }"),
      ("an assertion of XCTest", "func XCTFail(_ message: String) {}"),
      ("XCTest itself", "import XCTest"),
      ("a fixture of the checks", "struct CacheStep {}"),
    ]
    for (label, addition) in additions {
      let verdict = try Workbench.check(Workbench.solution() + "\n" + addition + "\n")
      XCTAssertEqual(verdict.outcome, .doesNotCompile, label)
      XCTAssert(verdict.diagnostics.contains("the checks"), "\(label): \(verdict.diagnostics)")
    }
  }

  func testALostPublicNameIsToldOnce() throws {
    let answer = try Workbench.solution().replacing(
      "  public var count",
      with: "  var count",
      because: "the solution has another count"
    )
    let verdict = try Workbench.check(answer)
    assertRejected(verdict, saying: ["do not fit", "'count' is inaccessible"])
    let places = verdict.diagnostics.ranges(of: /\.swift:\d+:\d+: error:/)
    XCTAssertEqual(places.count, 1, verdict.diagnostics)
  }

  func testNamesOfOnesOwnAreWelcome() throws {
    let addition =
      "private struct Ledger { var expectations = 0 }\n// expect XCTFail SimpleCacheTests\n"
    XCTAssertEqual(try Workbench.check(Workbench.solution() + addition).outcome, .passed)
  }
}
