import XCTest

@testable import Redis

/// What each typed method makes of a reply.
final class ConnectionReplyTests: XCTestCase {
  func testNullIsNil() async throws {
    let redis = ScriptedConnection(.null, .bulk("7"), .null)
    let missing = try await redis.get("k")
    let number = try await redis.get("k", as: Int.self)
    let wasSet = try await redis.set("k", "v", condition: .ifAbsent)
    XCTAssertNil(missing)
    XCTAssertEqual(number, 7)
    XCTAssertFalse(wasSet)
  }

  func testAReplyOfAnotherKindNamesTheCommandAndBothKinds() async throws {
    let redis = ScriptedConnection(.array([]), .bulk("hello"), .bulk("no"), .simple("QUEUED"))
    let calls: [(String, @Sendable () async throws -> Void)] = [
      ("INCR: expected an integer, got an array of 0", { try await redis.incr("k") }),
      (
        "GET: expected an integer or nothing, got a bulk string \"hello\"",
        { _ = try await redis.get("k", as: Int.self) }
      ),
      (
        "HGETALL: expected a map, each key a string, each value an integer, "
          + "got a bulk string \"no\"",
        { _ = try await redis.hgetAll("k", as: [String: Int].self) }
      ),
      (
        "SET: expected OK, got a simple string \"QUEUED\"", { try await redis.set("k", "v") }
      ),
    ]
    for (expected, call) in calls {
      do {
        try await call()
        XCTFail("nothing was thrown instead of: \(expected)")
      } catch let error as RedisReplyError {
        XCTAssertEqual("\(error)", expected)
      }
    }
  }

  func testAnErrorReplyIsThrown() async throws {
    let redis = ScriptedConnection(.error(.wrongType))
    do {
      try await redis.lpush("k", "a")
      XCTFail("no error")
    } catch let error as RedisError {
      XCTAssertEqual(error.code, "WRONGTYPE")
      XCTAssertEqual(
        error.text,
        "WRONGTYPE Operation against a key holding the wrong kind of value"
      )
    }
  }

  func testMapsAreReadFromBothProtocols() async throws {
    let flat = RESPValue.array([.bulk("a"), .bulk("1"), .bulk("b"), .bulk("2")])
    let map = RESPValue.map([
      RESPPair(.bulk("a"), .bulk("1")), RESPPair(.bulk("b"), .bulk("2")),
    ])
    let redis = ScriptedConnection(flat, map)
    for _ in 0..<2 {
      let fields = try await redis.hgetAll("k", as: [String: Int].self)
      XCTAssertEqual(fields, ["a": 1, "b": 2])
    }
  }

  func testScoresAreReadFromBothProtocols() async throws {
    let flat = RESPValue.array([.bulk("a"), .bulk("1.5"), .bulk("b"), .bulk("inf")])
    let nested = RESPValue.array([
      .array([.bulk("a"), .double(1.5)]), .array([.bulk("b"), .double(.infinity)]),
    ])
    let redis = ScriptedConnection(flat, nested)
    for _ in 0..<2 {
      let scores = try await redis.zrangeWithScores("k", as: String.self)
      XCTAssertEqual(
        scores,
        [RedisScored("a", score: 1.5), RedisScored("b", score: .infinity)]
      )
    }
  }

  func testTimeToLiveTellsMissingFromUnlimited() async throws {
    let redis = ScriptedConnection(.integer(-2), .integer(-1), .integer(90), .integer(1500))
    let missing = try await redis.ttl("k")
    let unlimited = try await redis.ttl("k")
    let seconds = try await redis.ttl("k")
    let milliseconds = try await redis.pttl("k")
    XCTAssertEqual(missing, .missing)
    XCTAssertEqual(unlimited, .unlimited)
    XCTAssertEqual(seconds, .limited(.seconds(90)))
    XCTAssertEqual(milliseconds.duration, .milliseconds(1500))
  }

  func testAWalkGoesOnUntilTheCursorIsZeroThoughAPageIsEmpty() async throws {
    let redis = ScriptedConnection(
      .array([.bulk("17"), .array([.bulk("a"), .bulk("b")])]),
      .array([.bulk("3"), .array([])]),
      .array([.bulk("0"), .array([.bulk("c")])])
    )
    var keys: [String] = []
    for try await key in redis.scan(match: "*", count: 2, type: "string", as: String.self) {
      keys.append(key)
    }
    XCTAssertEqual(keys, ["a", "b", "c"])
    XCTAssertEqual(
      redis.sent,
      ["0", "17", "3"].map { "SCAN \($0) MATCH * COUNT 2 TYPE string" }
    )
  }

