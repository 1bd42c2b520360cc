import Foundation
import Memcached
import XCTest

/// The real server that `MEMCACHED_URL` names, for tests that are left out without one.
enum RealMemcached {
  static func url(for left: String) throws -> MemcachedURL {
    guard let setting = ProcessInfo.processInfo.environment["MEMCACHED_URL"] else {
      throw XCTSkip("MEMCACHED_URL is not set, so \(left)")
    }
    return try XCTUnwrap(MemcachedURL(setting), "MEMCACHED_URL is \"\(setting)\"")
  }

  static func node(for left: String) throws -> Ketama.Node {
    let url = try url(for: left)
    return try XCTUnwrap(url.nodes.first)
  }

  static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  struct HoldsItems: Error, CustomStringConvertible {
    let node: Ketama.Node
    let count: String

    var description: String {
      "the memcached at \(node.host):\(node.port) holds \(count) items, and this test would flush "
        + "them: point MEMCACHED_URL at one that was started for the tests"
    }
  }

  /// Throws if somebody's items would be lost.
  static func verifyThatItIsEmpty(_ node: Ketama.Node) async throws {
    let client = MemcachedClient(host: node.host, port: node.port)
    defer { client.close() }
    let count = try await client.stats()["curr_items"] ?? "nobody knows how many"
    guard count == "0" else { throw HoldsItems(node: node, count: count) }
  }
}
