import Lab
import XCTest

@testable import Redis

/// What learners rely on, tried on everything that is a `RedisConnection`.
///
/// The cases are in `ContractCase+….swift`, by what they are about. Those that need what a place does
/// not have, such as a clock that can be moved, are left out there.
final class ContractTests: XCTestCase {
  func testFakeRedis() async throws {
    try await tryAll(on: "FakeRedis") { tag in
      let clock = ManualClock()
      let redis = FakeRedis(clock: clock)
      let offers: ContractNeeds = [.clock, .privacy, .oneServer, .anyKey, .scripts, .sharing]
      var run = ContractRun(tag: tag, offers: offers, clock: clock, other: redis.connect())
      run.register = { redis.register($0) }
      return ContractPlace(redis: redis, run: run)
    }
  }

  func testANodeOfAFakeCluster() async throws {
    try await tryAll(on: "FakeCluster") { tag in
      let clock = ManualClock()
      let cluster = FakeCluster(clock: clock)
      let node = try XCTUnwrap(cluster.primary(for: RedisBytes("{\(tag)}")))
      let redis = node.connect()
      var run = ContractRun(
        tag: tag,
        offers: [.clock, .privacy, .slots, .scripts],
        clock: clock,
        other: node.connect()
      )
      run.register = { redis.register($0) }
      return ContractPlace(redis: redis, run: run)
    }
  }

  func testTheClientOnAServerOfOurs() async throws {
    for version in [RESPVersion.two, .three] {
      try await tryAll(on: "RedisServer, RESP\(version)") { tag in
        let server = try RedisServer(.init(port: 0))
        var configuration = RedisClientConfiguration(RedisEndpoint(port: server.port))
        configuration.version = version
        let clients = (RedisClient(configuration), RedisClient(configuration))
        let run = ContractRun(
          tag: tag,
          offers: [.privacy, .oneServer, .anyKey, .sharing],
          other: clients.1
        )
        return ContractPlace(redis: clients.0, run: run) {
          clients.0.close()
          clients.1.close()
          try await server.stop()
        }
      }
    }
  }

  func testTheClientOnARealServer() async throws {
    guard let first = try RedisConnections.client(), let second = try RedisConnections.client()
    else {
      throw XCTSkip("REDIS_URL is not set: the contract was not tried on a real server")
    }
    try await skipIfOld(first, "REDIS_URL")
    try await tryAll(on: "REDIS_URL") { tag in
      let run = ContractRun(
        tag: tag,
        offers: [.oneServer, .anyKey, .scripts, .sharing],
        other: second
      )
      return ContractPlace(redis: first, run: run) { try await first.deleteAll(of: tag) }
    }
    first.close()
    second.close()
  }

  func testTheClientOnARealCluster() async throws {
    guard let first = try RedisConnections.clusterClient(),
      let second = try RedisConnections.clusterClient()
    else {
      throw XCTSkip("REDIS_CLUSTER is not set: the contract was not tried on a real cluster")
    }
    try await skipIfOld(first, "REDIS_CLUSTER")
    try await tryAll(on: "REDIS_CLUSTER") { tag in
      let run = ContractRun(tag: tag, offers: [.slots, .anyKey, .scripts, .sharing], other: second)
      return ContractPlace(redis: first, run: run) { try await first.deleteAll(of: tag) }
    }
    first.close()
    second.close()
  }

  func testNoCaseIsThereTwice() {
    let names = ContractCase.all.map(\.name)
    XCTAssertEqual(names.count, Set(names).count)
  }

  /// The contract is that of Redis 7.0; an older one does not know some of it.
  private func skipIfOld(_ redis: some RedisConnection, _ variable: String) async throws {
    let version = try await redis.info("server")["redis_version"] ?? "0"
    if version.prefix(while: \.isNumber).count == 1, version < "7" {
      throw XCTSkip("\(variable) is Redis \(version): the contract takes 7.0 and was not tried")
    }
  }

  /// Tries every case that can be tried there, each with keys of its own.
  private func tryAll(
    on place: String,
    _ open: (_ tag: String) async throws -> ContractPlace
  ) async throws {
    let run = UInt32.random(in: 0 ... .max)
    var tried = 0
    for (number, `case`) in ContractCase.all.enumerated() {
      let place = (name: place, there: try await open("contract-\(run)-\(number)"))
      let there = place.there
      guard `case`.needs.isSubset(of: there.run.offers) else {
        try await there.close()
        continue
      }
      tried += 1
      let label = "\(place.name): \(`case`.name)"
      await ContractCase.$label.withValue(label) {
        do {
          try await `case`.body(there.redis, there.run)
        } catch {
          XCTFail("\(label): \(error)")
        }
      }
      try await there.close()
      XCTAssertEqual(there.run.clock?.abandonSleepers() ?? 0, 0, label)
    }
    XCTAssertGreaterThan(tried, ContractCase.all.count / 2, "\(place) left too much out")
  }
}

/// A Redis that cases are tried on.
struct ContractPlace {
  let redis: any RedisConnection
  let run: ContractRun
  var close: () async throws -> Void = {}
}

extension RedisConnection {
  /// Removes what a case has left behind.
  fileprivate func deleteAll(of tag: String) async throws {
    var found: Set<RedisBytes> = []
    for pattern in ["{\(tag)}*", "\(tag):*"] {
      for try await key in scan(match: RedisBytes(pattern), count: 1000) { found.insert(key) }
    }
    try await del(Array(found))
  }
}
