import Foundation
import Grader
import XCTest

final class ProgressTests: XCTestCase {
  private func folder() throws -> CourseFolder {
    let root = Workbench.scratch + "/progress-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    return CourseFolder(root: root, state: root + "/state")
  }

  private func verdict(_ outcome: Outcome, of id: String = "simple-cache") -> Verdict {
    let checks = [
      CheckResult(
        name: "testA",
        sentence: "a",
        file: "",
        line: 1,
        status: outcome == .passed ? .passed : .failed([]),
        seconds: 0
      )
    ]
    return Verdict(exercise: id, outcome: outcome, checks: checks, answer: "abc")
  }

  func testWhatWasRecordedIsReadBack() throws {
    let folder = try folder()
    var progress = ProgressFile(folder: folder)
    try progress.record(verdict(.timedOut))
    try progress.recordHint("simple-cache", shown: 2)
    try progress.recordQuiz(week: 1, score: 9)
    let read = ProgressFile(folder: folder)
    XCTAssertEqual(
      read.marks["simple-cache"],
      ProgressFile.Mark(outcome: .timedOut, passed: 0, total: 1, answer: "abc")
    )
    XCTAssertEqual(read.hintsShown, ["simple-cache": 2])
    XCTAssertEqual(read.quizScores, [1: 9])
  }

  func testTheLadderAndTheScoreNeverGoDown() throws {
    var progress = ProgressFile(folder: try folder())
    try progress.recordHint("simple-cache", shown: 3)
    try progress.recordHint("simple-cache", shown: 1)
    try progress.recordQuiz(week: 1, score: 9)
    try progress.recordQuiz(week: 1, score: 4)
    XCTAssertEqual(progress.hintsShown, ["simple-cache": 3])
    XCTAssertEqual(progress.quizScores, [1: 9])
  }

  func testTwoProgramsDoNotUndoEachOther() throws {
    let folder = try folder()
    var one = ProgressFile(folder: folder)
    var other = ProgressFile(folder: folder)
    try one.record(verdict(.passed, of: "simple-cache"))
    try other.record(verdict(.passed, of: "lru-cache"))
    XCTAssertEqual(Set(ProgressFile(folder: folder).marks.keys), ["simple-cache", "lru-cache"])
  }

  func testDamageThatIsNoTextCostsItsOwnLineAlone() throws {
    let folder = try folder()
    var progress = ProgressFile(folder: folder)
    try progress.record(verdict(.passed))
    let damaged = try Data(contentsOf: URL(filePath: progress.path)) + [0xFF, 0xFE, 0x0A]
    try damaged.write(to: URL(filePath: progress.path))
    XCTAssertEqual(ProgressFile(folder: folder).marks, progress.marks)
    try progress.recordHint("simple-cache", shown: 1)
    XCTAssertEqual(ProgressFile(folder: folder).marks, progress.marks)
  }

  func testNumbersThatCannotBeAreSkipped() throws {
    let folder = try folder()
    try FileManager.default.createDirectory(
      atPath: folder.state,
      withIntermediateDirectories: true
    )
    let text = "check a 3/2 d passed\ncheck b -1/2 d fails\nhint a -5\nquiz 1 -2\nquiz 2 3\n"
    try text.write(toFile: ProgressFile(folder: folder).path, atomically: true, encoding: .utf8)
    let progress = ProgressFile(folder: folder)
    XCTAssertEqual(progress.marks, [:])
    XCTAssertEqual(progress.hintsShown, [:])
    XCTAssertEqual(progress.quizScores, [2: 3])
  }

  func testMarksThatAreMadeAtTheSameTimeAreAllKept() throws {
    let folder = try folder()
    let ids = (0..<40).map { "exercise-\($0)" }
    let verdicts = ids.map { verdict(.passed, of: $0) }
    DispatchQueue.concurrentPerform(iterations: verdicts.count) { index in
      var progress = ProgressFile(folder: folder)
      do { try progress.record(verdicts[index]) } catch { XCTFail("\(error)") }
    }
    XCTAssertEqual(Set(ProgressFile(folder: folder).marks.keys), Set(ids))
  }

  func testDamagedLinesAreSkipped() throws {
    let folder = try folder()
    try FileManager.default.createDirectory(
      atPath: folder.state,
      withIntermediateDirectories: true
    )
    let text = "check\ncheck a 1/x y passed\n\u{0}\u{1}\nhint lru-cache 1\ncheck b 1/1 d great\n"
    try text.write(toFile: ProgressFile(folder: folder).path, atomically: true, encoding: .utf8)
    let progress = ProgressFile(folder: folder)
    XCTAssertEqual(progress.marks, [:])
    XCTAssertEqual(progress.hintsShown, ["lru-cache": 1])
  }
}
