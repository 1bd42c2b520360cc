import XCTest

@testable import Redis

/// What collections hand on to the append-only file, and what chance gives.
final class CollectionWriteTests: XCTestCase {
  func testCommandsThatDrawAreWrittenAsWhatTheyDrew() throws {
    let session = EngineSession()
    session.run("SADD s a b c d")
    let log = session.log()
    let popped = try XCTUnwrap(session.run("SPOP s"))
    guard case .bulk(let member) = popped else { return XCTFail("\(popped)") }
    XCTAssertEqual(log.commands, ["SREM s \(member)"])
    session.run("SPOP s 10")
    XCTAssertEqual(log.commands.last, "DEL s")
  }

  func testReadsAndFailedWritesAreNotWritten() {
    let session = EngineSession()
    session.run("ZADD z 1 a")
    session.run("SADD s a")
    let log = session.log()
    for command in [
      "ZADD z 1 a", "ZADD z XX 1 b", "ZADD z x a", "SADD s a", "SREM s b", "ZREM z b",
      "LPUSHX none a", "HDEL none a", "LTRIM none 0 1", "SINTERSTORE none s none", "SPOP none",
    ] {
      session.run(command)
      XCTAssertEqual(log.commands, [], command)
    }
  }

  func testFloatsAreWrittenAsTheirSum() {
    let session = EngineSession()
    let log = session.log()
    session.run("HINCRBYFLOAT h f 0.1")
    session.run("HINCRBYFLOAT h f 0.2")
    XCTAssertEqual(log.commands, ["HSET h f 0.1", "HSET h f 0.3"])
  }

  func testTheSameSeedDrawsTheSameMembers() {
    let draws = [7, 7, 8].map { (seed: UInt64) -> [RESPValue?] in
      let session = EngineSession(seed: seed)
      for number in 0..<100 { session.run("SADD s member:\(number)") }
      return (0..<20).map { _ in session.run("SRANDMEMBER s") }
    }
    XCTAssertEqual(draws[0], draws[1])
    XCTAssertNotEqual(draws[0], draws[2])
  }

  func testDrawnMembersAreDifferentUnlessTheyMayRepeat() throws {
    let session = EngineSession()
    for number in 0..<50 { session.run("SADD s \(number)") }
    for count in [1, 5, 30, 49] {
      guard case .array(let drawn)? = session.run("SRANDMEMBER s \(count)") else {
        return XCTFail("no array for \(count)")
      }
      XCTAssertEqual(Set(drawn).count, count)
    }
    guard case .array(let repeated)? = session.run("SRANDMEMBER s -200") else {
      return XCTFail("no array")
    }
    XCTAssertEqual(repeated.count, 200)
    XCTAssertEqual(
      session.run("SRANDMEMBER s -9223372036854775807"),
      .error(.outOfRange)
    )
  }
}
