import Drawing
import XCTest

@testable import Console

/// Whole pages, as a reader sees them.
final class MarkdownTests: XCTestCase {
  private func rendered(
    _ text: String,
    columns: Int = 40,
    style: TextStyle = .plain,
    names: Markdown.Names = Markdown.Names()
  ) -> String {
    Markdown(text).lines(columns: columns, style: style, names: names).joined(separator: "\n")
  }

  func testEachKindOfBlockHasItsForm() {
    let cases: [(name: String, source: String, expected: String)] = [
      ("a heading", "# Tea", "Tea\n==="),
      ("a section", "## Tea `pot`", "Tea pot\n-------"),
      ("a smaller heading", "### Tea", "### Tea"),
      (
        "a wrapped paragraph", "one two three four five six seven\neight nine ten",
        "one two three four five six seven eight\nnine ten"
      ),
      ("a hard break", "one  \ntwo\\\nthree", "one\ntwo\nthree"),
      ("a list", "- one\n- two\n  more", "• one\n• two more"),
      ("a numbered list", "9. nine\n10. ten", " 9. nine\n10. ten"),
      ("a loose list", "- one\n\n- two", "• one\n\n• two"),
      ("a nested list", "1. one\n   - a\n   - b\n2. two", "1. one\n   • a\n   • b\n2. two"),
      ("boxes to tick", "- [ ] do\n- [x] done", "• [ ] do\n• [x] done"),
      ("a list after a paragraph", "text\n- one", "text\n\n• one"),
      ("a quote", "> one\n> two", "│ one two"),
      ("an aside", "> Note: one\n>\n> two", "│ Note: one\n│\n│ two"),
      ("a rule", "one\n\n***\n\ntwo", "one\n\n" + String(repeating: "─", count: 40) + "\n\ntwo"),
      ("an HTML comment", "one\n\n<!-- not\nthis -->\n\ntwo", "one\n\ntwo"),
      (
        "code, which is not wrapped",
        "```swift\nlet long = \"one two three four five six seven\"\n```",
        "    let long = \"one two three four five six seven\""
      ),
      ("code in a list", "- one\n\n  ```\n  a\n    b\n  ```", "• one\n\n      a\n        b"),
      ("code with what looks like Markdown", "~~~\n# no\n```\n~~~", "    # no\n    ```"),
      ("indented code", "text\n\n    code", "text\n\n    code"),
      ("a number that begins a line", "in\n1984. It", "in 1984. It"),
    ]
    for (name, source, expected) in cases {
      XCTAssertEqual(rendered(source), expected, name)
    }
  }

  func testDirectivesOfDocCAreReadForTheirContent() {
    XCTAssertEqual(
      rendered("# Tea\n\n@Metadata {\n  @TechnologyRoot\n}\n\nText."),
      "Tea\n===\n\nText."
    )
    let row = """
      @Row {
        @Column(size: 2) {
          Left **side**
        }
        @Column {
          ```swift
          func a() {
          }
          ```
        }
      }

      After.
      """
    XCTAssertEqual(rendered(row), "Left side\n\n    func a() {\n    }\n\nAfter.")
    XCTAssertEqual(
      rendered("@Image(source: \"pot.svg\", alt: \"a pot, full\")"),
      "[picture: a pot, full]"
    )
    XCTAssertEqual(rendered("@Test marks a test."), "@Test marks a test.")
  }

  func testAnswersStandAtTheEndOfThePage() {
    let page = """
      ## Questions

      1. Why?

         <details>
         <summary>Answer</summary>

         > Answer: Because **so**.

         </details>

      2. How?

         <details><summary>A hint</summary>Like this.</details>

      ## Go further
      """
    let expected = """
      Questions
      ---------

      1. Why?

         → Answer: at the end of the page,
         number 1

      2. How?

         → A hint: at the end of the page,
         number 2


      Go further
      ----------


      Answers
      -------

      1. Because so.

      2. Like this.
      """
    XCTAssertEqual(rendered(page), expected)
  }

  func testNamesComeFromTheOwnerOfThePages() {
    let names = Markdown.Names(
      pageTitle: { $0 == "Pot" ? "The tea pot" : nil },
      pictureNote: { "see \($0)" }
    )
    XCTAssertEqual(
      rendered("<doc:Pot>, <doc:Cup#Handle> and [it](doc:Pot)", names: names),
      "The tea pot, Cup and it"
    )
    XCTAssertEqual(
      rendered("![a pot](pot.svg)", names: names),
      "[picture: a pot — see pot.svg]"
    )
  }

  func testTheTitleIsTheFirstHeading() {
    XCTAssertEqual(Markdown("text\n\n# The `pot`\n\n# Other").title, "The pot")
    XCTAssertNil(Markdown("text").title)
  }

  func testNoLineOfTextIsWiderThanTheColumns() {
    let page = """
      # A heading that is longer than the narrowest terminal

      A paragraph with **bold words that go on**, `code` and [a link](https://example.org/a).

      > Note: An aside that has to be wrapped as well, inside of its margin.

      - item one that is long enough to be wrapped, too
        1. nested and long enough to be wrapped once more

      | one | two | three |
      |:--|--:|:-:|
      | some words in a cell | 1,234 | more words in a cell |
      """
    for columns in [20, 33, 80] {
      for style in [TextStyle.plain, .coloured] {
        // The address of the link is one word, and words are not cut.
        for line in Markdown(page).lines(columns: columns, style: style)
        where !line.contains("https") {
          XCTAssertLessThanOrEqual(line.displayWidth, columns, "\(columns) columns: \(line)")
        }
      }
    }
  }

  func testColoursEndOnTheLineWhereTheyBegin() {
    let text = "A **bold passage that needs more than one line** and *an italic one as well*."
    for line in Markdown(text).lines(columns: 24, style: .coloured) {
      let on = line.components(separatedBy: "\u{1B}[1m").count
      let off = line.components(separatedBy: "\u{1B}[22m").count
      XCTAssertEqual(on, off, line)
    }
    XCTAssertEqual(
      rendered(text, columns: 24, style: .coloured).withoutColours,
      "A bold passage that\nneeds more than one line\nand an italic one as\nwell."
    )
  }

  func testPagesThatAreBrokenOffAreStillShown() {
    let cases = [
      ("```\ncode", "    code"), ("> ", ""), ("- ", "•"), ("@Row {\ntext", "text"),
      (
        "<details>\ntext",
        "→ Answer: at the end of the page, number\n1\n\n\nAnswers\n-------\n\n1. text"
      ),
      ("[a](b", "[a](b"), ("**a", "**a"), ("`a", "`a"), ("<!-- a", ""), ("", ""),
    ]
    for (source, expected) in cases {
      XCTAssertEqual(rendered(source), expected, source)
    }
  }
}
