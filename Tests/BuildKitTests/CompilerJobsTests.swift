import XCTest

@testable import BuildKit

final class CompilerJobsTests: XCTestCase {
  func testALineIsSplitAsAShellWouldDoIt() {
    let cases = [
      ("a b  c", ["a", "b", "c"]),
      (#"-I 'two words' x"#, ["-I", "two words", "x"]),
      (#""a b" c\ d '' e"#, ["a b", "c d", "", "e"]),
      (#"'it'\''s'"#, ["it's"]),
      ("", []),
    ]
    for (line, words) in cases {
      XCTAssertEqual(CompilerJobs.words(in: line), words, line)
    }
  }
}
