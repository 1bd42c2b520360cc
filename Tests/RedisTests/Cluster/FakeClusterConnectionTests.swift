import Lab
import Redis
import Synchronization
import XCTest

/// The cluster client over links inside the process.
final class FakeClusterConnectionTests: XCTestCase {
  private let clock = ManualClock()

  func testEveryCommandFindsTheNodeOfItsKeys() async throws {
    let cluster = FakeCluster(clock: clock)
    let keys = (0..<40).map { RedisBytes("key:\($0)") }
    for key in keys { try await cluster.connection.set(key, "value of \(key)") }
    for key in keys {
      let node = try XCTUnwrap(cluster.primary(for: key)).connect()
      let value = try await node.get(key, as: String.self)
      XCTAssertEqual(value, "value of \(key)")
    }
    let sizes = try await cluster.connection.pipeline([
      RedisCommand("DBSIZE"), RedisCommand("EXISTS", keys[0], keys[1], keys[2], "nobody"),
    ])
    XCTAssertEqual(sizes, [.integer(40), .integer(3)])
    let holders = try await cluster.primaries.asyncCount {
      try await $0.connect().send(RedisCommand("DBSIZE")) != .integer(0)
    }
    XCTAssertEqual(holders, 3)
  }

  func testAnOutageIsAnErrorUntilAReplicaHasTakenOver() async throws {
    let cluster = FakeCluster(clock: clock)
    let redis = cluster.connection
    try await redis.set("bar", "before")
    let primary = try XCTUnwrap(cluster.primary(for: "bar"))
    primary.goDown()
    let lost = await error { try await redis.get("bar", as: String.self) }
    XCTAssertTrue(lost is RedisUnavailable, "\(String(describing: lost))")
    clock.advance(by: .milliseconds(15_200))
    let elsewhere = await error { try await redis.get("foo", as: String.self) }
    XCTAssertEqual((elsewhere as? RedisError)?.code, "CLUSTERDOWN")
    clock.advance(by: .seconds(1))
    let value = try await redis.get("bar", as: String.self)
    XCTAssertEqual(value, "before")
    primary.comeUp()
    XCTAssertFalse(primary.isPrimary)
    let again = try await redis.get("bar", as: String.self)
    XCTAssertEqual(again, "before")
  }

  func testAPatientConnectionWaitsForTheFailover() async throws {
    let cluster = FakeCluster(clock: clock)
    let redis = cluster.connect(patience: .seconds(1_000_000))
    try await redis.set("bar", "1")
    cluster.primary(for: "bar")?.goDown()
    let isDone = Mutex(false)
    let reading = Task {
      defer { isDone.withLock { $0 = true } }
      return try await redis.get("bar", as: String.self)
    }
    while !isDone.withLock({ $0 }) {
      await Task.yield()
      clock.advance(by: .milliseconds(100))
    }
    let value = try await reading.value
    XCTAssertEqual(value, "1")
  }

  func testASlotIsFollowedWhileItMoves() async throws {
    let cluster = FakeCluster(clock: clock)
    let redis = cluster.connection
    for number in 0..<10 { try await redis.set("{bar}\(number)", "\(number)") }
    let slot = FakeCluster.slot(of: "bar")
    let target = cluster.nodes[2]
    try cluster.beginMove(slot: slot, to: target)
    XCTAssertEqual(try cluster.moveKeys(ofSlot: slot, limit: 4), 4)
    for number in 0..<10 {
      let value = try await redis.get("{bar}\(number)", as: String.self)
      XCTAssertEqual(value, "\(number)")
    }
    try await redis.set("{bar}new", "after the move began")
    let split = await error {
      try await redis.mget(["{bar}1", "{bar}9", "{bar}new", "{bar}8"], as: String.self)
    }
    XCTAssertEqual((split as? RedisError)?.code, "TRYAGAIN")
    XCTAssertThrowsError(try cluster.endMove(slot: slot)) { error in
      XCTAssertTrue("\(error)".contains("still hold keys"), "\(error)")
    }
    XCTAssertEqual(try cluster.moveKeys(ofSlot: slot), 6)
    try cluster.endMove(slot: slot)
    XCTAssertEqual(cluster.primary(for: "bar")?.id, target.id)
    XCTAssertEqual(cluster.nodes[0].slots, [0...5060, 5062...5460])
    XCTAssertEqual(target.slots, [5061...5061, 10923...16383])
    let value = try await redis.get("{bar}new", as: String.self)
    XCTAssertEqual(value, "after the move began")
  }

