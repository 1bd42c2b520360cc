import XCTest

@testable import Redis

/// Blocking with a command made for it, so that these checks stand without any collection.
final class EngineBlockingTests: XCTestCase {
  /// Blocks a client until one of the keys holds a string, which it takes.
  private func take(
    _ keys: [RedisBytes],
    timeout: Int = 0,
    _ redis: EngineProbe,
    as number: Int
  ) throws -> RESPValue? {
    let client = redis.client(number)
    let command = try XCTUnwrap(redis.engine.table["getdel"])
    let context = CommandContext(
      engine: redis.engine,
      client: client,
      database: redis.engine.databases[0],
      command: command,
      arguments: ["TAKE"] + keys
    )
    return try context.block(on: keys, timeout: timeout) { context, keys throws(RedisError) in
      for key in keys {
        guard let value = try context.string(key) else { continue }
        context.delete(key)
        context.changed(key)
        return .array([.bulk(key), .bulk(value)])
      }
      return nil
    }
  }

  func testWhoWaitsLongestIsServedFirst() throws {
    let redis = EngineProbe()
    XCTAssertNil(try take(["k"], redis, as: 1))
    XCTAssertNil(try take(["k"], redis, as: 2))
    XCTAssertEqual(redis.run("SET k first"), "OK")
    XCTAssertEqual(redis.takeReceived(by: 1), ["[\"k\", \"first\"]"])
    XCTAssertEqual(redis.takeReceived(by: 2), [])
    redis.run("SET k second")
    XCTAssertEqual(redis.takeReceived(by: 2), ["[\"k\", \"second\"]"])
    XCTAssertEqual(redis.run("EXISTS k"), "0")
  }

  func testAWaitEndsAtItsTimeoutAndNotBefore() throws {
    let redis = EngineProbe()
    XCTAssertNil(try take(["k"], timeout: 100, redis, as: 1))
    XCTAssertEqual(redis.engine.nextDeadline, redis.engine.now + 100)
    redis.advance(milliseconds: 99)
    XCTAssertEqual(redis.takeReceived(by: 1), [])
    redis.advance(milliseconds: 1)
    XCTAssertEqual(redis.takeReceived(by: 1), ["nil"])
    XCTAssertNil(redis.engine.nextDeadline)
    redis.run("SET k v")
    XCTAssertEqual(redis.run("GET k"), "\"v\"", "nobody waits any more")
  }

  func testNothingBlocksInATransaction() throws {
    let redis = EngineProbe()
    redis.client(1).denyBlocking = true
    XCTAssertEqual(try take(["k"], redis, as: 1), .nullArray)
    XCTAssertEqual(redis.engine.blockedClients.count, 0)
  }

  func testClientUnblockEndsAWaitAsTimeoutOrAsError() throws {
    let redis = EngineProbe()
    let id = redis.client(1).id
    XCTAssertNil(try take(["k"], redis, as: 1))
    XCTAssertEqual(redis.run("CLIENT UNBLOCK \(id)"), "1")
    XCTAssertEqual(redis.takeReceived(by: 1), ["nil"])
    XCTAssertNil(try take(["k"], redis, as: 1))
    XCTAssertEqual(redis.run("CLIENT UNBLOCK \(id) ERROR"), "1")
    XCTAssertEqual(
      redis.takeReceived(by: 1),
      ["(error) UNBLOCKED client unblocked via CLIENT UNBLOCK"]
    )
    XCTAssertEqual(redis.run("CLIENT UNBLOCK \(id)"), "0")
  }

  func testKeysThatATransactionWritesServeOnlyAfterIt() throws {
    let redis = EngineProbe()
    XCTAssertNil(try take(["k"], redis, as: 1))
    for command in ["MULTI", "SET k v", "GET k"] { redis.run(command) }
    XCTAssertEqual(redis.run("EXEC"), "[OK, \"v\"]")
    XCTAssertEqual(redis.takeReceived(by: 1), ["[\"k\", \"v\"]"])
  }

  func testAPauseHoldsWritesBackAndLetsThemGoInOrder() {
    let redis = EngineProbe()
    redis.run("CLIENT PAUSE 100 WRITE")
    XCTAssertEqual(redis.run("APPEND k a", as: 1), "…")
    XCTAssertEqual(redis.run("APPEND k b", as: 2), "…")
    XCTAssertEqual(redis.run("GET k"), "nil")
    redis.advance(milliseconds: 100)
    XCTAssertEqual(redis.takeReceived(by: 1), ["1"])
    XCTAssertEqual(redis.takeReceived(by: 2), ["2"])
    XCTAssertEqual(redis.run("GET k"), "\"ab\"")
  }
}
