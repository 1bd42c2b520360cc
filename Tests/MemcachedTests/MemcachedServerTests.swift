import Lab
import Memcached
import Sockets
import XCTest

final class MemcachedServerTests: XCTestCase {
  func testItListensOnLoopbackOnly() async throws {
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()))
    XCTAssertTrue(server.addresses.allSatisfy(\.isLoopback), "\(server.addresses)")
    await server.stop()
  }

  func testManyTasksShareOneConnection() async throws {
    let cache = FakeMemcached(clock: ManualClock())
    let server = try MemcachedServer(serving: cache)
    let client = MemcachedClient(host: "localhost", port: server.port)
    try await client.set("counter", "0")
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for _ in 0..<1000 { tasks.addTask { _ = try await client.increment("counter") } }
      try await tasks.waitForAll()
    }
    let item = try await client.get("counter")
    XCTAssertEqual(item?.text, "1000")
    let stats = try await client.stats()
    XCTAssertEqual(stats["total_connections"], "1")
    XCTAssertEqual(stats["incr_hits"], "1000")
    client.close()
    await server.stop()
  }

  func testTheServerSeesTheTimeOfItsCache() async throws {
    let clock = ManualClock()
    let server = try MemcachedServer(serving: FakeMemcached(clock: clock))
    let client = MemcachedClient(host: "127.0.0.1", port: server.port)
    try await client.set("a", "x", expiry: .seconds(60))
    clock.advance(by: .seconds(59))
    let alive = try await client.get("a")
    XCTAssertEqual(alive?.text, "x")
    clock.advance(by: .seconds(1))
    let expired = try await client.get("a")
    XCTAssertNil(expired)
    client.close()
    await server.stop()
  }

  func testALargeValueGoesThereAndBack() async throws {
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()))
    let client = MemcachedClient(host: "127.0.0.1", port: server.port)
    var random = SplitMix64(seed: 5)
    let value = (0..<1_048_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    try await client.set("large", value)
    let item = try await client.get("large")
    XCTAssertEqual(item?.value, value)
    client.close()
    await server.stop()
  }

  func testEveryRequestIsAnsweredThoughEachReplyPassesTheLimits() async throws {
    var options = ListenerOptions()
    options.limits.softOutput = 1000
    options.limits.hardOutput = 1500
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()), options)
    let value = String(repeating: "x", count: 2000)
    let sent = "set k 0 0 2000\r\n\(value)\r\n" + String(repeating: "get k\r\n", count: 100)
    let answer = try await RawConversation.hold(Array(sent.utf8), port: server.port)
    XCTAssertEqual(answer.count, "STORED\r\n".utf8.count + 100 * (2000 + 23))
    await server.stop()
  }

  func testAServerThatIsGoneIsUnavailable() async throws {
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()))
    let client = MemcachedClient(host: "127.0.0.1", port: server.port)
    try await client.set("a", "x")
    await server.stop()
    do {
      _ = try await client.get("a")
      XCTFail("the server is gone")
    } catch MemcachedError.unavailable {
      // What a cache-aside reader takes for a miss.
    }
    client.close()
  }
}