  func testFailoverByHandLosesNothingInOrderAndWhatIsUnderWayWithout() async throws {
    for (isOrderly, expected) in [(true, "late"), (false, "early")] {
      let cluster = FakeCluster(clock: clock)
      cluster.setReplicationLag(.milliseconds(100))
      try await cluster.connection.set("bar", "early")
      clock.advance(by: .milliseconds(100))
      try await cluster.connection.set("bar", "late")
      let old = try XCTUnwrap(cluster.primary(for: "bar"))
      let new = try cluster.failOver(old, inOrder: isOrderly)
      XCTAssertEqual(cluster.primary(for: "bar")?.id, new.id)
      let value = try await cluster.connection.get("bar", as: String.self)
      XCTAssertEqual(value, expected)
      XCTAssertFalse(old.isPrimary)
    }
  }

  func testWhatWaitHasConfirmedSurvivesTheLossOfThePrimary() async throws {
    let cluster = FakeCluster(primaries: 3, replicasPerPrimary: 2, clock: clock)
    cluster.nodes[3].replicationLag = .milliseconds(50)
    cluster.nodes[6].replicationLag = .seconds(5)
    let writing = Task {
      try await cluster.connection.withDedicatedConnection { redis in
        try await redis.set("bar", "confirmed")
        return try await redis.wait(replicas: 1, timeout: .seconds(1))
      }
    }
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .milliseconds(50))
    let confirmed = try await writing.value
    XCTAssertEqual(confirmed, 1)
    cluster.nodes[0].goDown()
    clock.advance(by: .seconds(16))
    let value = try await cluster.connection.get("bar", as: String.self)
    XCTAssertEqual(value, "confirmed")
    XCTAssertTrue(cluster.nodes[3].isPrimary)
  }

  func testReadsFromReplicasAreAsOldAsTheirLag() async throws {
    let cluster = FakeCluster(primaries: 1, replicasPerPrimary: 1, clock: clock)
    cluster.setReplicationLag(.seconds(2))
    let reader = cluster.connect(readsFromReplicas: true)
    try await reader.set("stock", "5")
    let early = try await reader.get("stock", as: String.self)
    XCTAssertNil(early)
    clock.advance(by: .seconds(2))
    let late = try await reader.get("stock", as: String.self)
    XCTAssertEqual(late, "5")
  }

  func testTransactionsSubscriptionsAndBlockingCommandsWorkAsOnOneServer() async throws {
    let cluster = FakeCluster(clock: clock)
    let redis = cluster.connection
    let result = try await redis.transaction([
      RedisCommand("INCR", "{cart}count"), RedisCommand("RPUSH", "{cart}items", "pen"),
    ])
    XCTAssertEqual(result, .committed([.integer(1), .integer(1)]))

    let messages = try await redis.subscribe(to: [RedisBytes("news")], patterns: [])
    _ = try await redis.publish(RedisBytes("hello"), to: RedisBytes("news"))
    var iterator = messages.makeAsyncIterator()
    let message = try await iterator.next()
    XCTAssertEqual(message?.payload.string, "hello")

    let popping = Task {
      try await redis.send(RedisCommand("BLMPOP", "5", "1", "queue", "LEFT"))
    }
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(5))
    let nothing = try await popping.value
    XCTAssertEqual(nothing, .nullArray)
  }

  private func error<Value>(_ body: () async throws -> Value) async -> (any Error)? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }
}

extension Sequence {
  fileprivate func asyncCount(where holds: (Element) async throws -> Bool) async throws -> Int {
    var count = 0
    for element in self where try await holds(element) { count += 1 }
    return count
  }
}
