import Lab
import Redis
import XCTest

/// The cluster client against two servers that say which slots are theirs when the test lets them.
///
/// The slots of the keys: hello 866 and bar 5061 are the first server's, foo 12182 is the second's.
final class ClientClusterTests: XCTestCase {
  private struct Pair {
    let first: ClientScriptServer
    let second: ClientScriptServer
    let clock = ManualClock()
    let client: RedisClusterClient

    init(
      _ answers: ClientScriptServer.Answers = [:],
      _ change: (inout RedisClientConfiguration) -> Void = { _ in }
    ) throws {
      let answers = answers.merging(ClientScriptServer.modern) { $1 }
      first = try ClientScriptServer(answers)
      second = try ClientScriptServer(answers)
      var configuration = RedisClientConfiguration()
      configuration.commandTimeout = nil
      configuration.backoff = RedisBackoff(
        first: .milliseconds(100),
        longest: .seconds(1),
        jitter: 0
      )
      change(&configuration)
      client = RedisClusterClient(
        [RedisEndpoint(port: first.port)],
        configuration: configuration,
        clock: clock,
        seed: 1
      )
    }

    /// What `CLUSTER SLOTS` says: ranges with the ports of their nodes, the primary's first.
    static func slots(_ ranges: [(ClosedRange<Int>, ports: [Int])]) -> String {
      var text = "*\(ranges.count)\r\n"
      for (range, ports) in ranges {
        text += "*\(ports.count + 2)\r\n:\(range.lowerBound)\r\n:\(range.upperBound)\r\n"
        for port in ports { text += "*3\r\n$9\r\n127.0.0.1\r\n:\(port)\r\n$2\r\nid\r\n" }
      }
      return text
    }

    /// Connects; each server has half of the slots unless others are given.
    func connect(_ ranges: [(ClosedRange<Int>, ports: [Int])]? = nil) async throws {
      let connecting = Task { try await client.connect() }
      let asked = await first.next()
      XCTAssertEqual(asked.text, "CLUSTER SLOTS")
      let halves = [(0...8191, ports: [first.port]), (8192...16383, ports: [second.port])]
      await first.send(Self.slots(ranges ?? halves), to: asked.connection)
      try await connecting.value
    }

    func answer(
      _ server: ClientScriptServer,
      _ command: String,
      _ reply: String,
      line: UInt = #line
    ) async {
      let sent = await server.next()
      XCTAssertEqual(sent.text, command, line: line)
      await server.send(reply, to: sent.connection)
    }

    func stop() async {
      client.close()
      await first.stop()
      await second.stop()
    }
  }

  func testAPipelineBecomesOneForEachNodeAndItsRepliesComeInOrder() async throws {
    let pair = try Pair()
    try await pair.connect()
    async let replies = pair.client.pipeline([
      RedisCommand("GET", "bar"), RedisCommand("GET", "foo"), RedisCommand("GET", "hello"),
    ])
    await pair.answer(pair.second, "GET foo", "$1\r\n2\r\n")
    await pair.answer(pair.first, "GET bar", "$1\r\n1\r\n")
    await pair.answer(pair.first, "GET hello", "$1\r\n3\r\n")
    let all = try await replies
    XCTAssertEqual(all, [.bulk("1"), .bulk("2"), .bulk("3")])
    await pair.stop()
  }

  func testAMovedSlotIsRemembered() async throws {
    let pair = try Pair()
    try await pair.connect()
    for isFirst in [true, false] {
      async let reply = pair.client.send(RedisCommand("INCR", "bar"))
      if isFirst {
        await pair.answer(
          pair.first,
          "INCR bar",
          "-MOVED 5061 127.0.0.1:\(pair.second.port)\r\n"
        )
      }
      await pair.answer(pair.second, "INCR bar", ":1\r\n")
      let number = try await reply
      XCTAssertEqual(number, .integer(1))
    }
    await pair.stop()
  }

  func testAnAskedNodeIsAskedOnce() async throws {
    let pair = try Pair()
    try await pair.connect()
    async let reply = pair.client.send(RedisCommand("GET", "bar"))
    await pair.answer(pair.first, "GET bar", "-ASK 5061 127.0.0.1:\(pair.second.port)\r\n")
    await pair.answer(pair.second, "ASKING", "+OK\r\n")
    await pair.answer(pair.second, "GET bar", "$1\r\n1\r\n")
    let value = try await reply
    XCTAssertEqual(value, .bulk("1"))
    async let next = pair.client.send(RedisCommand("GET", "bar"))
    await pair.answer(pair.first, "GET bar", "$1\r\n2\r\n")
    let other = try await next
    XCTAssertEqual(other, .bulk("2"))
    await pair.stop()
  }

