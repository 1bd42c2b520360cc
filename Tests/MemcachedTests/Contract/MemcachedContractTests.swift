import Lab
import Memcached
import XCTest

final class MemcachedContractTests: XCTestCase {
  func testTheFakeKeepsTheContract() async throws {
    let cache = FakeMemcached(clock: ManualClock())
    try await MemcachedContract(cache: cache, prefix: "contract:").check()
  }

  func testTheClientAndTheServerKeepTheContract() async throws {
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()))
    let client = MemcachedClient(host: "127.0.0.1", port: server.port)
    try await MemcachedContract(cache: client, prefix: "contract:").check()
    client.close()
    await server.stop()
  }

  func testSeveralServersTogetherKeepTheContract() async throws {
    let clock = ManualClock()
    let nodes = (1...3).map { Ketama.Node(host: "node\($0)") }
    let cache = ShardedMemcached(
      ring: Ketama(nodes),
      connections: nodes.map { _ in FakeMemcached(clock: clock) }
    )
    try await MemcachedContract(cache: cache, prefix: "contract:").check()
  }

  func testARealServerKeepsTheContract() async throws {
    let url = try RealMemcached.url(for: "the contract was not checked on a real memcached")
    let cache = url.connect()
    try await MemcachedContract(cache: cache, prefix: "cache-course-contract:").check()
    for connection in cache.connections { connection.close() }
  }
}
