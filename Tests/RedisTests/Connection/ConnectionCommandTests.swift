import Lab
import XCTest

@testable import Redis

/// What each typed method sends, word by word.
final class ConnectionCommandTests: XCTestCase {
  /// Runs calls whose replies do not matter, and compares what was sent.
  private func expect(
    _ expected: String...,
    file: StaticString = #filePath,
    line: UInt = #line,
    from calls: @Sendable (ScriptedConnection) async throws -> Void
  ) async throws {
    let redis = ScriptedConnection()
    // The script has no reply, so the first command ends the calls.
    do { try await calls(redis) } catch let error as RedisError {
      XCTAssertTrue(error.message.hasPrefix("the script has no reply"), file: file, line: line)
    }
    XCTAssertEqual(redis.sent, expected, file: file, line: line)
  }

  func testStrings() async throws {
    try await expect("GET user:1") { _ = try await $0.get("user:\(1)") }
    try await expect("SET k v") { try await $0.set("k", "v") }
    try await expect("SET k 7 NX EX 10") {
      try await $0.set("k", 7, expiry: .after(.seconds(10)), condition: .ifAbsent)
    }
    try await expect("SET k v XX PX 1500 GET") {
      _ = try await $0.set(
        "k",
        "v",
        expiry: .after(.milliseconds(1500)),
        condition: .ifPresent,
        get: String.self
      )
    }
    try await expect("SET k v KEEPTTL") { try await $0.set("k", "v", expiry: .asBefore) }
    try await expect("SET k v EXAT 1767225600") {
      try await $0.set("k", "v", expiry: .at(sinceEpoch: .seconds(1_767_225_600)))
    }
    try await expect("SETNX k v") { try await $0.setNX("k", "v") }
    try await expect("GETDEL k") { _ = try await $0.getDel("k") }
    try await expect("GETEX k EX 5") { _ = try await $0.getEx("k", expiry: .after(.seconds(5))) }
    try await expect("GETEX k PERSIST") { _ = try await $0.getEx("k", expiry: nil) }
    try await expect("GETEX k") { _ = try await $0.getEx("k", expiry: .asBefore) }
    try await expect("MGET a b") { _ = try await $0.mget(["a", "b"]) }
    try await expect("MSET b 1 a 2") { try await $0.mset(["b": 1, "a": 2]) }
    try await expect("MSETNX a 1") { try await $0.msetNX(["a": 1]) }
    try await expect("APPEND k v") { try await $0.append("k", "v") }
    try await expect("GETRANGE k 0 -1") { _ = try await $0.getRange("k") }
    try await expect("SETRANGE k 3 v") { try await $0.setRange("k", at: 3, "v") }
    try await expect("INCRBYFLOAT k 0.1") { try await $0.incrByFloat("k", 0.1) }
    try await expect("DECRBY k 3") { try await $0.decrBy("k", 3) }
  }

  func testKeysAndExpiry() async throws {
    try await expect("DEL a b") { try await $0.del("a", "b") }
    try await expect("UNLINK a") { try await $0.unlink(["a"]) }
    try await expect("EXISTS a") { let _: Bool = try await $0.exists("a") }
    try await expect("EXISTS a a") { let _: Int = try await $0.exists(["a", "a"]) }
    try await expect("EXPIRE k 60 NX") {
      try await $0.expire("k", after: .seconds(60), condition: .ifNone)
    }
    try await expect("PEXPIRE k 1") { try await $0.expire("k", after: .nanoseconds(1)) }
    try await expect("PEXPIRE k 2000") { try await $0.pexpire("k", after: .seconds(2)) }
    try await expect("EXPIREAT k 100 GT") {
      try await $0.expireAt("k", sinceEpoch: .seconds(100), condition: .ifLater)
    }
    try await expect("RENAME a b") { try await $0.rename("a", to: "b") }
    try await expect("COPY a b REPLACE") { try await $0.copy("a", to: "b", replace: true) }
    try await expect("KEYS user:*") { _ = try await $0.keys("user:*") }
  }