  func testTryAgainIsTriedAgainAfterAPause() async throws {
    let pair = try Pair { $0.patience = .seconds(1) }
    try await pair.connect()
    async let reply = pair.client.send(RedisCommand("MGET", "{bar}1", "{bar}2"))
    await pair.answer(pair.first, "MGET {bar}1 {bar}2", "-TRYAGAIN Multiple keys request\r\n")
    await pair.clock.sleepers(atLeast: 1)
    pair.clock.advance(by: .milliseconds(100))
    await pair.answer(pair.first, "MGET {bar}1 {bar}2", "*2\r\n$1\r\n1\r\n$-1\r\n")
    let value = try await reply
    XCTAssertEqual(value, .array([.bulk("1"), .null]))
    await pair.stop()
  }

  func testACommandThatIsSentInCirclesIsGivenUp() async throws {
    let pair = try Pair()
    try await pair.connect()
    let circling = Task { try await pair.client.send(RedisCommand("GET", "bar")) }
    let (first, second) = (pair.first, pair.second)
    var isFirst = true
    for _ in 0..<17 {
      let (here, there) = isFirst ? (first, second) : (second, first)
      await pair.answer(here, "GET bar", "-MOVED 5061 127.0.0.1:\(there.port)\r\n")
      isFirst.toggle()
    }
    let result = await circling.result
    XCTAssertThrowsError(try result.get()) {
      XCTAssertEqual(($0 as? RedisError)?.code, "MOVED", "\($0)")
    }
    await pair.stop()
  }

  func testCommandsOfManyKeysAreSplitBySlot() async throws {
    let pair = try Pair()
    try await pair.connect()
    async let values = pair.client.send(RedisCommand("MGET", "bar", "foo", "{bar}2", "hello"))
    await pair.answer(pair.first, "MGET bar {bar}2", "*2\r\n$1\r\n1\r\n$1\r\n3\r\n")
    await pair.answer(pair.first, "MGET hello", "*1\r\n$-1\r\n")
    await pair.answer(pair.second, "MGET foo", "*1\r\n$1\r\n2\r\n")
    let found = try await values
    XCTAssertEqual(found, .array([.bulk("1"), .bulk("2"), .bulk("3"), .null]))

    async let deleted = pair.client.send(RedisCommand("DEL", "bar", "foo"))
    await pair.answer(pair.first, "DEL bar", ":1\r\n")
    await pair.answer(pair.second, "DEL foo", ":1\r\n")
    let count = try await deleted
    XCTAssertEqual(count, .integer(2))

    async let stored = pair.client.send(RedisCommand("MSET", "bar", 1, "foo", 2))
    await pair.answer(pair.first, "MSET bar 1", "+OK\r\n")
    await pair.answer(pair.second, "MSET foo 2", "-OOM no room\r\n")
    do {
      let reply = try await stored
      XCTFail("a part failed, and the whole gave \(reply)")
    } catch {
      XCTAssertEqual(error as? RedisError, RedisError(code: "OOM", "no room"))
    }
    await pair.stop()
  }

  func testKeysInSeveralSlotsAreAnErrorWhereTheCommandCannotBeSplit() async throws {
    let pair = try Pair()
    try await pair.connect()
    let crossSlot = RedisError(code: "CROSSSLOT", "Keys in request don't hash to the same slot")
    let replies = try await pair.client.pipeline([RedisCommand("SINTER", "foo", "bar")])
    XCTAssertEqual(replies, [.error(crossSlot)])
    do {
      _ = try await pair.client.transaction([
        RedisCommand("INCR", "foo"), RedisCommand("INCR", "bar"),
      ])
      XCTFail("the keys are in two slots")
    } catch {
      XCTAssertEqual(error as? RedisError, crossSlot)
    }
    await pair.stop()
  }

  func testAWriteThatWasLostIsNotSentAgainAndAReadIs() async throws {
    let pair = try Pair()
    try await pair.connect()
    let write = Task { try await pair.client.send(RedisCommand("INCR", "foo")) }
    let incr = await pair.second.next()
    await pair.second.close(incr.connection)
    let result = await write.result
    XCTAssertThrowsError(try result.get()) { XCTAssertTrue($0 is RedisUnavailable, "\($0)") }

    async let read = pair.client.send(RedisCommand("GET", "foo"))
    let get = await pair.second.next()
    XCTAssertEqual(get.text, "GET foo")
    await pair.second.close(get.connection)
    await pair.answer(
      pair.first,
      "CLUSTER SLOTS",
      Pair.slots([(0...16383, ports: [pair.first.port])])
    )
    await pair.answer(pair.first, "GET foo", "$1\r\n1\r\n")
    let value = try await read
    XCTAssertEqual(value, .bulk("1"), "the replica that took over has answered")
    await pair.stop()
  }

