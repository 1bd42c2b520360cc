import Lab
import XCTest

@testable import Redis

final class FakeBlockingTests: XCTestCase {
  func testABlockedClientParksOneSleeperAndEndsByTheClock() async throws {
    let clock = ManualClock()
    let redis = FakeRedis(clock: clock)
    let waiting = Task { try await redis.connect().send(RedisCommand("BLPOP", "queue", 5)) }
    await clock.sleepers(atLeast: 1)
    XCTAssertEqual(clock.sleeperCount, 1)
    XCTAssertEqual(redis.blockedClients, 1)
    clock.advance(by: .seconds(5))
    let reply = try await waiting.value
    XCTAssertEqual(reply, .nullArray)
    XCTAssertEqual(redis.blockedClients, 0)
    XCTAssertEqual(clock.abandonSleepers(), 0)
  }

  func testAPushWakesTheOneWhoWaits() async throws {
    let clock = ManualClock()
    let redis = FakeRedis(clock: clock)
    let waiting = Task { try await redis.connect().send(RedisCommand("BLPOP", "queue", 0)) }
    await redis.blockedClients(atLeast: 1)
    _ = try await redis.send(RedisCommand("RPUSH", "queue", "job"))
    let reply = try await waiting.value
    XCTAssertEqual(reply, .array([.bulk("queue"), .bulk("job")]))
  }

  func testCancellationUnblocks() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let connection = redis.connect()
    let waiting = Task { try await connection.send(RedisCommand("BLPOP", "queue", 0)) }
    await redis.blockedClients(atLeast: 1)
    waiting.cancel()
    do {
      _ = try await waiting.value
      XCTFail("a cancelled wait throws")
    } catch {
      XCTAssertTrue(error is CancellationError, "\(error)")
    }
    XCTAssertEqual(redis.blockedClients, 0)
    _ = try await redis.send(RedisCommand("RPUSH", "queue", "job"))
    let count = try await connection.send(RedisCommand("LLEN", "queue"))
    XCTAssertEqual(count, .integer(1), "nobody took it")
  }

  func testACommandBehindABlockedOneOnTheSameConnectionIsAnsweredAfterIt() async throws {
    let redis = FakeRedis(clock: ManualClock())
    let connection = redis.connect()
    let first = Task { try await connection.send(RedisCommand("BLPOP", "queue", 0)) }
    await redis.blockedClients(atLeast: 1)
    let second = Task { try await connection.send(RedisCommand("PING")) }
    _ = try await redis.send(RedisCommand("RPUSH", "queue", "job"))
    let replies = try await (first.value, second.value)
    XCTAssertEqual(replies.0, .array([.bulk("queue"), .bulk("job")]))
    XCTAssertEqual(replies.1, .simple("PONG"))
  }
}
