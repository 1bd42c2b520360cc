import XCTest

@testable import Redis

final class StreamsCommandTests: XCTestCase {
  func testIDsAreChosenFromTheClockAndNeverGoBack() {
    let redis = EngineProbe()
    XCTAssertEqual(redis.run("XADD s * f v"), "\"1767225600000-0\"")
    XCTAssertEqual(redis.run("XADD s * f v"), "\"1767225600000-1\"")
    XCTAssertEqual(redis.run("XADD s 1767225600000-* f v"), "\"1767225600000-2\"")
    XCTAssertEqual(redis.run("XADD s 1767225600009-5 f v"), "\"1767225600009-5\"")
    redis.advance(milliseconds: 3)
    XCTAssertEqual(redis.run("XADD s * f v"), "\"1767225600009-6\"")
    XCTAssertEqual(
      redis.run("XADD s 1767225600009-6 f v"),
      "(error) ERR The ID specified in XADD is equal or smaller than the target stream top item"
    )
  }

  func testRangesIncludeTheirEndsUnlessABracketSaysOtherwise() {
    let redis = EngineProbe()
    for id in ["1-1", "1-2", "2-0", "3-0"] { redis.run("XADD s \(id) f \(id)") }
    let cases: [(command: String, ids: [String])] = [
      ("XRANGE s - +", ["1-1", "1-2", "2-0", "3-0"]),
      ("XRANGE s 1 1", ["1-1", "1-2"]),
      ("XRANGE s (1-1 (3-0", ["1-2", "2-0"]),
      ("XRANGE s - + COUNT 2", ["1-1", "1-2"]),
      ("XREVRANGE s + - COUNT 3", ["3-0", "2-0", "1-2"]),
      ("XREVRANGE s (3-0 1-2", ["2-0", "1-2"]),
      ("XRANGE s 3-1 +", []),
    ]
    for (command, ids) in cases {
      let expected = ids.map { "[\"\($0)\", [\"f\", \"\($0)\"]]" }.joined(separator: ", ")
      XCTAssertEqual(redis.run(command), "[\(expected)]", command)
    }
  }

  func testTrimmingExactlyKeepsTheLastAndRoughlyKeepsWholeNodes() {
    let redis = EngineProbe()
    for number in 1...250 { redis.run("XADD s \(number)-0 f v") }
    XCTAssertEqual(redis.run("XTRIM s MAXLEN ~ 120"), "100")
    XCTAssertEqual(redis.run("XTRIM s MAXLEN ~ 120"), "0")
    XCTAssertEqual(redis.run("XTRIM s MAXLEN = 120"), "30")
    XCTAssertEqual(redis.run("XRANGE s - + COUNT 1"), "[[\"131-0\", [\"f\", \"v\"]]]")
    XCTAssertEqual(redis.run("XTRIM s MINID 249"), "118")
    XCTAssertEqual(redis.run("XLEN s"), "2")
  }

  func testAStreamTellsWhatItRemembersOfEntriesThatAreGone() {
    expect([
      ("XADD s 1-1 f v", "$3 1-1 "), ("XADD s 2-1 f v", "$3 2-1 "), ("XDEL s 2-1 9-9", ":1 "),
      (
        "XINFO STREAM s",
        "*20 $6 length :1 $15 radix-tree-keys :1 $16 radix-tree-nodes :2"
          + " $17 last-generated-id $3 2-1 $20 max-deleted-entry-id $3 2-1"
          + " $13 entries-added :2 $23 recorded-first-entry-id $3 1-1 $6 groups :0"
          + " $11 first-entry *2 $3 1-1 *2 $1 f $1 v $10 last-entry *2 $3 1-1 *2 $1 f $1 v "
      ),
      (
        "XSETID s 1-0",
        "-ERR The ID specified in XSETID is smaller than the target stream top item "
      ),
      ("XSETID s 7-0 ENTRIESADDED 40 MAXDELETEDID 6-0", "+OK "),
      ("XADD s 7-* f v", "$3 7-1 "),
    ])
  }

  func testReadingGivesAListOfPairsInRESP2AndAMapInRESP3() {
    let setUp = [("XADD s 1-1 f v", "$3 1-1 ")]
    expect(setUp + [("XREAD STREAMS s 0", "*1 *2 $1 s *1 *2 $3 1-1 *2 $1 f $1 v ")])
    expect(
      setUp + [("XREAD STREAMS s 0", "%1 $1 s *1 *2 $3 1-1 *2 $1 f $1 v ")],
      version: .three
    )
    expect(setUp + [("XREAD STREAMS s 1-1", "*-1 "), ("XREAD STREAMS none 0", "*-1 ")])
  }

  func testAReaderWaitsForWhatComesAfterTheLastEntry() {
    let redis = EngineProbe()
    redis.run("XADD s 1-1 f old")
    XCTAssertEqual(redis.run("XREAD BLOCK 0 STREAMS t s $ $", as: 1), "…")
    redis.run("XADD s 1-2 f new")
    XCTAssertEqual(redis.takeReceived(by: 1), ["[[\"s\", [[\"1-2\", [\"f\", \"new\"]]]]]"])
    XCTAssertEqual(redis.run("XREAD BLOCK 50 STREAMS s $", as: 1), "…")
    redis.advance(milliseconds: 50)
    XCTAssertEqual(redis.takeReceived(by: 1), ["nil"])
  }

  func testTheFileGetsTheIDThatWasChosenAndTheLengthThatWasLeft() {
    let session = EngineSession()
    let log = session.log()
    session.run("XADD s MAXLEN ~ 1000 * f v")
    session.run("XADD s NOMKSTREAM 1767225600000-* f v")
    session.run("XTRIM s MAXLEN 1")
    XCTAssertEqual(
      log.commands,
      [
        "XADD s MAXLEN = 1 1767225600000-0 f v",
        "XADD s NOMKSTREAM 1767225600000-1 f v", "XTRIM s MAXLEN 1",
      ]
    )
  }
}