  func testHashesListsAndSets() async throws {
    try await expect("HSET k b 1 a 2") { try await $0.hset("k", ["b": 1, "a": 2]) }
    try await expect("HSET k f v") { let _: Bool = try await $0.hset("k", "f", "v") }
    try await expect("HMGET k a b") { _ = try await $0.hmget("k", ["a", "b"]) }
    try await expect("HDEL k a b") { try await $0.hdel("k", "a", "b") }
    try await expect("HINCRBY k f -1") { try await $0.hincrBy("k", "f", -1) }
    try await expect("LPUSH k a b") { try await $0.lpush("k", "a", "b") }
    try await expect("LRANGE k 0 9") { _ = try await $0.lrange("k", from: 0, through: 9) }
    try await expect("LTRIM k 0 9") { try await $0.ltrim("k", from: 0, through: 9) }
    try await expect("LINSERT k BEFORE b a") { try await $0.linsert("k", "a", before: "b") }
    try await expect("LREM k 0 a") { try await $0.lrem("k", "a") }
    try await expect("LMOVE a b LEFT RIGHT") { try await $0.lmove("a", .left, to: "b", .right) }
    try await expect("BLPOP a b 0.500") {
      _ = try await $0.blpop(["a", "b"], timeout: .milliseconds(500))
    }
    try await expect("BRPOP a 0") { _ = try await $0.brpop(["a"], timeout: .zero) }
    try await expect("BLMOVE a b LEFT LEFT 12.005") {
      _ = try await $0.blmove("a", .left, to: "b", .left, timeout: .milliseconds(12_005))
    }
    try await expect("SADD k a b") { try await $0.sadd("k", "a", "b") }
    try await expect("SINTERCARD 2 a b LIMIT 3") {
      _ = try await $0.sinterCard(["a", "b"], limit: 3)
    }
    try await expect("SMOVE a b x") { try await $0.smove("a", to: "b", "x") }
  }

  func testSortedSets() async throws {
    try await expect("ZADD k 9.5 ada") { try await $0.zadd("k", "ada", score: 9.5) }
    try await expect("ZADD k GT CH 3 b 1 a") {
      try await $0.zadd("k", ["b": 3, "a": 1], options: [.countChanged, .ifGreater])
    }
    try await expect("ZADD k inf a") { try await $0.zadd("k", "a", score: .infinity) }
    try await expect("ZRANGE k 0 -1") { _ = try await $0.zrange("k") }
    try await expect("ZRANGE k 0 9 REV WITHSCORES") {
      _ = try await $0.zrangeWithScores("k", .ranks(from: 0, through: 9), reversed: true)
    }
    try await expect("ZRANGE k (1 +inf BYSCORE LIMIT 0 5") {
      _ = try await $0.zrange("k", .scores(from: .excluding(1), limit: 5))
    }
    try await expect("ZRANGE k 2.5 -inf BYSCORE REV LIMIT 10 -1") {
      _ = try await $0.zrange("k", .scores(through: 2.5, offset: 10), reversed: true)
    }
    try await expect("ZRANGE k [a (c BYLEX") {
      _ = try await $0.zrange("k", .elements(from: "a", through: .excluding("c")))
    }
    try await expect("ZRANGESTORE d k 0 1") {
      try await $0.zrangeStore("d", from: "k", .ranks(from: 0, through: 1))
    }
    try await expect("ZINCRBY k 2 ada") { try await $0.zincrBy("k", 2, "ada") }
    try await expect("ZCOUNT k -inf 10") { _ = try await $0.zcount("k", through: 10) }
    try await expect("ZREMRANGEBYSCORE k -inf (5") {
      try await $0.zremRangeByScore("k", through: .excluding(5))
    }
    try await expect("ZUNIONSTORE d 2 a b WEIGHTS 1 0.5 AGGREGATE MAX") {
      try await $0.zunionStore("d", ["a", "b"], weights: [1, 0.5], aggregate: .maximum)
    }
    try await expect("BZPOPMIN a 1") { _ = try await $0.bzpopMin(["a"], timeout: .seconds(1)) }
  }

