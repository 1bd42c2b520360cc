import Lab
import XCTest

@testable import Redis

final class FakeRedisTests: XCTestCase {
  func testAValueExpiresWithTheClock() async throws {
    let clock = ManualClock()
    let redis = FakeRedis(clock: clock)
    try await redis.send(RedisCommand("SET", "k", "v", "EX", 60)).expectOK(from: "SET")
    clock.advance(by: .seconds(60) - .milliseconds(1))
    let before = try await redis.send(RedisCommand("GET", "k"))
    XCTAssertEqual(before, .bulk("v"))
    clock.advance(by: .milliseconds(1))
    let after = try await redis.send(RedisCommand("GET", "k"))
    XCTAssertEqual(after, .null)
  }

  func testAnErrorIsThrownAndInAPipelineStaysInItsPlace() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let replies = try await redis.pipeline([
      RedisCommand("SET", "k", "text"), RedisCommand("INCR", "k"), RedisCommand("GET", "k"),
    ])
    XCTAssertEqual(replies, [.ok, .error(.notAnInteger), .bulk("text")])
    do {
      _ = try await redis.send(RedisCommand("INCR", "k"))
      XCTFail("a text cannot be incremented")
    } catch let error as RedisError {
      XCTAssertEqual(error, .notAnInteger)
    }
  }

  func testConnectionsHaveTheirOwnDatabaseAndTransaction() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let other = redis.connect()
    _ = try await other.send(RedisCommand("SELECT", 1))
    _ = try await other.send(RedisCommand("SET", "k", "there"))
    _ = try await other.send(RedisCommand("MULTI"))
    let here = try await redis.send(RedisCommand("GET", "k"))
    XCTAssertEqual(here, .null)
    let queued = try await other.send(RedisCommand("GET", "k"))
    XCTAssertEqual(queued, .simple("QUEUED"))
    let replies = try await other.send(RedisCommand("EXEC"))
    XCTAssertEqual(replies, .array([.bulk("there")]))
  }

  func testAWatchOnADedicatedConnectionSeesOthersWrite() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let result = try await redis.withDedicatedConnection { connection in
      try await connection.watch("k")
      _ = try await redis.send(RedisCommand("SET", "k", "faster"))
      return try await connection.transaction([RedisCommand("SET", "k", "slower")])
    }
    XCTAssertEqual(result, .aborted)
    let value = try await redis.send(RedisCommand("GET", "k"))
    XCTAssertEqual(value, .bulk("faster"))
  }

  func testCommandsAreCountedAndLogged() async throws {
    let redis = FakeRedis(clock: ManualClock())
    _ = try await redis.pipeline([
      RedisCommand("set", "a", 1), RedisCommand("GET", "a"), RedisCommand("Get", "b"),
    ])
    _ = try await redis.send(RedisCommand("CLIENT", "GETNAME"))
    XCTAssertEqual(redis.calls, ["set": 1, "get": 2, "client|getname": 1])
    XCTAssertEqual(redis.roundTrips, 2)
    XCTAssertEqual(redis.log.map(\.description), ["set a 1", "GET a", "Get b", "CLIENT GETNAME"])
    redis.resetCounts()
    XCTAssertEqual(redis.calls, [:])
    XCTAssertEqual(redis.roundTrips, 0)
  }

  func testMessagesReachSubscribersOfChannelsAndPatterns() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let messages = try await redis.subscribe(to: ["news"], patterns: ["n*"])
    let receivers = try await redis.send(RedisCommand("PUBLISH", "news", "hello"))
    XCTAssertEqual(receivers, .integer(2))
    var iterator = messages.makeAsyncIterator()
    let first = try await iterator.next()
    XCTAssertEqual(first, RedisMessage(channel: "news", payload: "hello"))
    let second = try await iterator.next()
    XCTAssertEqual(second, RedisMessage(channel: "news", pattern: "n*", payload: "hello"))
  }

  func testAScriptRunsAsOneAndIsCalledByNameAndByDigest() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let script = RedisScript(name: "bump", text: "return redis.call('INCR', KEYS[1])") {
      redis,
      keys,
      _ in
      _ = try redis.call("SET", keys[0], 41)
      return try redis.call("INCR", keys[0])
    }
    redis.register(script)
    let byName = try await redis.send(RedisCommand("FCALL", "bump", 1, "k"))
    XCTAssertEqual(byName, .integer(42))
    let byDigest = try await redis.send(
      RedisCommand("EVALSHA", RedisBytes(script.digest), 1, "k")
    )
    XCTAssertEqual(byDigest, .integer(42))
    _ = try await redis.send(RedisCommand("SCRIPT", "FLUSH"))
    do {
      _ = try await redis.send(RedisCommand("EVALSHA", RedisBytes(script.digest), 1, "k"))
      XCTFail("the digest was forgotten")
    } catch let error as RedisError {
      XCTAssertEqual(error.code, "NOSCRIPT")
    }
  }

  func testADigestIsTheSHA1OfTheText() {
    XCTAssertEqual(
      SHA1.hexadecimal(of: Array("abc".utf8)),
      "a9993e364706816aba3e25717850c26c9cd0d89d"
    )
    XCTAssertEqual(
      SHA1.hexadecimal(of: Array(repeating: 97, count: 1000)),
      "291e9a6c66994949b57ba5e650361e98fc36b1ba"
    )
  }
}
