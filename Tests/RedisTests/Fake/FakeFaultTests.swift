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

  func testAnEndedSubscriptionHasBeenReadToItsEnd() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let reading = Task {
      var payloads: [RedisBytes] = []
      for try await message in try await redis.subscribe(to: "news") {
        payloads.append(message.payload)
      }
      return payloads
    }
    await redis.subscribers(atLeast: 1)
    for number in 0..<3 { try await redis.publish(number, to: "news") }
    redis.endSubscriptions()
    let payloads = try await reading.value
    XCTAssertEqual(payloads, ["0", "1", "2"])
    XCTAssertEqual(redis.subscribers, 0)
    let receivers = try await redis.publish("late", to: "news")
    XCTAssertEqual(receivers, 0)
  }

  func testAFailureTellsWhetherTheCommandMayHaveBeenCarriedOut() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let cases: [(FakeRedis.FailureMoment, Bool)] = [
      (.beforeExecution, false), (.afterExecution, true),
    ]
    for (moment, mayHaveBeenExecuted) in cases {
      redis.failNext(1, when: moment)
      do {
        try await redis.incr("n")
        XCTFail("the round trip fails")
      } catch let error as RedisUnavailable {
        XCTAssertEqual(error.mayHaveBeenExecuted, mayHaveBeenExecuted, "\(moment)")
      }
    }
    let n = try await redis.get("n", as: Int.self)
    XCTAssertEqual(n, 1)
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
