import Lab
import Memcached
import XCTest

final class ShardedMemcachedTests: XCTestCase {
  private let nodes = (1...3).map { Ketama.Node(host: "node\($0)") }
  private let keys = (0..<30).map { "key-\($0)" }

  func testManyKeysAreOneRequestForEachServer() async throws {
    let servers = nodes.map { _ in FakeMemcached(clock: ManualClock()) }
    let cache = ShardedMemcached(ring: Ketama(nodes), connections: servers)
    for key in keys { try await cache.set(key, key) }
    for server in servers {
      XCTAssertGreaterThan(server.itemCount, 0)
      server.resetRequestCount()
    }
    let found = try await cache.get(keys)
    XCTAssertEqual(found.mapValues(\.text), Dictionary(uniqueKeysWithValues: zip(keys, keys)))
    XCTAssertEqual(servers.map(\.requestCount), [1, 1, 1])
  }

  func testALostServerFailsUnlessItCountsAsMisses() async throws {
    let servers = nodes.map { _ in FakeMemcached(clock: ManualClock()) }
    let strict = ShardedMemcached(ring: Ketama(nodes), connections: servers)
    let lenient = ShardedMemcached(
      ring: Ketama(nodes),
      connections: servers,
      countsLostNodesAsMisses: true
    )
    for key in keys { try await strict.set(key, key) }
    servers[1].goDown()
    do {
      _ = try await strict.get(keys)
      XCTFail("a server is lost")
    } catch {
      XCTAssertEqual(error as? MemcachedError, .unavailable("it is down"))
    }
    let found = try await lenient.get(keys)
    let ring = Ketama(nodes)
    XCTAssertEqual(found.keys.sorted(), keys.filter { ring.node(of: $0) != 1 }.sorted())
  }

  func testAFlushReachesAllServers() async throws {
    let servers = nodes.map { _ in FakeMemcached(clock: ManualClock()) }
    let cache = ShardedMemcached(ring: Ketama(nodes), connections: servers)
    for key in keys { try await cache.set(key, key) }
    try await cache.flushAll()
    let found = try await cache.get(keys)
    XCTAssertEqual(found, [:])
  }
}
