import Curriculum
import XCTest

@testable import Commands

final class RuntimeWordsTests: XCTestCase {
  private let words = RuntimeWords(exercise: Course.exercise("lru-cache"))

  func testATrapInTheAnswerNamesTheFileThatIsEdited() {
    XCTAssertEqual(
      words.cause("Week1/LRUCache.swift:48: Fatal error: no cache today"),
      "Exercises/Week1/LRUCache.swift:48: Fatal error: no cache today"
    )
    XCTAssertEqual(
      words.cause("Week1/LRUCacheTests.swift:7: Fatal error: Unexpectedly found nil"),
      "Tests/Week1Tests/LRUCacheTests.swift:7: Fatal error: Unexpectedly found nil"
    )
  }

  func testALineOfTheStandardLibraryIsNoPlaceToLook() {
    XCTAssertEqual(
      words.cause("Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range"),
      "Fatal error: Index out of range"
    )
  }

  func testALockThatCannotBeHadIsExplained() {
    let cause = words.cause(
      "Synchronization/LinuxImpl.swift:157: Fatal error: Recursive call to lock Mutex"
    )
    XCTAssertTrue(cause.hasPrefix("Fatal error: Recursive call to lock Mutex: "), cause)
    XCTAssertTrue(cause.contains("two threads wait for each other"), cause)
  }

  func testOtherCausesStayAsTheyAre() {
    for cause in ["SIGSEGV: memory", "it used more than 1024 MiB of memory", ""] {
      XCTAssertEqual(words.cause(cause), cause)
      XCTAssertEqual(RuntimeWords(exercise: nil).cause(cause), cause)
    }
  }

  func testWhatTheAnswerPrintedIsKeptAndTheReportOfACrashIsNot() {
    let printed = [
      "before",
      "Week1/LRUCache.swift:48: Fatal error: no cache today",
      "Current stack trace:",
      "0    libswiftCore.so                    0x00007f59cd15f130 swift_reportError + 33",
      "12   program                            0x000055e9065fef02 <unavailable> + 278274",
      "1    is not a frame",
      "after",
    ]
    XCTAssertEqual(words.withoutReports(printed), ["before", "1    is not a frame", "after"])
  }
}
