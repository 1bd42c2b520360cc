import Foundation
import Synchronization
import XCTest

@testable import BuildKit
@testable import Grader

final class CancellationTests: XCTestCase {
  private func folder(answering code: String) throws -> (CourseFolder, String) {
    let folder = try Workbench.copy()
    let simple = try Workbench.exercise("simple-cache")
    try Workbench.answer(removingAllBy: code, importing: "Foundation")
      .write(toFile: folder.path(simple.stubPath), atomically: true, encoding: .utf8)
    return (folder, folder.path(simple.stubPath))
  }

  func testACancelledCheckEndsAtOnceWithItsProcesses() throws {
    let mark = Workbench.scratch + "/started-\(UUID().uuidString)"
    let (folder, _) = try folder(
      answering: """
        try? "\\(getpid())".write(toFile: "\(mark)", atomically: true, encoding: .utf8); \
        while hits >= 0 { misses &+= 1 }
        """
    )
    let checker = try Checker(folder: folder, limits: Limits(seconds: 60, secondsPerCheck: 60))
    let started = Mutex<Int32?>(nil)
    XCTAssertThrowsError(
      try checker.check(Workbench.exercise("simple-cache")) { _ in
      } isCancelled: {
        let pid = (try? String(contentsOfFile: mark, encoding: .utf8)).flatMap { Int32($0) }
        if let pid { started.withLock { $0 = pid } }
        return pid != nil
      }
    ) { XCTAssertEqual($0 as? KitFailure, .cancelled) }
    let pid = try XCTUnwrap(started.withLock { $0 }, "the loop never began")
    XCTAssertNotEqual(kill(pid, 0), 0, "process \(pid) still runs")
  }

  func testAnAnswerEndsWhenItsCheckerIsKilled() throws {
    let (folder, answer) = try folder(answering: "while hits >= 0 { misses &+= 1 }")
    let checker = try Checker(folder: folder)
    let simple = try Workbench.exercise("simple-cache")
    let exam = try Exam(simple, in: folder, support: checker.prepared(for: 1))
    let file = try AnswerFile(path: answer, in: folder, fix: "")
    let product = try AnswerBuilder(
      checker: checker,
      exam: exam
    ).build(file) {}
    guard case .program(let program) = product else { return XCTFail("it does not compile") }

    // A checker that is gone: nobody holds the reading end of the results.
    let results = try Platform.pipe().get()
    let order = try InputFile(Data("1\ntestRemovingAllKeepsTheCounts".utf8))
    let silence = open("/dev/null", O_WRONLY)
    defer { close(silence) }
    let pid = try Platform.spawn(
      program,
      arguments: [],
      environment: [:],
      descriptors: [order.descriptor, silence, silence, results.write]
    ).get()
    close(results.write)
    close(results.read)
    XCTAssertEqual(Platform.ending(of: pid, wait: true), .killed(SIGKILL))
  }
}