  func testStreams() async throws {
    let id = RedisStreamID(milliseconds: 5, sequence: 1)
    try await expect("XADD k MAXLEN ~ 100 * sku 7 cents 1999") {
      try await $0.xadd("k", ["sku": 7, "cents": 1999], trim: .length(100))
    }
    try await expect("XADD k MINID = 5-1 5-1 f v") {
      try await $0.xadd("k", ["f": "v"], id: id, trim: .from(id, approximately: false))
    }
    try await expect("XRANGE k - + COUNT 2") { _ = try await $0.xrange("k", count: 2) }
    try await expect("XREVRANGE k 5-1 -") { _ = try await $0.xrevrange("k", from: id) }
    try await expect("XREAD COUNT 2 BLOCK 500 STREAMS a b 0-0 5-1") {
      _ = try await $0.xread(
        ["a", "b"],
        after: [.zero, id],
        count: 2,
        block: .milliseconds(500)
      )
    }
    try await expect("XGROUP CREATE k g $ MKSTREAM") {
      try await $0.xgroupCreate("k", group: "g", from: .end, makeStream: true)
    }
    try await expect("XREADGROUP GROUP g c COUNT 1 STREAMS k >") {
      _ = try await $0.xreadGroup("k", group: "g", consumer: "c", count: 1)
    }
    try await expect("XREADGROUP GROUP g c NOACK STREAMS a b 0-0 0-0") {
      _ = try await $0.xreadGroup(
        ["a", "b"],
        group: "g",
        consumer: "c",
        .pending(),
        acknowledges: true
      )
    }
    try await expect("XACK k g 5-1") { try await $0.xack("k", group: "g", id) }
    try await expect("XPENDING k g IDLE 9 0-0 \(RedisStreamID.maximum) 10 c") {
      _ = try await $0.xpending(
        "k",
        group: "g",
        count: 10,
        consumer: "c",
        minimumIdle: .milliseconds(9)
      )
    }
    try await expect("XAUTOCLAIM k g c 60000 0-0 COUNT 5") {
      _ = try await $0.xautoClaim(
        "k",
        group: "g",
        consumer: "c",
        minimumIdle: .seconds(60),
        count: 5
      )
    }
    try await expect("XCLAIM k g c 1 5-1") {
      _ = try await $0.xclaim("k", group: "g", consumer: "c", minimumIdle: .milliseconds(1), [id])
    }
  }

  func testTheRest() async throws {
    try await expect("PUBLISH news hello") { try await $0.publish("hello", to: "news") }
    try await expect("PFADD k a b") { try await $0.pfadd("k", "a", "b") }
    try await expect("SETBIT k 7 1") { try await $0.setBit("k", at: 7, true) }
    try await expect("BITCOUNT k 1 -1") { _ = try await $0.bitCount("k", fromByte: 1) }
    try await expect("BITOP AND d a b") { try await $0.bitOp(.and, "d", ["a", "b"]) }
    try await expect("FCALL f 1 k 100 60") {
      _ = try await $0.fcall("f", keys: ["k"], arguments: [100, 60], as: Bool.self)
    }
    try await expect("EVALSHA abc 1 k") { _ = try await $0.evalSHA("abc", keys: ["k"]) }
    try await expect("CONFIG SET maxmemory 1mb") { try await $0.configSet("maxmemory", "1mb") }
    try await expect("WAIT 1 100") {
      try await $0.wait(replicas: 1, timeout: .milliseconds(100))
    }
    try await expect("INFO memory") { _ = try await $0.info("memory") }
  }

  func testWithoutKeysNothingIsSent() async throws {
    let redis = ScriptedConnection()
    let none: [String] = []
    let values = try await redis.mget(none)
    let deleted = try await redis.del(none)
    let added = try await redis.sadd("k", none)
    XCTAssertEqual(values, [])
    XCTAssertEqual(deleted + added, 0)
    XCTAssertEqual(redis.sent, [])
  }

  func testCommandsThatWaitGetAConnectionOfTheirOwn() async throws {
    let redis = ScriptedConnection(.nullArray, .null, .integer(1))
    let popped = try await redis.blpop(["jobs"], timeout: .seconds(1))
    let entries = try await redis.xread("log", after: .zero, block: .seconds(1))
    XCTAssertNil(popped)
    XCTAssertEqual(entries, [])
    XCTAssertEqual(redis.dedicated, 2)
    try await redis.incr("k")
    XCTAssertEqual(redis.dedicated, 2)
  }
}
