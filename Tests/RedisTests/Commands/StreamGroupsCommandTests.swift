import XCTest

@testable import Redis

final class StreamGroupsCommandTests: XCTestCase {
  private func probe(entries: Int = 4) -> EngineProbe {
    let redis = EngineProbe()
    for number in 1...entries { redis.run("XADD s \(number)-0 f v") }
    redis.run("XGROUP CREATE s g 0")
    return redis
  }

  private func ids(_ redis: EngineProbe, _ command: String, as client: Int = 0) -> String {
    redis.run(command, as: client).replacing(", [\"f\", \"v\"]", with: "")
  }

  func testEachEntryGoesToOneConsumerAndStaysPendingUntilItIsAcknowledged() {
    let redis = probe()
    XCTAssertEqual(
      ids(redis, "XREADGROUP GROUP g ann COUNT 3 STREAMS s >"),
      "[[\"s\", [[\"1-0\"], [\"2-0\"], [\"3-0\"]]]]"
    )
    XCTAssertEqual(
      ids(redis, "XREADGROUP GROUP g bob COUNT 3 STREAMS s >"),
      "[[\"s\", [[\"4-0\"]]]]"
    )
    XCTAssertEqual(redis.run("XREADGROUP GROUP g bob STREAMS s >"), "nil")
    XCTAssertEqual(redis.run("XACK s g 1-0 3-0 9-9"), "2")
    XCTAssertEqual(
      redis.run("XPENDING s g"),
      "[2, \"2-0\", \"4-0\", [[\"ann\", \"1\"], [\"bob\", \"1\"]]]"
    )
    XCTAssertEqual(
      ids(redis, "XREADGROUP GROUP g ann STREAMS s 0"),
      "[[\"s\", [[\"2-0\"]]]]"
    )
    XCTAssertEqual(redis.run("XPENDING s g - + 9 ann"), "[[\"2-0\", \"ann\", 0, 2]]")
  }

  func testAnEntryThatIsGoneIsInTheHistoryWithoutItsFields() {
    let redis = probe()
    redis.run("XREADGROUP GROUP g ann COUNT 2 STREAMS s >")
    redis.run("XDEL s 1-0")
    XCTAssertEqual(
      ids(redis, "XREADGROUP GROUP g ann STREAMS s 0"),
      "[[\"s\", [[\"1-0\", nil], [\"2-0\"]]]]"
    )
  }

  func testClaimingTakesOnlyWhatHasBeenIdleForLongEnough() {
    let redis = probe()
    redis.run("XREADGROUP GROUP g ann COUNT 1 STREAMS s >")
    redis.advance(milliseconds: 100)
    redis.run("XREADGROUP GROUP g ann COUNT 1 STREAMS s >")
    XCTAssertEqual(ids(redis, "XCLAIM s g bob 100 1-0 2-0"), "[[\"1-0\"]]")
    XCTAssertEqual(
      redis.run("XPENDING s g - + 9"),
      "[[\"1-0\", \"bob\", 0, 2], [\"2-0\", \"ann\", 0, 1]]"
    )
    XCTAssertEqual(
      redis.run("XCLAIM s g bob 0 2-0 3-0 IDLE 70 RETRYCOUNT 9 FORCE JUSTID"),
      "[\"2-0\", \"3-0\"]"
    )
    XCTAssertEqual(
      redis.run("XPENDING s g IDLE 70 - + 9"),
      "[[\"2-0\", \"bob\", 70, 9], [\"3-0\", \"bob\", 70, 9]]"
    )
  }

  func testAutoclaimGoesRoundAndNamesTheEntriesThatAreGone() {
    let redis = probe()
    redis.run("XREADGROUP GROUP g ann STREAMS s >")
    redis.run("XDEL s 2-0")
    XCTAssertEqual(
      redis.run("XAUTOCLAIM s g bob 0 - COUNT 3 JUSTID"),
      "[\"4-0\", [\"1-0\", \"3-0\"], [\"2-0\"]]"
    )
    XCTAssertEqual(
      redis.run("XAUTOCLAIM s g bob 0 4-0 COUNT 3 JUSTID"),
      "[\"0-0\", [\"4-0\"], []]"
    )
    XCTAssertEqual(redis.run("XPENDING s g"), "[3, \"1-0\", \"4-0\", [[\"bob\", \"3\"]]]")
  }

