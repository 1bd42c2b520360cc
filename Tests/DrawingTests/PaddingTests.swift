import Drawing
import XCTest

final class PaddingTests: XCTestCase {
  func testTheWidthOfATextIsItsColumnsInATerminal() {
    let cases: [(String, String, Int)] = [
      ("nothing", "", 0), ("ASCII", "cache", 5), ("an accent", "café", 4),
      ("an accent in two scalars", "cafe\u{301}", 4), ("a unit", "15 µs", 5),
      ("blocks", "█▌░", 3), ("arrows and lines", "→│─┼", 4), ("marks", "✓✗·…", 4),
      ("Japanese", "日本語", 6), ("Korean", "캐시", 4), ("an emoji", "🍰", 2),
      ("a family of emoji", "👩‍👩‍👧", 2), ("a heart asked for as emoji", "❤\u{FE0F}", 2),
      ("colour", "\u{1B}[1;32mok\u{1B}[0m", 2), ("only colour", "\u{1B}[31m", 0),
      ("a colour sequence cut short", "\u{1B}[31", 0),
    ]
    for (name, text, width) in cases { XCTAssertEqual(text.displayWidth, width, name) }
  }

  func testPaddingFillsUpToAWidthAndCutsNothing() {
    XCTAssertEqual("ab".padded(to: 5), "ab   ")
    XCTAssertEqual("ab".leftPadded(to: 5), "   ab")
    XCTAssertEqual("日本".padded(to: 5), "日本 ")
    XCTAssertEqual("日本".leftPadded(to: 5), " 日本")
    XCTAssertEqual("\u{1B}[1mab\u{1B}[0m".padded(to: 3), "\u{1B}[1mab\u{1B}[0m ")
    for width in [-1, 0, 2, 3] {
      XCTAssertEqual("abc".padded(to: width), "abc")
      XCTAssertEqual("abc".leftPadded(to: width), "abc")
    }
  }
}
