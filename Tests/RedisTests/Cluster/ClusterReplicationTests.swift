import Lab
import XCTest

@testable import Redis

/// What a replica makes of what its primary sends.
final class ClusterReplicationTests: XCTestCase {
  private let clock = ManualClock()

  private func answers(_ redis: FakeRedis, _ commands: [String]) async -> [String] {
    var answers: [String] = []
    for command in commands { answers.append(await redis.answer(command)) }
    return answers
  }

  func testAWriteBehindAReadingTransactionReachesTheReplica() async {
    let cluster = FakeCluster(primaries: 1, clock: clock)
    _ = await answers(cluster.nodes[0].connect(), ["MULTI", "GET a", "EXEC", "SET {a}lost 1"])
    let values = await answers(cluster.nodes[1].connect(), ["READONLY", "GET {a}lost"])
    XCTAssertEqual(values, ["OK", "\"1\""])
  }

  /// The primary had changed them in time, and the replica hears of it late.
  func testChangesThatArriveWhenTheirKeyIsDeadAreMadeAllTheSame() async {
    let cluster = FakeCluster(primaries: 1, clock: clock)
    cluster.setReplicationLag(.milliseconds(100))
    let primary = cluster.nodes[0].connect()
    _ = await answers(
      primary,
      ["SET {a}kept 5 PX 50", "SET {a}moved x PX 50", "SET {a}over x PX 50", "RPUSH {a}list x"]
    )
    clock.advance(by: .milliseconds(40))
    _ = await answers(
      primary,
      ["PERSIST {a}kept", "RENAME {a}moved {a}there", "PERSIST {a}there", "SET {a}over y"]
    )
    clock.advance(by: .milliseconds(200))
    let questions = ["GET {a}kept", "GET {a}there", "GET {a}over", "DBSIZE"]
    let expected = ["\"5\"", "\"x\"", "\"y\"", "4"]
    let here = await answers(primary, questions)
    XCTAssertEqual(here, expected)
    let replica = cluster.nodes[1].connect()
    _ = await replica.answer("READONLY")
    let there = await answers(replica, questions)
    XCTAssertEqual(there, expected)
  }

  /// What was still under way is made good by the failover itself, which is no change of the keys.
  func testAFailoverIsNotSentToTheReplicas() async throws {
    let cluster = FakeCluster(primaries: 3, replicasPerPrimary: 2, clock: clock)
    cluster.setReplicationLag(.seconds(1))
    _ = await cluster.nodes[0].connect().answer("SET bar 1")
    let heir = try cluster.failOver(cluster.nodes[0])
    clock.advance(by: .seconds(10))
    XCTAssertTrue(heir.isPrimary)
    XCTAssertFalse(cluster.nodes[0].isPrimary)
    XCTAssertEqual(cluster.primaries.count, 3)
  }

  func testAReplicaKeepsWhatItIsSentHoweverLittleMemoryItMayTake() async {
    let cluster = FakeCluster(primaries: 1, clock: clock)
    let replica = cluster.nodes[1].connect()
    _ = await answers(
      replica,
      ["READONLY", "CONFIG SET maxmemory-policy allkeys-random", "CONFIG SET maxmemory 1"]
    )
    let primary = cluster.nodes[0].connect()
    _ = await answers(primary, ["SET {a}1 x", "SET {a}2 x", "MULTI", "SET {a}3 x", "EXEC"])
    let size = await replica.answer("DBSIZE")
    XCTAssertEqual(size, "3")
  }

  func testAReplicaWhoseClientsArePausedGoesOnFollowing() async {
    let cluster = FakeCluster(primaries: 1, clock: clock)
    _ = await cluster.nodes[1].connect().answer("CLIENT PAUSE 1000 WRITE")
    let primary = cluster.nodes[0].connect()
    _ = await answers(primary, ["SET {a}1 x", "MULTI", "SET {a}2 x", "INCR {a}3", "EXEC"])
    let size = await cluster.nodes[1].connect().answer("DBSIZE")
    XCTAssertEqual(size, "3")
  }
}
