import XCTest

@testable import Console

final class MarkdownTableTests: XCTestCase {
  private func rendered(_ text: String, columns: Int) -> String {
    Markdown(text).lines(columns: columns).joined(separator: "\n")
  }

  func testColumnsAreAlignedAsTheDashesSay() {
    let table = """
      | Name | Middle | Count |
      |:-----|:------:|------:|
      | tea  | a      | 12    |
      | `a\\|b` | abc | 3 |
      """
    let expected = """
      Name   Middle  Count
      ─────  ──────  ─────
      tea      a        12
      `a|b`   abc        3
      """
    XCTAssertEqual(rendered(table, columns: 80), expected)
  }

  func testATableThatIsTooWideIsWrappedInItsCells() {
    let table = """
      | Kind | What it does |
      |--|--|
      | one | some words that need room |
      | two | short |
      """
    let expected = """
      Kind  What it does
      ────  ────────────────
      one   some words that
            need room

      two   short
      """
    XCTAssertEqual(rendered(table, columns: 22), expected)
  }

  func testMissingCellsAreEmptyAndExtraOnesAreDropped() {
    XCTAssertEqual(
      rendered("| a | b |\n|--|--|\n| 1 |\n| 1 | 2 | 3 |", columns: 20),
      "a  b\n─  ─\n1\n1  2"
    )
  }

  func testBarsInAParagraphMakeNoTable() {
    XCTAssertEqual(rendered("a | b\nc | d", columns: 40), "a | b c | d")
  }

  func testAWordThatIsWiderThanItsColumnIsBroken() {
    let lines = Markdown("| a | b |\n|--|--|\n| abcdefghijklmnopqrst | abcdefghijklmnopqrst |")
      .lines(columns: 20)
    XCTAssertTrue(lines.allSatisfy { $0.count <= 20 }, lines.joined(separator: "\n"))
    XCTAssertEqual(
      lines.dropFirst(2).joined().filter { $0 != " " }.count,
      40,
      "no letter may be lost"
    )
  }
}
