import Drawing
import XCTest

@testable import Console

final class MarkdownInlineTests: XCTestCase {
  func testPiecesOfALineAreToldApart() {
    let cases: [(String, [MarkdownInline])] = [
      ("plain", [.text("plain")]),
      ("a `b *c*` d", [.text("a "), .code("b *c*"), .text(" d")]),
      ("`` a ` b ``", [.code("a ` b")]),
      (
        "**a** *b* _c_",
        [
          .strong([.text("a")]), .text(" "), .emphasis([.text("b")]), .text(" "),
          .emphasis([.text("c")]),
        ]
      ),
      ("***a***", [.strong([.emphasis([.text("a")])])]),
      ("**a *b***", [.strong([.text("a "), .emphasis([.text("b")])])]),
      ("**a `**` b**", [.strong([.text("a "), .code("**"), .text(" b")])]),
      ("~~a~~ ~b~", [.struck([.text("a")]), .text(" ~b~")]),
      ("snake_case_name and 2 * 3 * 4", [.text("snake_case_name and 2 * 3 * 4")]),
      ("[a `b`](c)", [.link([.text("a "), .code("b")], target: "c")]),
      ("[a](b \"title\")", [.link([.text("a")], target: "b")]),
      ("[a](b(c))", [.link([.text("a")], target: "b(c)")]),
      ("![a](b)", [.picture(alt: "a", file: "b")]),
      (
        "<doc:A> <https://b.c> <b>",
        [.link([], target: "doc:A"), .text(" "), .link([], target: "https://b.c"), .text(" <b>")]
      ),
      ("\\*a\\* \\d &lt;&amp;&gt;", [.text("*a* \\d <&>")]),
      ("array[0] (not a link)", [.text("array[0] (not a link)")]),
    ]
    for (source, expected) in cases {
      XCTAssertEqual(MarkdownInline.parse(source), expected, source)
    }
  }

  func testALinkShowsItsTargetOnlyWhenThatCanBeOpened() {
    let cases = [
      ("[a](https://b.c)", "a (https://b.c)"), ("<https://b.c>", "https://b.c"),
      ("[https://b.c](https://b.c)", "https://b.c"), ("[a](doc:B#C)", "a"), ("[a](#b)", "a"),
      ("[a](B.md)", "a"),
    ]
    for (source, expected) in cases {
      XCTAssertEqual(Markdown(source).lines(columns: 80), [expected], source)
    }
  }

  func testColoursFollowTheKindOfTheWord() {
    let style = TextStyle.coloured
    XCTAssertEqual(
      Markdown("a **b `c`** *d*").lines(columns: 80, style: style),
      ["a \(style.bold("b")) \(style.bold(style.cyan("c"))) \(style.italic("d"))"]
    )
  }

  func testSwiftCodeHasItsKeywordsAndCommentsMarked() {
    let style = TextStyle.coloured
    XCTAssertEqual(
      Markdown("```swift\nlet a = \"let // \\\"\"  // let\nletter\n```").lines(
        columns: 80,
        style: style
      ),
      ["    \(style.magenta("let")) a = \"let // \\\"\"  \(style.dim("// let"))", "    letter"]
    )
  }
}
