import XCTest

@testable import Redis

final class EngineTransactionTests: XCTestCase {
  func testCommandsAreQueuedAndRunTogether() {
    let redis = EngineProbe()
    XCTAssertEqual(redis.run("MULTI"), "OK")
    XCTAssertEqual(redis.run("SET k 1"), "QUEUED")
    XCTAssertEqual(redis.run("LATENCY RESET"), "QUEUED")
    XCTAssertEqual(redis.run("GET k", as: 1), "nil")
    XCTAssertEqual(redis.run("INCR k"), "QUEUED")
    XCTAssertEqual(redis.run("EXEC"), "[OK, 0, 2]")
  }

  func testOneErrorLeavesTheOthersDone() {
    let redis = EngineProbe()
    for command in ["SET text abc", "MULTI", "INCR text", "SET k v"] { redis.run(command) }
    XCTAssertEqual(
      redis.run("EXEC"),
      "[(error) ERR value is not an integer or out of range, OK]"
    )
    XCTAssertEqual(redis.run("GET k"), "\"v\"")
  }

  func testACommandThatCannotBeQueuedSpoilsTheTransaction() {
    for broken in ["GET", "NOSUCHCOMMAND a", "CONFIG NOSUCHWORD"] {
      let redis = EngineProbe()
      for command in ["MULTI", "SET k v", broken] { redis.run(command) }
      XCTAssertEqual(
        redis.run("EXEC"),
        "(error) EXECABORT Transaction discarded because of previous errors.",
        broken
      )
      XCTAssertEqual(redis.run("GET k"), "nil", broken)
    }
  }

  func testAWatchedKeyThatChangesUndoesTheTransaction() {
    let changes: [(String, String, isChange: Bool)] = [
      ("a write by another", "SET k new", true), ("removal", "DEL k", true),
      ("a deadline", "EXPIRE k 10", true), ("renaming onto it", "RENAME other k", true),
      ("emptying the database", "FLUSHDB", true), ("swapping databases", "SWAPDB 0 1", true),
      ("a read", "GET k", false), ("a write to another key", "SET other w", false),
      ("a refused write", "SETNX k w", false),
    ]
    for (label, change, isChange) in changes {
      let redis = EngineProbe()
      for command in ["SET k old", "SET other o", "WATCH k"] { redis.run(command) }
      redis.run(change, as: 1)
      redis.run("MULTI")
      redis.run("PING")
      XCTAssertEqual(redis.run("EXEC"), isChange ? "nil" : "[PONG]", label)
    }
  }

  func testAWatchedKeyThatExpiresUndoesTheTransaction() {
    let redis = EngineProbe()
    for command in ["SET k v PX 10", "WATCH k", "MULTI", "PING"] { redis.run(command) }
    redis.advance(milliseconds: 10)
    XCTAssertEqual(redis.run("EXEC"), "nil")
  }

  func testWhatATransactionChangedIsHandedOnAsOne() {
    let redis = EngineProbe()
    var writes: [String] = []
    redis.engine.onWrite = { writes.append("\($0) " + $1.map(\.string).joined(separator: " ")) }
    for command in ["MULTI", "SET k 1", "GET k", "INCR k", "EXEC"] { redis.run(command) }
    XCTAssertEqual(writes, ["0 MULTI", "0 SET k 1", "0 INCR k", "0 EXEC"])
    writes = []
    for command in ["MULTI", "GET k", "EXEC", "SET t v PX 100", "GETEX t PERSIST"] {
      redis.run(command)
    }
    XCTAssertEqual(writes, ["0 SET t v PXAT \(redis.engine.now + 100)", "0 PERSIST t"])
  }
}
