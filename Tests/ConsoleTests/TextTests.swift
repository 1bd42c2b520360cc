import Lab
import XCTest

@testable import Console

final class TextTests: XCTestCase {
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

  func testStylesSayNothingWhenPlain() {
    XCTAssertEqual(TextStyle.plain.bold(TextStyle.plain.red("x")), "x")
    XCTAssertEqual(TextStyle.coloured.red("x"), "\u{1B}[31mx\u{1B}[39m")
    XCTAssertEqual(TextStyle.coloured.red(""), "")
  }

  func testTheEnvironmentDecidesAboutColour() {
    let terminal = ["TERM": "xterm-256color"]
    let cases: [(label: String, added: [String: String], isTerminal: Bool, isColoured: Bool)] = [
      ("a terminal", [:], true, true),
      ("a pipe", [:], false, false),
      ("NO_COLOR", ["NO_COLOR": "1"], true, false),
      ("an empty NO_COLOR", ["NO_COLOR": ""], true, true),
      ("a dumb terminal", ["TERM": "dumb"], true, false),
      ("forced on a pipe", ["CLICOLOR_FORCE": "1"], false, true),
      ("forced with 0", ["CLICOLOR_FORCE": "0"], false, false),
      ("both", ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false),
    ]
    for (label, added, isTerminal, isColoured) in cases {
      let environment = terminal.merging(added) { _, new in new }
      let style = TextStyle(environment: environment, isTerminal: isTerminal)
      XCTAssertEqual(style.isColoured, isColoured, label)
    }
    XCTAssertFalse(TextStyle(environment: [:], isTerminal: true).isColoured, "no TERM")
  }

  func testABarIsFullOnlyWhenAllIsDoneAndEmptyOnlyWhenNothingIs() {
    let cases = [
      (0, 8, "────"), (1, 8, "━───"), (1, 100, "━───"), (4, 8, "━━──"), (99, 100, "━━━─"),
      (8, 8, "━━━━"), (0, 0, "────"),
    ]
    for (done, total, bar) in cases {
      XCTAssertEqual(TextStyle.plain.bar(done, of: total, width: 4), bar, "\(done) of \(total)")
    }
  }

  func testTheTwoEndsOfALineMoveToTwoLinesWhenThereIsNoRoom() {
    XCTAssertEqual(TextStyle.plain.spread("ab", "cd", columns: 6), "ab  cd")
    XCTAssertEqual(TextStyle.plain.spread("ab", "cd", columns: 5), "ab\n   cd")
    XCTAssertEqual(TextStyle.plain.spread("ab", "", columns: 5), "ab")
    XCTAssertEqual(TextStyle.plain.spread("ab cd", "ef", columns: 4), "ab\n    cd\n  ef")
  }

  func testATableAlignsItsColumnsAndWrapsTheLast() {
    var table = Table(indent: "  ", alignments: [.left, .right])
    table.add("a", "1", "some words")
    table.add("bbb", "22", "more words than there is room for")
    XCTAssertEqual(
      table.lines(columns: 30),
      ["  a     1  some words", "  bbb  22  more words than", "           there is room for"]
    )
  }

  func testATableThatIsTooWidePutsTheLastColumnBelow() {
    var table = Table(indent: "  ")
    table.add("course doctor", "look for what is wrong")
    table.add("course", "go")
    XCTAssertEqual(
      table.lines(columns: 24),
      ["  course doctor", "      look for what is", "      wrong", "  course         go"]
    )
  }

  func testATableKeepsLinesWithoutTrailingSpaces() {
    var table = Table()
    table.add("a", "")
    table.add("bb", "c")
    XCTAssertEqual(table.lines(columns: 30), ["a", "bb  c"])
  }
}
