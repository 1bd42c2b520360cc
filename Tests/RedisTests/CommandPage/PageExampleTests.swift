import Lab
import Redis
import XCTest

/// The examples of the page about the fake Redis.
final class PageExampleTests: XCTestCase {
  func testAClock() async throws {
    let clock = ManualClock()
    let redis = FakeRedis(clock: clock)
    try await redis.set("session", "ada", expiry: .after(.seconds(60)))
    clock.advance(by: .seconds(60))
    let session = try await redis.get("session")  // nil: its minute is over

    XCTAssertEqual(session, nil)
  }

  func testFaults() async throws {
    let redis = FakeRedis(clock: ManualClock())
    redis.failNext(1)  // the next command never arrives
    redis.failNext(1, when: .afterExecution)  // it is carried out, its reply is lost
    redis.goDown()  // the server is away: subscriptions and waits end
    redis.comeUp()  // it is back, with all that it held
    redis.setLatency(.milliseconds(3))  // every round trip takes its time on the clock

    redis.setLatency(nil)
    for mayHaveBeenExecuted in [false, true] {
      do {
        try await redis.incr("visits")
        XCTFail("the round trip fails")
      } catch let error as RedisUnavailable {
        XCTAssertEqual(error.mayHaveBeenExecuted, mayHaveBeenExecuted)
      }
    }
    let visits = try await redis.get("visits", as: Int.self)
    XCTAssertEqual(visits, 1)
  }

  func testCounts() async throws {
    let redis = FakeRedis(clock: ManualClock())
    _ = try await redis.mget(["a", "b"])
    let calls = redis.calls["mget"]  // 1
    let roundTrips = redis.roundTrips  // 1, as for a pipeline of any length
    let latest = redis.log.last?.description  // "MGET a b"

    XCTAssertEqual(calls, 1)
    XCTAssertEqual(roundTrips, 1)
    XCTAssertEqual(latest, "MGET a b")
  }

  func testMemory() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let room = redis.usedMemory + 100_000
    try await redis.configSet("maxmemory", room)
    try await redis.configSet("maxmemory-policy", "allkeys-lru")

    for number in 0..<5000 { try await redis.set("key:\(number)", number) }
    let kept = try await redis.dbSize()
    XCTAssertTrue((100..<5000).contains(kept), "\(kept)")
    XCTAssertLessThan(redis.usedMemory, room + 1000)
  }

  func testAScript() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let lua = """
      if tonumber(redis.call('GET', KEYS[1]) or '0') == 0 then return 0 end
      redis.call('DECR', KEYS[1])
      return 1
      """
    let take = RedisScript(name: "take", text: lua) { redis, keys, arguments in
      let stock = try redis.call("GET", keys[0], as: Int?.self) ?? 0
      if stock == 0 { return .integer(0) }
      _ = try redis.call("DECR", keys[0])
      return .integer(1)
    }
    redis.register(take)
    let taken = try await redis.run(take, keys: ["stock:7"], as: Bool.self)

    XCTAssertFalse(taken)
    try await redis.set("stock:7", 2)
    let second = try await redis.run(take, keys: ["stock:7"], as: Bool.self)
    XCTAssertTrue(second)
    let stock = try await redis.get("stock:7", as: Int.self)
    XCTAssertEqual(stock, 1)
  }

  func testTheEnvironment() throws {
    let redis = try RedisConnections.fromEnvironment(default: FakeRedis())

    let isSet = ["REDIS_URL", "REDIS_CLUSTER"].contains { name in
      RedisConnections.environmentVariable(name) != nil
    }
    XCTAssertEqual(redis is FakeRedis, !isSet)
  }
}
