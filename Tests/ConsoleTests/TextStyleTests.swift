import Drawing
import XCTest

@testable import Console

final class TextStyleTests: XCTestCase {
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
}
