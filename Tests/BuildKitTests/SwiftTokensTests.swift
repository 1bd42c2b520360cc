import XCTest

@testable import BuildKit

final class SwiftTokensTests: XCTestCase {
  func testCommentsAndStringsHoldNoWords() {
    let cases = [
      ("a // b\nc", ["a", "c"]),
      ("a /* b /* c */ d */ e", ["a", "e"]),
      (#"a "b \" c" d"#, ["a", "d"]),
      ("a \"\"\"\nb \" c\n\"\"\" d", ["a", "d"]),
      (##"a #"b " c"# d"##, ["a", "d"]),
      ("a \"not closed\nb", ["a", "b"]),
      ("`class` x", ["class", "x"]),
    ]
    for (source, words) in cases {
      XCTAssertEqual(SwiftTokens(source).tokens.map { String($0.text) }, words, source)
    }
  }

  func testDeclarationsOutsideOfBracesAreFoundWithTheirLines() {
    let source = """
      struct Outer {
        struct Inner {}
        func method() { let local = 1 }
      }
      public final class Second {}
      func third() {}
      extension Outer { func fourth() {} }
      """
    let found = SwiftTokens(source).topLevelDeclarations
    XCTAssertEqual(found.map(\.name), ["Outer", "Second", "third"])
    XCTAssertEqual(found.map(\.line), [1, 5, 6])
  }
}
