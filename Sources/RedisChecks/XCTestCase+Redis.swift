import CheckSupport
import Lab
import Redis
import XCTest

extension XCTestCase {
  /// Runs `body` with an empty fake Redis in many orders of the tasks that could run next.
  public func onFakeRedis(
    orders: Int = 16,
    file: StaticString = #filePath,
    line: UInt = #line,
    _ body: @escaping @Sendable (Schedule, FakeRedis) async throws -> Void
  ) async throws {
    try await inManyOrders(orders, file: file, line: line) { schedule in
      try await body(schedule, FakeRedis(clock: schedule.clock))
    }
  }

  /// Runs `body` with a fake Redis in many orders, and then with each server that the environment
  /// names: `REDIS_URL` a single one, `REDIS_CLUSTER` a cluster.
  ///
  /// The same body has to hold on all of them. So it waits for nothing but replies, it counts
  /// nothing but what its own keys hold, and all of its keys are in the namespace that it is given,
  /// which is empty when it starts.
  public func onEveryRedis(
    orders: Int = 16,
    file: StaticString = #filePath,
    line: UInt = #line,
    _ body: @escaping @Sendable (any RedisConnection, String) async throws -> Void
  ) async throws {
    try await onFakeRedis(orders: orders, file: file, line: line) { _, redis in
      try await body(redis, "shop")
    }
    let failures = testRun?.totalFailureCount
    for server in try RealRedis.all() where testRun?.totalFailureCount == failures {
      let error = await errorThrown {
        try await server.withNamespace { try await body(server.connection, $0) }
      }
      if error != nil || testRun?.totalFailureCount != failures {
        XCTFail("this happened on the server that \(server.variable) names", file: file, line: line)
      }
      if let error { throw error }
    }
  }
}
