import Drawing
import XCTest

final class WrappingTests: XCTestCase {
  func testTextIsBrokenBetweenWords() {
    XCTAssertEqual("one two three".wrapped(to: 8), ["one two", "three"])
    XCTAssertEqual("one two three".wrapped(to: 8, hanging: "  "), ["one two", "  three"])
    XCTAssertEqual("exactly8".wrapped(to: 8), ["exactly8"])
    XCTAssertEqual("".wrapped(to: 8), [""])
  }

  func testLinesParagraphsAndInnerSpacesStayAsTheyAre() {
    XCTAssertEqual("a\n\nb".wrapped(to: 8), ["a", "", "b"])
    XCTAssertEqual("  a    b cccc".wrapped(to: 8), ["  a    b", "cccc"])
  }

  func testALongWordStaysWhole() {
    XCTAssertEqual("a Exercises/Week1 b".wrapped(to: 8), ["a", "Exercises/Week1", "b"])
  }

  func testColoursTakeNoRoomAndWideCharactersTakeTwo() {
    let style = TextStyle.coloured
    let text = "\(style.red("one")) \(style.bold("two")) three"
    XCTAssertEqual(text.wrapped(to: 7).map(\.withoutColours), ["one two", "three"])
    XCTAssertEqual("日本 日本".wrapped(to: 8), ["日本", "日本"])
    XCTAssertEqual("日本 日本".wrapped(to: 9), ["日本 日本"])
  }

  func testTruncationFitsAndSaysThatSomethingIsMissing() {
    XCTAssertEqual("short".truncated(to: 5), "short")
    XCTAssertEqual("shorter".truncated(to: 5), "shor…")
    XCTAssertEqual("日本日本".truncated(to: 5), "日本…")
    XCTAssertEqual(TextStyle.coloured.red("shorter").truncated(to: 5), "shor…")
  }
}