  func testALagIsKnownUntilSomethingAheadIsRemoved() {
    let redis = probe()
    func lag() -> String {
      String(redis.run("XINFO GROUPS s").split(separator: ", ").last?.dropLast(2) ?? "")
    }
    XCTAssertEqual(lag(), "4")
    redis.run("XREADGROUP GROUP g ann COUNT 1 STREAMS s >")
    XCTAssertEqual(lag(), "3")
    redis.run("XDEL s 3-0")
    XCTAssertEqual(lag(), "nil")
    redis.run("XREADGROUP GROUP g ann STREAMS s >")
    XCTAssertEqual(lag(), "0")
  }

  func testThoseWhoWaitForAGroupHearThatItOrItsStreamIsGone() {
    let redis = probe()
    redis.run("XREADGROUP GROUP g ann STREAMS s >")
    XCTAssertEqual(redis.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >", as: 1), "…")
    redis.run("XGROUP DESTROY s g")
    XCTAssertEqual(
      redis.takeReceived(by: 1),
      ["(error) NOGROUP the consumer group this client was blocked on no longer exists"]
    )
    redis.run("XGROUP CREATE s g $")
    XCTAssertEqual(redis.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >", as: 1), "…")
    redis.run("DEL s")
    XCTAssertEqual(
      redis.takeReceived(by: 1),
      ["(error) UNBLOCKED the stream key no longer exists"]
    )
  }

  func testOneNewEntryGoesToTheConsumerThatHasWaitedLongest() {
    let redis = probe(entries: 1)
    redis.run("XREADGROUP GROUP g ann STREAMS s >")
    redis.run("XREADGROUP GROUP g ann BLOCK 0 STREAMS s >", as: 1)
    redis.run("XREADGROUP GROUP g bob BLOCK 0 STREAMS s >", as: 2)
    redis.run("XADD s 2-0 f v")
    XCTAssertEqual(redis.takeReceived(by: 1), ["[[\"s\", [[\"2-0\", [\"f\", \"v\"]]]]]"])
    XCTAssertEqual(redis.takeReceived(by: 2), [])
    redis.run("XADD s 3-0 f v")
    XCTAssertEqual(redis.takeReceived(by: 2), ["[[\"s\", [[\"3-0\", [\"f\", \"v\"]]]]]"])
  }

  func testTheFileGetsWhoGotWhatInsteadOfTheReading() {
    let session = EngineSession()
    session.run("XADD s 1-0 f v")
    session.run("XGROUP CREATE s g 0")
    let log = session.log()
    session.run("XREADGROUP GROUP g ann STREAMS s >")
    session.run("XREADGROUP GROUP g ann STREAMS s 0")
    session.run("XAUTOCLAIM s g bob 0 -")
    session.run("XADD s 2-0 f v")
    session.run("XREADGROUP GROUP g cat NOACK STREAMS s >")
    XCTAssertEqual(
      log.commands,
      [
        "MULTI",
        "XCLAIM s g ann 0 1-0 TIME 1767225600000 RETRYCOUNT 1 FORCE JUSTID LASTID 1-0",
        "XGROUP SETID s g 1-0 ENTRIESREAD 1",
        "EXEC",
        "XCLAIM s g ann 0 1-0 TIME 1767225600000 RETRYCOUNT 2 FORCE JUSTID LASTID 1-0",
        "XCLAIM s g bob 0 1-0 TIME 1767225600000 RETRYCOUNT 3 FORCE JUSTID LASTID 1-0",
        "XADD s 2-0 f v",
        "MULTI", "XGROUP CREATECONSUMER s g cat", "XGROUP SETID s g 2-0 ENTRIESREAD 2", "EXEC",
      ]
    )
  }

  func testACopyOfAStreamSharesNothingWithIt() {
    let redis = probe()
    redis.run("COPY s t")
    redis.run("XREADGROUP GROUP g ann STREAMS s >")
    redis.run("XADD s 9-0 f v")
    XCTAssertEqual(redis.run("XLEN t"), "4")
    XCTAssertEqual(redis.run("XPENDING t g"), "[0, nil, nil, nil]")
  }
}
