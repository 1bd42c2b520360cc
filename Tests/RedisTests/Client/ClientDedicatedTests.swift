import Lab
import Redis
import XCTest

/// Connections that one task has for itself.
final class ClientDedicatedTests: XCTestCase {
  private func client(
    _ server: ClientScriptServer,
    clock: ManualClock = ManualClock(),
    _ change: (inout RedisClientConfiguration) -> Void = { _ in }
  ) -> RedisClient {
    var configuration = RedisClientConfiguration(RedisEndpoint(port: server.port))
    configuration.commandTimeout = nil
    change(&configuration)
    return RedisClient(configuration, clock: clock, seed: 1)
  }

  func testACommandThatWaitsHoldsUpNobody() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let popping = Task { try await client.send(RedisCommand("BLPOP", "jobs", 0)) }
    let pop = await server.next()
    async let value = client.send(RedisCommand("GET", "a"))
    let get = await server.next()
    XCTAssertNotEqual(get.connection, pop.connection)
    await server.send("+now\r\n", to: get.connection)
    let reply = try await value
    XCTAssertEqual(reply, .simple("now"))
    await server.send("*2\r\n$4\r\njobs\r\n$1\r\n7\r\n", to: pop.connection)
    let popped = try await popping.value
    XCTAssertEqual(popped, .array([.bulk("jobs"), .bulk("7")]))
    await server.stop()
  }

  func testACancelledWaitGivesUpItsConnection() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let popping = Task { try await client.send(RedisCommand("BLPOP", "jobs", 0)) }
    let pop = await server.next()
    popping.cancel()
    let result = await popping.result
    XCTAssertThrowsError(try result.get()) { XCTAssertTrue($0 is CancellationError, "\($0)") }
    await server.ended(atLeast: 1)
    let again = Task { try await client.send(RedisCommand("BLPOP", "jobs", 0)) }
    let second = await server.next()
    XCTAssertNotEqual(second.connection, pop.connection, "the server still waits on the first one")
    await server.send("*-1\r\n", to: second.connection)
    let reply = try await again.value
    XCTAssertEqual(reply, .nullArray)
    await server.stop()
  }

  func testWhatABlockLeavesBehindIsUndone() async throws {
    let ok = "+OK\r\n"
    let server = try ClientScriptServer([
      "HELLO": "%0\r\n", "WATCH": ok, "MULTI": ok, "GET": "$1\r\n1\r\n", "EXEC": "*0\r\n",
    ])
    let client = client(server)
    let cases: [(commands: [RedisCommand], undone: String?)] = [
      ([RedisCommand("WATCH", "a"), RedisCommand("GET", "a")], "UNWATCH"),
      ([RedisCommand("WATCH", "a"), RedisCommand("MULTI")], "DISCARD"),
      ([RedisCommand("WATCH", "a"), RedisCommand("MULTI"), RedisCommand("EXEC")], nil),
      ([RedisCommand("GET", "a")], nil),
    ]
    for (commands, undone) in cases {
      let block = Task {
        try await client.withDedicatedConnection { connection in
          for command in commands { _ = try await connection.send(command) }
        }
      }
      if let undone {
        let sent = await server.next()
        XCTAssertEqual(sent.text, undone)
        await server.send(ok, to: sent.connection)
      }
      try await block.value
    }
    XCTAssertEqual(server.accepted, 2, "the shared connection, and one that was used again")
    let select = Task {
      try await client.withDedicatedConnection { try await $0.send(RedisCommand("SELECT", 1)) }
    }
    let sent = await server.next()
    await server.send(ok, to: sent.connection)
    _ = try await select.value
    await server.ended(atLeast: 1)
    await server.stop()
  }

  func testADedicatedConnectionIsOfNoUseAfterItsBlock() async throws {
    let server = try ClientScriptServer(["HELLO": "%0\r\n", "GET": "$1\r\n1\r\n"])
    let client = client(server)
    let escaped = try await client.withDedicatedConnection { $0 }
    do {
      _ = try await escaped.send(RedisCommand("GET", "a"))
      XCTFail("the block has returned")
    } catch let error as RedisMisuseError {
      XCTAssertEqual(error.problem, "was sent on a dedicated connection whose block has returned")
    }
    await server.stop()
  }

  func testThereAreOnlySoManyDedicatedConnections() async throws {
    let server = try ClientScriptServer(["HELLO": "%0\r\n", "GET": "$1\r\n1\r\n"])
    let clock = ManualClock()
    let client = client(server, clock: clock) {
      $0.dedicatedConnections = 1
      $0.commandTimeout = .seconds(5)
    }
    try await client.connect()
    let holder = Task { try await client.send(RedisCommand("BLPOP", "jobs", 0)) }
    let pop = await server.next()
    let late = Task { try await client.withDedicatedConnection { _ in } }
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(5))
    let result = await late.result
    XCTAssertThrowsError(try result.get()) { error in
      XCTAssertEqual(
        "\(error)",
        "Redis is unavailable: all 1 dedicated connections to 127.0.0.1:\(server.port) have been in "
          + "use for 5 s, as many as dedicatedConnections allows; nothing was sent"
      )
    }
    let next = Task { try await client.withDedicatedConnection { _ in "mine" } }
    await clock.sleepers(atLeast: 1)
    await server.send("*-1\r\n", to: pop.connection)
    _ = try await holder.value
    let text = try await next.value
    XCTAssertEqual(text, "mine")
    XCTAssertEqual(clock.sleeperCount, 0)
    await server.stop()
  }

  func testCommandsThatDoNotBelongOnASharedConnectionAreRefused() async throws {
    let client = RedisClient(RedisClientConfiguration(), clock: ManualClock(), seed: 1)
    let shared = "would change the connection that all tasks share"
    let step = "would put replies out of step"
    let cases: [([RedisCommand], command: String, problem: String)] = [
      ([RedisCommand("MULTI")], "MULTI", shared),
      ([RedisCommand("watch", "a")], "watch", shared),
      ([RedisCommand("Select", 1)], "Select", shared),
      ([RedisCommand("SUBSCRIBE", "news")], "SUBSCRIBE", step),
      ([RedisCommand("CLIENT", "REPLY", "OFF")], "CLIENT", step),
      ([RedisCommand("MONITOR")], "MONITOR", step),
      ([RedisCommand("GET", "a"), RedisCommand("MULTI")], "MULTI", shared),
      ([RedisCommand("SET", "a", 1), RedisCommand("WAIT", 1, 0)], "WAIT", shared),
    ]
    for (commands, command, problem) in cases {
      do {
        _ = try await client.pipeline(commands)
        XCTFail("\(commands) is not to be sent")
      } catch let error as RedisMisuseError {
        XCTAssertEqual(error.command, command)
        XCTAssertEqual(error.problem, problem)
        XCTAssertFalse(error.mend.isEmpty)
      }
    }
  }

  func testAWholeTransactionMayGoOverTheSharedConnection() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    async let replies = client.pipeline([
      RedisCommand("MULTI"), RedisCommand("INCR", "a"), RedisCommand("EXEC"),
    ])
    let sent = await server.next()
    _ = await server.next(2)
    await server.send("+OK\r\n+QUEUED\r\n*1\r\n:1\r\n", to: sent.connection)
    let all = try await replies
    XCTAssertEqual(all, [.ok, .simple("QUEUED"), .array([.integer(1)])])
    XCTAssertEqual(server.accepted, 1)
    await server.stop()
  }
}
