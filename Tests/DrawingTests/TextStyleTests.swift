import Drawing
import XCTest

final class TextStyleTests: XCTestCase {
  func testStylesSayNothingWhenPlain() {
    XCTAssertEqual(TextStyle.plain.bold(TextStyle.plain.red("x")), "x")
    XCTAssertEqual(TextStyle.coloured.red("x"), "\u{1B}[31mx\u{1B}[39m")
    XCTAssertEqual(TextStyle.coloured.red(""), "")
  }
}