  func testReadsGoToReplicasIfThatIsWanted() async throws {
    let pair = try Pair(["READONLY": "+OK\r\n"]) { $0.readsFromReplicas = true }
    try await pair.connect([(0...16383, ports: [pair.first.port, pair.second.port])])
    async let read = pair.client.send(RedisCommand("GET", "foo"))
    await pair.answer(pair.second, "GET foo", "$1\r\n1\r\n")
    let value = try await read
    XCTAssertEqual(value, .bulk("1"))
    async let write = pair.client.send(RedisCommand("SET", "foo", 2))
    await pair.answer(pair.first, "SET foo 2", "+OK\r\n")
    let stored = try await write
    XCTAssertEqual(stored, .ok)
    async let lost = pair.client.send(RedisCommand("GET", "foo"))
    let get = await pair.second.next()
    await pair.second.close(get.connection)
    await pair.answer(pair.first, "GET foo", "$1\r\n2\r\n")
    let other = try await lost
    XCTAssertEqual(other, .bulk("2"), "the primary has answered for the replica")
    await pair.stop()
  }

  func testSomeCommandsConcernAllNodes() async throws {
    let pair = try Pair()
    try await pair.connect()
    async let size = pair.client.send(RedisCommand("DBSIZE"))
    await pair.answer(pair.first, "DBSIZE", ":2\r\n")
    await pair.answer(pair.second, "DBSIZE", ":3\r\n")
    let count = try await size
    XCTAssertEqual(count, .integer(5))

    let scanning = Task {
      var keys: [String] = []
      for try await key in pair.client.scan(as: String.self) { keys.append(key) }
      return keys
    }
    await pair.answer(pair.first, "SCAN 0", "*2\r\n$1\r\n9\r\n*1\r\n$1\r\na\r\n")
    await pair.answer(pair.first, "SCAN 9", "*2\r\n$1\r\n0\r\n*0\r\n")
    await pair.answer(pair.second, "SCAN 0", "*2\r\n$1\r\n4\r\n*1\r\n$1\r\nb\r\n")
    await pair.answer(pair.second, "SCAN 4", "*2\r\n$1\r\n0\r\n*1\r\n$1\r\nc\r\n")
    let keys = try await scanning.value
    XCTAssertEqual(keys, ["a", "b", "c"])
    await pair.stop()
  }

  func testATransactionFollowsItsFirstKeyWhereverThatWent() async throws {
    let ok = "+OK\r\n"
    let pair = try Pair(["MULTI": ok, "UNWATCH": ok])
    try await pair.connect()
    let changing = Task {
      try await pair.client.withDedicatedConnection { connection in
        try await connection.watch("bar")
        return try await connection.transaction([RedisCommand("INCR", "bar")])
      }
    }
    await pair.answer(pair.first, "WATCH bar", "-MOVED 5061 127.0.0.1:\(pair.second.port)\r\n")
    await pair.answer(pair.second, "WATCH bar", ok)
    await pair.answer(pair.second, "INCR bar", "+QUEUED\r\n")
    await pair.answer(pair.second, "EXEC", "*1\r\n:1\r\n")
    let result = try await changing.value
    XCTAssertEqual(result, .committed([.integer(1)]))
    await pair.stop()
  }

  func testAServerThatIsNoClusterIsNamed() async throws {
    let pair = try Pair()
    let asking = Task { try await pair.client.connect() }
    await pair.answer(
      pair.first,
      "CLUSTER SLOTS",
      "-ERR This instance has cluster support disabled\r\n"
    )
    let result = await asking.result
    XCTAssertThrowsError(try result.get()) { error in
      XCTAssertEqual(
        "\(error)",
        "CLUSTER SLOTS was refused by 127.0.0.1:\(pair.first.port), which is no node of a cluster: "
          + "give REDIS_CLUSTER the nodes of a cluster, or give this server to REDIS_URL"
      )
    }
    await pair.stop()
  }

  func testANodeWithoutAnAddressMeansTheOneThatWasAsked() async throws {
    let pair = try Pair()
    let connecting = Task { try await pair.client.connect() }
    await pair.answer(
      pair.first,
      "CLUSTER SLOTS",
      "*1\r\n*3\r\n:0\r\n:16383\r\n*3\r\n$-1\r\n:\(pair.first.port)\r\n$2\r\nid\r\n"
    )
    try await connecting.value
    async let reply = pair.client.send(RedisCommand("GET", "bar"))
    await pair.answer(pair.first, "GET bar", "-MOVED 5061 :\(pair.second.port)\r\n")
    // The second server is not in the map, so the map is looked at again meanwhile.
    await pair.answer(pair.second, "GET bar", "$1\r\n1\r\n")
    let value = try await reply
    XCTAssertEqual(value, .bulk("1"))
    await pair.stop()
  }
}
