import Lab
import XCTest

@testable import Redis

final class FakeFaultTests: XCTestCase {
  func testTheNextRoundTripsFailAndThenNoMore() async {
    let redis = FakeRedis(clock: ManualClock())
    redis.failNext(2)
    var outcomes: [String] = []
    for _ in 0..<3 { outcomes.append(await outcome(redis, RedisCommand("INCR", "n"))) }
    XCTAssertEqual(outcomes, ["unavailable", "unavailable", "1"])
    XCTAssertEqual(redis.calls["incr"], 3, "tries count")
  }

  func testALostReplyLeavesTheCommandDone() async {
    let redis = FakeRedis(clock: ManualClock())
    redis.failNext(1, when: .afterExecution)
    let first = await outcome(redis, RedisCommand("INCR", "n"))
    let second = await outcome(redis, RedisCommand("INCR", "n"))
    XCTAssertEqual([first, second], ["unavailable", "2"])
  }

  func testWhileTheServerIsDownEverythingFailsAndNothingIsLost() async throws {
    let redis = FakeRedis(clock: ManualClock())
    _ = await outcome(redis, RedisCommand("SET", "k", "v"))
    let waiting = Task { await outcome(redis.connect(), RedisCommand("BLPOP", "queue", 0)) }
    await redis.blockedClients(atLeast: 1)
    redis.goDown()
    let blocked = await waiting.value
    let refused = await outcome(redis, RedisCommand("GET", "k"))
    redis.comeUp()
    let answered = await outcome(redis, RedisCommand("GET", "k"))
    XCTAssertEqual([blocked, refused, answered], ["unavailable", "unavailable", "\"v\""])
  }

  func testARoundTripTakesItsTimeOnTheClockAndAPipelineIsOne() async throws {
    let clock = ManualClock()
    let redis = FakeRedis(clock: clock)
    redis.setLatency(.milliseconds(3))
    let commands = [RedisCommand("SET", "k", "v"), RedisCommand("GET", "k")]
    let pipeline = Task { try await redis.pipeline(commands) }
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .milliseconds(3))
    let replies = try await pipeline.value
    XCTAssertEqual(replies, [.ok, .bulk("v")])
    XCTAssertEqual(clock.abandonSleepers(), 0)
  }

  func testASubscriptionEndsWithTheConnection() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let messages = try await redis.subscribe(to: ["news"], patterns: [])
    redis.goDown()
    do {
      for try await message in messages { XCTFail("no message was sent: \(message)") }
      XCTFail("a lost connection is not the end of the news")
    } catch {
      XCTAssertTrue(error is RedisUnavailable, "\(error)")
    }
  }
}

/// What a command came to: its reply in short, or that the server could not be reached.
private func outcome(_ redis: FakeRedis, _ command: RedisCommand) async -> String {
  do {
    return EngineProbe.text(try await redis.send(command))
  } catch is RedisUnavailable {
    return "unavailable"
  } catch {
    return "\(error)"
  }
}
