import XCTest

@testable import Redis

/// Clients that wait for an element: who gets it, when, and what the others notice.
final class BlockingCommandTests: XCTestCase {
  private let writer = EngineSession()
  private lazy var first = EngineSession(joining: writer)
  private lazy var second = EngineSession(joining: writer)

  func testTheClientThatCameFirstIsServedFirst() {
    XCTAssertNil(first.run("BLPOP a b 0"))
    XCTAssertNil(second.run("BLPOP b 0"))
    writer.run("RPUSH b 1")
    XCTAssertEqual(first.delivered(), [.array(.bulks("b", "1"))])
    XCTAssertEqual(second.delivered(), [])
    writer.run("RPUSH b 2 3")
    XCTAssertEqual(second.delivered(), [.array(.bulks("b", "2"))])
    XCTAssertEqual(writer.run("LRANGE b 0 -1"), .array(.bulks("3")))
  }

  func testOnePushServesAsManyAsThereAreElements() {
    XCTAssertNil(first.run("BRPOP l 0"))
    XCTAssertNil(second.run("BLPOP l 0"))
    XCTAssertEqual(writer.run("RPUSH l 1 2 3"), .integer(3))
    XCTAssertEqual(first.delivered(), [.array(.bulks("l", "3"))])
    XCTAssertEqual(second.delivered(), [.array(.bulks("l", "1"))])
  }

  func testAMovedElementServesWhoWaitsForTheDestination() {
    XCTAssertNil(first.run("BLMOVE a b LEFT RIGHT 0"))
    XCTAssertNil(second.run("BLPOP b 0"))
    writer.run("RPUSH a x")
    XCTAssertEqual(first.delivered(), [.bulk("x")])
    XCTAssertEqual(second.delivered(), [.array(.bulks("b", "x"))])
    XCTAssertEqual(writer.run("EXISTS a b"), .integer(0))
  }

  func testADestinationOfAnotherTypeEndsTheWait() {
    writer.run("SET b text")
    XCTAssertNil(first.run("BRPOPLPUSH a b 0"))
    writer.run("RPUSH a x")
    XCTAssertEqual(first.delivered(), [.error(.wrongType)])
    XCTAssertEqual(writer.run("LRANGE a 0 -1"), .array(.bulks("x")))
  }

  func testAKeyOfAnotherTypeDoesNotEndTheWait() {
    XCTAssertNil(first.run("BLPOP k 0"))
    writer.run("ZADD k 1 a")
    XCTAssertEqual(first.delivered(), [])
    writer.run("DEL k")
    writer.run("LPUSH k x")
    XCTAssertEqual(first.delivered(), [.array(.bulks("k", "x"))])
  }

  func testAWaitEndsAtItsTime() {
    XCTAssertNil(first.run("BLPOP k 1.5"))
    XCTAssertNil(second.run("BLMOVE k l LEFT LEFT 2"))
    writer.advance(milliseconds: 1_499)
    XCTAssertEqual(first.delivered(), [])
    writer.advance(milliseconds: 1)
    XCTAssertEqual(first.delivered(), [.nullArray])
    writer.advance(milliseconds: 500)
    XCTAssertEqual(second.delivered(), [.nullArray])
    writer.run("LPUSH k x")
    XCTAssertEqual(first.delivered() + second.delivered(), [])
  }

  func testSortedSetsServeTheLowestAndTheHighest() {
    XCTAssertNil(first.run("BZPOPMIN z 0"))
    XCTAssertNil(second.run("BZMPOP 0 2 y z MAX COUNT 2"))
    writer.run("ZADD z 1 a 2 b 3 c 4 d")
    XCTAssertEqual(first.delivered(), [.array([.bulk("z"), .bulk("a"), .double(1)])])
    XCTAssertEqual(
      second.delivered(),
      [
        .array([
          .bulk("z"),
          .array([.array([.bulk("d"), .double(4)]), .array([.bulk("c"), .double(3)])]),
        ])
      ]
    )
  }

  func testWhatAWaitTookIsWrittenAsAPlainCommand() {
    let log = writer.log()
    XCTAssertNil(first.run("BLMPOP 0 2 a b LEFT COUNT 5"))
    XCTAssertNil(second.run("BRPOPLPUSH c d 0"))
    writer.run("RPUSH b 1 2")
    writer.run("RPUSH c 3")
    XCTAssertEqual(
      log.commands,
      ["RPUSH b 1 2", "LPOP b 2", "RPUSH c 3", "RPOPLPUSH c d"]
    )
  }
}