  func testAWalkOverAHashKeepsTheOrder() async throws {
    let redis = ScriptedConnection(
      .array([.bulk("0"), .array([.bulk("b"), .bulk("1"), .bulk("a"), .bulk("2")])])
    )
    var fields: [String] = []
    for try await (field, value) in redis.hscan("k", as: [String: Int].self) {
      fields.append("\(field)=\(value)")
    }
    XCTAssertEqual(fields, ["b=1", "a=2"])
  }

  func testEntriesOfStreamsAreReadFromBothProtocols() async throws {
    let entry = RESPValue.array([.bulk("5-1"), .array([.bulk("cents"), .bulk("1999")])])
    let deleted = RESPValue.array([.bulk("6-0"), .nullArray])
    let two = RESPValue.array([.array([.bulk("k"), .array([entry, deleted])])])
    let three = RESPValue.map([RESPPair(.bulk("k"), .array([entry, deleted]))])
    let redis = ScriptedConnection(two, three)
    for _ in 0..<2 {
      let entries = try await redis.xreadGroup("k", group: "g", consumer: "c")
      XCTAssertEqual(entries.map(\.id.description), ["5-1", "6-0"])
      XCTAssertEqual(try entries.first?.value("cents", as: Int.self), 1999)
      XCTAssertEqual(entries.last?.fields, [])
    }
  }

  func testPendingEntriesAreRead() async throws {
    let redis = ScriptedConnection(
      .array([
        .integer(2), .bulk("1-0"), .bulk("2-0"), .array([.array([.bulk("c"), .bulk("2")])]),
      ]),
      .array([.integer(0), .null, .null, .nullArray]),
      .array([.array([.bulk("1-0"), .bulk("c"), .integer(1500), .integer(3)])]),
      .array([.bulk("0-0"), .array([]), .array([.bulk("9-0")])])
    )
    let summary = try await redis.xpending("k", group: "g")
    let empty = try await redis.xpending("k", group: "g")
    let entries = try await redis.xpending("k", group: "g", count: 10)
    let claimed = try await redis.xautoClaim(
      "k",
      group: "g",
      consumer: "c",
      minimumIdle: .seconds(1)
    )
    XCTAssertEqual(summary.consumers, ["c": 2])
    XCTAssertEqual(empty.count, 0)
    XCTAssertNil(empty.lowest)
    XCTAssertEqual(entries.first?.idle, .milliseconds(1500))
    XCTAssertEqual(entries.first?.deliveries, 3)
    XCTAssertEqual(claimed.next, .zero)
    XCTAssertEqual(claimed.deleted, [RedisStreamID(milliseconds: 9)])
  }

  func testInfoIsSplitIntoItsFields() async throws {
    let text: RedisBytes =
      "# Server\r\nredis_version:7.0.15\r\nexecutable:/a:b\r\n\r\n# Clients\r\n"
    let redis = ScriptedConnection(.verbatim(format: "txt", text))
    let info = try await redis.info()
    XCTAssertEqual(info, ["redis_version": "7.0.15", "executable": "/a:b"])
  }

  func testTimeHasMicroseconds() async throws {
    let redis = ScriptedConnection(.array([.bulk("1767225600"), .bulk("250000")]))
    let time = try await redis.time()
    XCTAssertEqual(time, .milliseconds(1_767_225_600_250))
  }

  func testIdsOfStreamsAreReadAndOrdered() {
    XCTAssertEqual(RedisStreamID("5-1"), RedisStreamID(milliseconds: 5, sequence: 1))
    XCTAssertEqual(RedisStreamID("5"), RedisStreamID(milliseconds: 5))
    for text in ["", "-", "5-", "-5", "a-1", "5-1-2"] { XCTAssertNil(RedisStreamID(text), text) }
    XCTAssertLessThan(
      RedisStreamID(milliseconds: 5, sequence: 9),
      RedisStreamID(milliseconds: 6)
    )
  }
}
