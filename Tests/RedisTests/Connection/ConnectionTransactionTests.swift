import XCTest

@testable import Redis

final class ConnectionTransactionTests: XCTestCase {
  private let commands = [RedisCommand("INCR", "a"), RedisCommand("LPUSH", "a", 1)]

  func testACommittedTransactionGivesEveryReplyWithErrorsInPlace() async throws {
    let redis = ScriptedConnection(
      .ok,
      .simple("QUEUED"),
      .simple("QUEUED"),
      .array([.integer(1), .error(.wrongType)])
    )
    let result = try await redis.transaction(commands)
    XCTAssertEqual(result, .committed([.integer(1), .error(.wrongType)]))
    XCTAssertEqual(redis.sent, ["MULTI", "INCR a", "LPUSH a 1", "EXEC"])
    XCTAssertEqual(redis.dedicated, 1)
  }

  func testAChangedWatchedKeyAborts() async throws {
    for null in [RESPValue.nullArray, .null] {
      let redis = ScriptedConnection(.ok, .simple("QUEUED"), .simple("QUEUED"), null)
      let result = try await redis.transaction(commands)
      XCTAssertEqual(result, .aborted)
      XCTAssertNil(result.replies)
    }
  }

  func testARefusedCommandIsNamed() async throws {
    let wrong = RedisError.wrongArity("incr")
    let redis = ScriptedConnection(
      .ok,
      .error(wrong),
      .simple("QUEUED"),
      .error(RedisError(code: "EXECABORT", "Transaction discarded because of previous errors."))
    )
    do {
      _ = try await redis.transaction(commands)
      XCTFail("no error")
    } catch let error as RedisTransactionError {
      XCTAssertEqual(error.refusals.map(\.command), [RedisCommand("INCR", "a")])
      XCTAssertEqual(error.refusals.map(\.error), [wrong])
    }
  }

  func testExecsOwnErrorIsThrown() async throws {
    let oom = RedisError(code: "OOM", "command not allowed when used memory > 'maxmemory'.")
    let redis = ScriptedConnection(.ok, .simple("QUEUED"), .simple("QUEUED"), .error(oom))
    do {
      _ = try await redis.transaction(commands)
      XCTFail("no error")
    } catch let error as RedisError {
      XCTAssertEqual(error, oom)
    }
  }

  func testWatchingNamesTheKeys() async throws {
    let redis = ScriptedConnection(.ok, .ok)
    try await redis.watch("a", "b")
    try await redis.unwatch()
    XCTAssertEqual(redis.sent, ["WATCH a b", "UNWATCH"])
  }

  func testAPipelineKeepsErrorsInTheirPlace() async throws {
    let redis = ScriptedConnection(.integer(1), .error(.wrongType), .ok)
    let replies = try await redis.pipeline([
      RedisCommand("INCR", "a"), RedisCommand("GET", "b"), RedisCommand("SET", "c", 1),
    ])
    XCTAssertEqual(replies, [.integer(1), .error(.wrongType), .ok])
  }

  func testATypedPipelineGivesATuple() async throws {
    let redis = ScriptedConnection(.null, .integer(3), .array([.bulk("x")]))
    let (name, visits, recent) = try await redis.pipeline(
      RedisRequest("GET", "name", as: String?.self),
      RedisRequest("INCR", "visits", as: Int.self),
      RedisRequest("LRANGE", "recent", 0, 9, as: [String].self)
    )
    XCTAssertNil(name)
    XCTAssertEqual(visits, 3)
    XCTAssertEqual(recent, ["x"])
    XCTAssertEqual(redis.sent, ["GET name", "INCR visits", "LRANGE recent 0 9"])
  }

  func testATypedPipelineSendsEverythingBeforeItThrows() async throws {
    let redis = ScriptedConnection(.integer(1), .error(.notAnInteger), .integer(3))
    do {
      _ = try await redis.pipeline(
        ["a", "b", "c"].map { RedisCommand("INCR", $0) },
        as: Int.self
      )
      XCTFail("no error")
    } catch let error as RedisError {
      XCTAssertEqual(error, .notAnInteger)
    }
    XCTAssertEqual(redis.sent.count, 3)
  }
}
