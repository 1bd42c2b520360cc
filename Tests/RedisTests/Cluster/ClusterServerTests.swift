import Redis
import XCTest

/// A cluster behind ports, and the client that real ones are used with.
final class ClusterServerTests: XCTestCase {
  func testTheClientFindsEveryKeyOverTheNetworkWhileASlotMoves() async throws {
    let server = try RedisClusterServer(primaries: 3, replicasPerPrimary: 1)
    XCTAssertEqual(Set(server.endpoints).count, 6)
    let redis = RedisClusterClient([server.endpoints[4]])
    for number in 0..<30 { try await redis.set("key:\(number)", "\(number)") }
    let size = try await redis.send(RedisCommand("DBSIZE"))
    XCTAssertEqual(size, .integer(30))

    try await redis.set("bar", "kept")
    let nodes = server.endpoints.map { RedisClient(RedisClientConfiguration($0)) }
    let ids = try await [
      nodes[0].send(RedisCommand("CLUSTER", "MYID"), as: String.self),
      nodes[1].send(RedisCommand("CLUSTER", "MYID"), as: String.self),
    ]
    let port = server.endpoints[1].port
    for (node, words) in [
      (1, ["CLUSTER", "SETSLOT", "5061", "IMPORTING", ids[0]]),
      (0, ["CLUSTER", "SETSLOT", "5061", "MIGRATING", ids[1]]),
      (0, ["MIGRATE", "127.0.0.1", "\(port)", "bar", "0", "1000"]),
    ] {
      let reply = try await nodes[node].send(RedisCommand(words.map { RedisBytes($0) }))
      XCTAssertEqual(reply, .ok, "\(words)")
    }
    let asked = try await redis.get("bar", as: String.self)
    XCTAssertEqual(asked, "kept")
    for node in [0, 1] {
      let words = ["CLUSTER", "SETSLOT", "5061", "NODE", ids[1]]
      let reply = try await nodes[node].send(RedisCommand(words.map { RedisBytes($0) }))
      XCTAssertEqual(reply, .ok)
    }
    let moved = try await redis.get("bar", as: String.self)
    XCTAssertEqual(moved, "kept")

    redis.close()
    for node in nodes { node.close() }
    await server.stop()
  }
}
