import Drawing
import XCTest

final class TextTableTests: XCTestCase {
  private var figures: TextTable {
    var table = TextTable([.text("name"), .number("first figure"), .number("second")])
    table.add(["a", "1", "22.5"])
    table.addRule()
    table.add(["bcd", "1,000", "3.0"])
    return table
  }

  private var sentences: TextTable {
    var table = TextTable([.number("t"), .text("what"), .sentence("why")])
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

  func testWithoutHeadingsThereAreOnlyRows() {
    var table = TextTable([.text(), .number(), .sentence()], indent: 2)
    table.add("a", "1", "some words")
    table.add("bbb", "22", "more words than there is room for")
    table.add("c", "3", "")
    XCTAssertEqual(
      table.lines(columns: 32, style: .plain),
      [
        "  a     1  some words", "  bbb  22  more words than there", "           is room for",
        "  c     3",
      ]
    )
  }

  func testWhatGoesBelowGoesBelowInEveryRow() {
    var table = TextTable([.text(), .sentence()], indent: 2)
    table.add("course doctor", "look for what is wrong")
    table.add("course", "go")
    XCTAssertEqual(
      table.lines(columns: 24, style: .plain),
      ["  course doctor", "      look for what is", "      wrong", "  course", "      go"]
    )
  }

  func testAShortSentenceStaysBesideItsRowHoweverLittleRoomThereIs() {
    var table = TextTable([.text(), .sentence()])
    table.add("course doctor", "go")
    XCTAssertEqual(table.lines(columns: 17, style: .plain), ["course doctor  go"])
  }

  func testBareHeadingsTakeOneLineAndAGroupHasANameAboveThem() {
    var table = TextTable(
      [
        .text("name"), .number("first figure"), .number("get").atLeast(5).under("a long name"),
        .number("put").under("a long name"),
      ],
      heading: .bare
    )
    table.add("a", "1", "2", "3")
    XCTAssertEqual(
      table.lines(columns: 80, style: .plain),
      [
        "                     a long name", "name  first figure     get   put",
        "a                1       2     3",
      ]
    )
  }

  func testAStretchedColumnFillsTheLine() {
    var table = TextTable([.text().stretched(), .number()])
    table.add("a", "not started")
    table.add("bb", "passed")
    XCTAssertEqual(
      table.lines(columns: 20, style: .plain),
      ["a        not started", "bb            passed"]
    )
  }

  func testATableOfSentencesIsNarrowedWhereItIsWidest() {
    var table = TextTable([.sentence("one"), .sentence("two")], heading: .columnRules)
    table.add("a", "some words that are long")
    table.add("bcd", "uninterruptible")
    XCTAssertEqual(
      table.lines(columns: 20, style: .plain),
      [
        "one  two", "───  ───────────────", "a    some words that", "     are long",
        "bcd  uninterruptible",
      ]
    )
    XCTAssertEqual(
      table.lines(columns: 13, style: .plain).suffix(2),
      ["bcd  uninterr", "     uptible"]
    )
  }

  func testEmphasisIsAColourOfEachLineAndTakesNoRoom() {
    var table = TextTable([.text(), .sentence()])
    table.add([.init("a", .bad), .init("one two three four five six", .quiet)])
    XCTAssertEqual(
      table.lines(columns: 24, style: .coloured),
      [
        "\u{1B}[31ma\u{1B}[39m  \u{1B}[2mone two three four\u{1B}[22m",
        "   \u{1B}[2mfive six\u{1B}[22m",
      ]
    )
  }

  func testATableThatGoesOnBelowItselfHasNoPartsToTellOneByOne() {
    XCTAssertNil(figures.parts(columns: 14, style: .plain))
    XCTAssertEqual(figures.parts(columns: 80, style: .plain)?.rows.count, 3)
  }
}
