import Lab
import XCTest

@testable import Redis

final class ClusterFailoverTests: XCTestCase {
  private let clock = ManualClock()

  func testAWriteThatHadNotReachedTheReplicaIsLostWithItsPrimary() async {
    let cluster = FakeCluster(clock: clock)
    cluster.setReplicationLag(.milliseconds(100))
    let redis = cluster.nodes[0].connect()
    _ = await redis.answer("SET {bar}early 1")
    clock.advance(by: .milliseconds(100))
    let written = await redis.answer("SET {bar}late 1")
    XCTAssertEqual(written, "OK")
    clock.advance(by: .milliseconds(99))
    cluster.nodes[0].goDown()
    clock.advance(by: .seconds(16))
    XCTAssertEqual(cluster.primary(for: "bar")?.id, cluster.nodes[3].id)
    let heir = cluster.nodes[3].connect()
    let values = await heir.answer("MGET {bar}early {bar}late")
    XCTAssertEqual(values, "[\"1\", nil]")
  }

  func testNobodyServesTheSlotsBetweenTheTimeoutAndTheElection() async {
    let cluster = FakeCluster(clock: clock)
    let redis = cluster.nodes[1].connect()
    cluster.nodes[0].goDown()
    let expected: [(Duration, String)] = [
      (.milliseconds(14_999), "(error) MOVED 5061 127.0.0.1:7000"),
      (.milliseconds(1), "(error) CLUSTERDOWN The cluster is down"),
      (.milliseconds(499), "(error) CLUSTERDOWN The cluster is down"),
      (.milliseconds(1), "(error) MOVED 5061 127.0.0.1:7003"),
    ]
    for (step, reply) in expected {
      clock.advance(by: step)
      let actual = await redis.answer("GET bar")
      XCTAssertEqual(actual, reply, "after \(step) more")
    }
  }

  func testAPrimaryThatComesBackInTimeKeepsItsPlace() async {
    let cluster = FakeCluster(clock: clock)
    let before = await cluster.nodes[0].connect().answer("SET bar 1")
    XCTAssertEqual(before, "OK")
    cluster.nodes[0].goDown()
    clock.advance(by: .seconds(14))
    cluster.nodes[0].comeUp()
    clock.advance(by: .seconds(60))
    XCTAssertTrue(cluster.nodes[0].isPrimary)
    let after = await cluster.nodes[0].connect().answer("GET bar")
    XCTAssertEqual(after, "\"1\"")
  }

  func testAPrimaryThatComesBackTooLateFollowsItsHeirAndForgetsWhatItAloneHad() async {
    let cluster = FakeCluster(clock: clock)
    cluster.setReplicationLag(.seconds(1))
    _ = await cluster.nodes[0].connect().answer("SET bar old")
    cluster.nodes[0].goDown()
    clock.advance(by: .seconds(20))
    _ = await cluster.nodes[3].connect().answer("SET bar new")
    cluster.nodes[0].comeUp()
    clock.advance(by: .seconds(1))
    XCTAssertFalse(cluster.nodes[0].isPrimary)
    let back = cluster.nodes[0].connect()
    _ = await back.answer("READONLY")
    let value = await back.answer("GET bar")
    XCTAssertEqual(value, "\"new\"")
  }

  func testWithoutAMajorityNoReplicaIsPromoted() async {
    let cluster = FakeCluster(clock: clock)
    cluster.nodes[0].goDown()
    cluster.nodes[1].goDown()
    clock.advance(by: .seconds(60))
    let reply = await cluster.nodes[2].connect().answer("GET foo")
    XCTAssertEqual(reply, "(error) CLUSTERDOWN The cluster is down")
    XCTAssertFalse(cluster.nodes[3].isPrimary)
  }

  func testTheReplicaThatHasReceivedMostIsPromoted() async {
    let cluster = FakeCluster(primaries: 3, replicasPerPrimary: 2, clock: clock)
    cluster.nodes[3].replicationLag = .seconds(9)
    cluster.nodes[6].replicationLag = .seconds(1)
    _ = await cluster.nodes[0].connect().answer("SET bar 1")
    clock.advance(by: .seconds(2))
    cluster.nodes[0].goDown()
    clock.advance(by: .seconds(20))
    XCTAssertTrue(cluster.nodes[6].isPrimary)
    let value = await cluster.nodes[6].connect().answer("GET bar")
    XCTAssertEqual(value, "\"1\"")
  }

  func testAFailoverByHandLosesNothing() async {
    let cluster = FakeCluster(clock: clock)
    cluster.setReplicationLag(.seconds(5))
    _ = await cluster.nodes[0].connect().answer("SET bar 1")
    let refused = await cluster.nodes[0].connect().answer("CLUSTER FAILOVER")
    XCTAssertEqual(refused, "(error) ERR You should send CLUSTER FAILOVER to a replica")
    let done = await cluster.nodes[3].connect().answer("CLUSTER FAILOVER")
    XCTAssertEqual(done, "OK")
    let value = await cluster.nodes[3].connect().answer("GET bar")
    XCTAssertEqual(value, "\"1\"")
    XCTAssertFalse(cluster.nodes[0].isPrimary)
  }

  func testAReplicaTrimsAStreamAsItsPrimaryDid() async {
    let cluster = FakeCluster(clock: clock)
    let redis = cluster.nodes[0].connect()
    for number in 1...250 {
      _ = await redis.answer("XADD {bar}log MAXLEN ~ 100 LIMIT 100 \(number)-0 field value")
    }
    let length = await redis.answer("XLEN {bar}log")
    XCTAssertEqual(length, "150")
    let replica = cluster.nodes[3].connect()
    _ = await replica.answer("READONLY")
    let copied = await replica.answer("XLEN {bar}log")
    XCTAssertEqual(copied, "150")
  }

  func testWaitCountsTheReplicasThatHaveTheWrite() async {
    let cluster = FakeCluster(primaries: 1, replicasPerPrimary: 2, clock: clock)
    cluster.nodes[1].replicationLag = .milliseconds(100)
    cluster.nodes[2].replicationLag = .milliseconds(300)
    let redis = cluster.nodes[0].connect()
    _ = await redis.answer("SET k 1")
    let now = await redis.answer("WAIT 0 0")
    XCTAssertEqual(now, "0")
    async let one = redis.answer("WAIT 1 1000")
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .milliseconds(100))
    let first = await one
    XCTAssertEqual(first, "1")
    async let two = redis.answer("WAIT 2 50")
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .milliseconds(50))
    let second = await two
    XCTAssertEqual(second, "1")
  }
}
