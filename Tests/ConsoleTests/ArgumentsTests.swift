import Console
import Drawing
import XCTest

final class ArgumentsTests: XCTestCase {
  private static let all = Flag("all", letter: "a", "everything")
  private static let week = Setting.number("week", "N", "one week", in: 1...6)
  private static let file = Setting.text("file", "FILE", "a file")
  private static let usage = Usage(
    "check",
    "check your answers",
    positional: Positional("ID", "the exercises", count: .any),
    options: [all, week, file]
  )

  private func parse(_ words: String...) throws(UsageError) -> Arguments {
    try Self.usage.parse(words)
  }

  private func problem(
    _ words: String...,
    in usage: Usage = ArgumentsTests.usage,
    file: StaticString = #filePath,
    line: UInt = #line
  ) -> String? {
    do {
      _ = try usage.parse(words)
      XCTFail("\(words) were accepted", file: file, line: line)
      return nil
    } catch {
      return error.description
    }
  }

  func testNothingIsGiven() throws {
    let arguments = try parse()
    XCTAssertEqual(arguments.words, [])
    XCTAssertNil(arguments.word)
    XCTAssertFalse(arguments[Self.all])
    XCTAssertNil(arguments[Self.week])
  }

  func testWordsAndOptionsMayBeMixed() throws {
    let arguments = try parse("lru", "--all", "ttl", "--week", "2", "--file=a=b")
    XCTAssertEqual(arguments.words, ["lru", "ttl"])
    XCTAssertTrue(arguments[Self.all])
    XCTAssertEqual(arguments[Self.week], 2)
    XCTAssertEqual(arguments[Self.file], "a=b")
  }

  func testShortFormsAndTheLastValueCount() throws {
    let arguments = try parse("-a", "--week=2", "--week", "3")
    XCTAssertTrue(arguments[Self.all])
    XCTAssertEqual(arguments[Self.week], 3)
  }

  func testAFormerNameStillWorksAndIsNotInTheHelp() throws {
    let flag = Flag("pitfalls", formerly: "lies", "show them")
    let usage = Usage("bench", "time the caches", options: [flag])
    XCTAssertTrue(try usage.parse(["--lies"])[flag])
    XCTAssertTrue(try usage.parse(["--pitfalls"])[flag])
    XCTAssertFalse(usage.helpText(style: .plain, columns: 80).contains("lies"))
  }

  func testTwoDashesEndTheOptions() throws {
    XCTAssertEqual(try parse("--", "--all", "--", "x").words, ["--all", "--", "x"])
  }

  func testASingleDashIsAWord() throws {
    XCTAssertEqual(try parse("-").words, ["-"])
  }

  func testHelpForgivesMissingWords() throws {
    let one = Usage("hint", "help", positional: Positional("ID", "the exercise"))
    XCTAssertTrue(try one.parse(["-h"])[Usage.help])
    XCTAssertEqual(
      problem(in: one),
      "hint needs ID, the exercise. Type course hint --help."
    )
  }

  func testWrongWordsAreNamedWithTheirFix() {
    XCTAssertEqual(
      problem("--weak", "2"),
      "There is no option --weak for check. Did you mean --week?"
    )
    XCTAssertEqual(
      problem("-z"),
      "There is no option -z for check. Type course check --help."
    )
    XCTAssertEqual(problem("--week"), "--week needs a value. Write --week N.")
    XCTAssertEqual(
      problem("--week", "9"),
      "--week takes a whole number from 1 to 6, not \"9\". Type course check --help."
    )
    XCTAssertEqual(
      problem("--week=two"),
      "--week takes a whole number from 1 to 6, not \"two\". Type course check --help."
    )
    XCTAssertEqual(
      problem("--all=yes"),
      "--all takes no value. Type course check --help."
    )
    XCTAssertEqual(
      problem("--file="),
      "--file takes some text, not \"\". Type course check --help."
    )
  }

  func testWordsBeyondTheDeclaredOnesAreRefused() {
    let none = Usage("list", "list")
    XCTAssertEqual(
      problem("x", in: none),
      "\"x\" is one word too many for list. Type course list --help."
    )
    let one = Usage("watch", "watch", positional: Positional("ID", "one", count: .upToOne))
    XCTAssertEqual(
      problem("x", "y", in: one),
      "\"y\" is one word too many for watch. Type course watch --help."
    )
  }

  func testHelpTellsEverythingThatIsDeclared() {
    let help = Self.usage.helpText(style: .plain, columns: 60)
    XCTAssertEqual(
      help,
      """
      Check your answers.

      Usage
        course check [ID…] [--all] [--week N] [--file FILE]

      Words
        ID  the exercises

      Options
        -a, --all    everything
        --week N     one week
        --file FILE  a file
        -h, --help   show this help
      """
    )
  }

  func testHelpKeepsAnOptionAndItsValueTogether() {
    let lines = Self.usage.helpText(style: .plain, columns: 44).split(separator: "\n")
    XCTAssertEqual(lines[2], "  course check [ID…] [--all] [--week N]")
    XCTAssertEqual(lines[3], "    [--file FILE]")
  }
}
