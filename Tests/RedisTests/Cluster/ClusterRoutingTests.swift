import Lab
import XCTest

@testable import Redis

final class ClusterRoutingTests: XCTestCase {
  private let cluster = FakeCluster(clock: ManualClock())

  private func run(_ words: String, on connection: FakeRedis) async -> String {
    await connection.answer(words)
  }

  func testAKeyOfAnotherNodeIsAnsweredWithItsAddress() async {
    let redis = cluster.nodes[0].connect()
    let cases = [
      ("SET foo bar", "(error) MOVED 12182 127.0.0.1:7002"),
      ("GET bar", "nil"),
      ("MGET a b", "(error) CROSSSLOT Keys in request don't hash to the same slot"),
      ("MSET {bar}1 x {bar}2 y", "OK"),
      ("MGET {bar}1 {bar}2", "[\"x\", \"y\"]"),
      ("SELECT 1", "(error) ERR SELECT is not allowed in cluster mode"),
      ("CLUSTER KEYSLOT foo", "12182"),
      ("CLUSTER COUNTKEYSINSLOT 5061", "2"),
      ("SORT {bar}l BY w_*", "(error) ERR BY option of SORT denied in Cluster mode."),
      (
        "COPY {bar}1 {bar}3 DB 1",
        "(error) ERR Copying to another database is not allowed in cluster mode"
      ),
      ("MULTI", "OK"), ("SELECT 1", "QUEUED"),
      ("EXEC", "[(error) ERR SELECT is not allowed in cluster mode]"),
      ("DUMP {bar}nobody", "nil"),
      (
        "DUMP {bar}1",
        "(error) ERR DUMP is left out here: this server does not know Redis's binary form of keys."
          + " COPY copies a key, and MIGRATE moves it within a cluster."
      ),
    ]
    for (command, reply) in cases {
      let actual = await run(command, on: redis)
      XCTAssertEqual(actual, reply, command)
    }
  }

  func testARedirectedCommandSpoilsItsTransaction() async {
    let redis = cluster.nodes[0].connect()
    for (command, reply) in [
      ("MULTI", "OK"), ("SET bar 1", "QUEUED"),
      ("SET foo 1", "(error) MOVED 12182 127.0.0.1:7002"),
      ("EXEC", "(error) EXECABORT Transaction discarded because of previous errors."),
    ] {
      let actual = await run(command, on: redis)
      XCTAssertEqual(actual, reply, command)
    }
  }

  func testAReplicaAnswersReadsOfItsPrimarysSlotsWhenItIsAskedTo() async {
    let primary = cluster.nodes[0].connect()
    let replica = cluster.nodes[3].connect()
    _ = await run("SET bar 1", on: primary)
    for (command, reply) in [
      ("GET bar", "(error) MOVED 5061 127.0.0.1:7000"), ("READONLY", "OK"), ("GET bar", "\"1\""),
      ("GET foo", "(error) MOVED 12182 127.0.0.1:7002"),
      ("SET bar 2", "(error) MOVED 5061 127.0.0.1:7000"),
      ("FLUSHALL", "(error) READONLY You can't write against a read only replica."),
      ("READWRITE", "OK"), ("GET bar", "(error) MOVED 5061 127.0.0.1:7000"),
    ] {
      let actual = await run(command, on: replica)
      XCTAssertEqual(actual, reply, command)
    }
  }

  func testASlotMovesKeyByKeyWhileClientsAreSentAfterThem() async {
    let (source, target) = (cluster.nodes[0].connect(), cluster.nodes[1].connect())
    let (from, to) = (cluster.nodes[0].id, cluster.nodes[1].id)
    let ask = "(error) ASK 5061 127.0.0.1:7001"
    let again = "(error) TRYAGAIN Multiple keys request during rehashing of slot"
    let steps: [(FakeRedis, String, String)] = [
      (source, "MSET {bar}1 x {bar}2 y", "OK"),
      (source, "PEXPIRE {bar}2 5000", "1"),
      (target, "CLUSTER SETSLOT 5061 IMPORTING \(from)", "OK"),
      (source, "CLUSTER SETSLOT 5061 MIGRATING \(to)", "OK"),
      (source, "GET {bar}1", "\"x\""), (source, "GET {bar}9", ask),
      (source, "MGET {bar}1 {bar}9", again),
      (target, "GET {bar}9", "(error) MOVED 5061 127.0.0.1:7000"),
      (target, "ASKING", "OK"), (target, "SET {bar}9 z", "OK"),
      (target, "GET {bar}9", "(error) MOVED 5061 127.0.0.1:7000"),
      (target, "ASKING", "OK"), (target, "MGET {bar}9 {bar}1", again),
      (source, "MIGRATE 127.0.0.1 7001 {bar}1 0 1000", "OK"),
      (source, "GET {bar}1", ask),
      (
        source, "CLUSTER SETSLOT 5061 NODE \(to)",
        "(error) ERR Can't assign hashslot 5061 to a different node while I still hold keys for"
          + " this hash slot."
      ),
      (source, "CLUSTER GETKEYSINSLOT 5061 10", "[\"{bar}2\"]"),
      (source, "MIGRATE 127.0.0.1 7001 {bar}2 0 1000", "OK"),
      (source, "MIGRATE 127.0.0.1 7001 {bar}2 0 1000", "NOKEY"),
      (target, "CLUSTER SETSLOT 5061 NODE \(to)", "OK"),
      (source, "CLUSTER SETSLOT 5061 NODE \(to)", "OK"),
      (source, "GET {bar}1", "(error) MOVED 5061 127.0.0.1:7001"),
      (target, "MGET {bar}1 {bar}2 {bar}9", "[\"x\", \"y\", \"z\"]"),
      (target, "PTTL {bar}2", "5000"),
    ]
    for (connection, command, reply) in steps {
      let actual = await run(command, on: connection)
      XCTAssertEqual(actual, reply, command)
    }
  }

  func testTheNodesDescribeThemselvesInTheFormsOfRedis() async {
    let redis = cluster.nodes[0].connect()
    let ids = cluster.nodes.map(\.id)
    let lines = await run("CLUSTER NODES", on: redis).split(separator: "\n")
    XCTAssertEqual(
      lines[0],
      "\(ids[0]) 127.0.0.1:7000@17000 myself,master - 0 1767225600000 1 connected 0-5460"
    )
    XCTAssertEqual(
      lines[4],
      "\(ids[4]) 127.0.0.1:7004@17004 slave \(ids[1]) 0 1767225600000 2 connected"
    )
    let slots = await run("CLUSTER SLOTS", on: redis)
    let second =
      "[5461, 10922, [\"127.0.0.1\", 7001, \"\(ids[1])\", []],"
      + " [\"127.0.0.1\", 7004, \"\(ids[4])\", []]]"
    XCTAssertTrue(slots.contains(second), slots)
    let info = await run("CLUSTER INFO", on: redis)
    for line in ["cluster_state:ok", "cluster_slots_assigned:16384", "cluster_known_nodes:6"] {
      XCTAssertTrue(info.contains(line + "\r\n"), "\(line) in \(info)")
    }
  }
}

extension FakeRedis {
  /// The reply to a command given as words, in short.
  func answer(_ words: String) async -> String {
    do {
      let command = RedisCommand(words.split(separator: " ").map { RedisBytes($0) })
      return EngineProbe.text(try await send(command))
    } catch {
      return "(error) \(error)"
    }
  }
}
