import XCTest

@testable import Grader

final class CheckFileTests: XCTestCase {
  func testNamesReadAsSentences() {
    let cases = [
      ("testAnEntryExpiresExactlyAtItsDeadline", "an entry expires exactly at its deadline"),
      ("testACachedNilIsAnEntry", "a cached nil is an entry"),
      ("testAnLRUCacheNeedsNoLuck", "an LRU cache needs no luck"),
      ("testT1HoldsWhatWasSeenOnce", "T1 holds what was seen once"),
      ("testAfter3ReadsItIsHot", "after 3 reads it is hot"),
      ("testReadingIsO1", "reading is O1"),
    ]
    for (name, sentence) in cases {
      XCTAssertEqual(CheckFile.sentence(of: name), sentence, name)
    }
  }

  func testMethodsOfTheClassAreFoundInOrderWithTheirLines() {
    let source = """
      import XCTest

      final class BoxTests: XCTestCase {
        // func testInAComment() {}
        let text = "func testInAString() {}"
        func testFirst() {}
        func testSecond() async throws {
          func testNested() {}
        }
        func testWithArguments(_ x: Int) {}
        private func helper() {}
      }

      extension BoxTests {
        func testThird() throws {}
      }

      final class OtherTests: XCTestCase {
        func testElsewhere() {}
      }
      """
    let methods = CheckFile(source, checkClass: "BoxTests").methods
    XCTAssertEqual(methods.map(\.name), ["testFirst", "testSecond", "testThird"])
    XCTAssertEqual(methods.map(\.line), [6, 7, 15])
    XCTAssertEqual(methods.map(\.isAsync), [false, true, false])
  }
}
