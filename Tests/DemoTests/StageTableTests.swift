import Drawing
import XCTest

@testable import Demos

final class StageTableTests: XCTestCase {
  private var figures: StageTable {
    var table = StageTable([.text("name"), .number("first figure"), .number("second")])
    table.add(["a", "1", "22.5"])
    table.addRule()
    table.add(["bcd", "1,000", "3.0"])
    return table
  }

  private var sentences: StageTable {
    var table = StageTable([.number("t"), .text("what"), .sentence("why")])
    table.add(["10 s", "read", "one two three four five six seven eight"])
    return table
  }

  func testFiguresStandToTheRightUnderTheirHeadings() {
    XCTAssertEqual(
      figures.lines(columns: 80, style: .plain),
      [
        "       first",
        "name  figure  second",
        "────────────────────",
        "a          1    22.5",
        "────────────────────",
        "bcd    1,000     3.0",
      ]
    )
  }

  func testColumnsThatDoNotFitFollowBelow() {
    XCTAssertEqual(
      figures.lines(columns: 14, style: .plain),
      [
        "       first", "name  figure", "────────────", "a          1", "────────────",
        "bcd    1,000", "",
        "name  second", "────────────", "a       22.5", "────────────", "bcd      3.0",
      ]
    )
  }

  func testSentencesWrapBesideTheirRow() {
    XCTAssertEqual(
      sentences.lines(columns: 34, style: .plain),
      [
        "   t  what  why",
        "────────────────────────────────",
        "10 s  read  one two three four",
        "            five six seven eight",
      ]
    )
  }

  func testSentencesThatHaveNoRoomGoBelowTheirRow() {
    XCTAssertEqual(
      sentences.lines(columns: 30, style: .plain),
      [
        "   t  what",
        "───────────────────────────",
        "10 s  read",
        "    one two three four five",
        "    six seven eight",
      ]
    )
  }
}
