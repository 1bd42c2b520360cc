import Lab
import Redis
import XCTest

/// The client against a server that answers when the test says so.
final class ClientTests: XCTestCase {
  private func client(
    _ server: ClientScriptServer,
    clock: ManualClock = ManualClock(),
    _ change: (inout RedisClientConfiguration) -> Void = { _ in }
  ) -> RedisClient {
    var configuration = RedisClientConfiguration(RedisEndpoint(port: server.port))
    change(&configuration)
    return RedisClient(configuration, clock: clock, seed: 1)
  }

  /// The error that `body` throws, as text.
  private func failure<Result>(_ body: () async throws -> Result) async -> String {
    do {
      return "no error but \(try await body())"
    } catch {
      return "\(error)"
    }
  }

  func testRepliesThatArriveInPiecesGoToTheirTasks() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    async let first = client.send(RedisCommand("GET", "a"))
    let sent = await server.next()
    async let second = client.send(RedisCommand("GET", "b"))
    _ = await server.next()
    for byte in "$5\r\nred\r\n\r\n*2\r\n$4\r\nblue\r\n:7\r\n" {
      await server.send(String(byte), to: sent.connection)
    }
    let replies = try await [first, second]
    XCTAssertEqual(replies, [.bulk("red\r\n"), .array([.bulk("blue"), .integer(7)])])
    XCTAssertEqual(server.accepted, 1)
    await server.stop()
  }

  func testAPipelineGoesOutAsAWholeAndKeepsErrorsInTheirPlaces() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    async let replies = client.pipeline([
      RedisCommand("SET", "a", 1), RedisCommand("INCR", "b"), RedisCommand("GET", "a"),
    ])
    let sent = await server.next()
    let others = await server.next(2)
    XCTAssertEqual([sent.text] + others, ["SET a 1", "INCR b", "GET a"])
    await server.send("+OK\r\n-ERR no\r\n$1\r\n1\r\n", to: sent.connection)
    let all = try await replies
    XCTAssertEqual(all, [.ok, .error(RedisError("no")), .bulk("1")])
    await server.stop()
  }

  func testTheReplyToACancelledCommandIsDropped() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let cancelled = Task { try await client.send(RedisCommand("GET", "a")) }
    let sent = await server.next()
    async let next = client.send(RedisCommand("GET", "b"))
    _ = await server.next()
    cancelled.cancel()
    let text = await failure { try await cancelled.value }
    XCTAssertEqual(text, "CancellationError()")
    await server.send("$3\r\nred\r\n$4\r\nblue\r\n", to: sent.connection)
    let reply = try await next
    XCTAssertEqual(reply, .bulk("blue"))
    await server.stop()
  }

  func testALateReplyIsDroppedAndItsCommandFails() async throws {
    let server = try ClientScriptServer()
    let clock = ManualClock()
    let client = client(server, clock: clock) { $0.commandTimeout = .seconds(5) }
    try await connect(client, clock)
    let late = Task { try await client.send(RedisCommand("GET", "a")) }
    let sent = await server.next()
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(5))
    let text = await failure { try await late.value }
    XCTAssertEqual(
      text,
      "Redis is unavailable: 127.0.0.1:\(server.port) did not answer within 5 s; "
        + "the command may have been carried out"
    )
    async let next = client.send(RedisCommand("GET", "b"))
    _ = await server.next()
    await server.send("$3\r\nred\r\n$4\r\nblue\r\n", to: sent.connection)
    let reply = try await next
    XCTAssertEqual(reply, .bulk("blue"))
    await server.stop()
  }

  private func connect(_ client: RedisClient, _ clock: ManualClock) async throws {
    try await client.connect()
    XCTAssertEqual(clock.sleeperCount, 0)
  }

  func testACommandInFlightFailsWithItsConnectionAndIsNotSentAgain() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let lost = Task { try await client.send(RedisCommand("INCR", "a")) }
    let sent = await server.next()
    await server.close(sent.connection)
    let text = await failure { try await lost.value }
    XCTAssertTrue(text.hasPrefix("Redis is unavailable: the connection to 127.0.0.1:"), text)
    XCTAssertTrue(text.hasSuffix("the command may have been carried out"), text)
    async let next = client.send(RedisCommand("GET", "a"))
    let after = await server.next()
    XCTAssertEqual(after.text, "GET a", "INCR was not sent a second time")
    XCTAssertNotEqual(after.connection, sent.connection)
    await server.send("$1\r\n1\r\n", to: after.connection)
    let reply = try await next
    XCTAssertEqual(reply, .bulk("1"))
    await server.stop()
  }

  func testAServerThatIsDownIsLeftAloneForAGrowingPause() async throws {
    let server = try ClientScriptServer(["HELLO": "+OK\r\n", "PING": "+PONG\r\n"])
    let port = server.port
    await server.stop()
    let clock = ManualClock()
    var configuration = RedisClientConfiguration(RedisEndpoint(port: port))
    configuration.backoff = RedisBackoff(first: .seconds(1), longest: .seconds(60), jitter: 0)
    let client = RedisClient(configuration, clock: clock, seed: 1)
    let ping = RedisCommand("PING")
    let first = await failure { try await client.send(ping) }
    XCTAssertTrue(first.hasSuffix("nothing was sent"), first)
    let back = try ClientScriptServer(port: port, ["HELLO": "+OK\r\n", "PING": "+PONG\r\n"])
    clock.advance(by: .milliseconds(999))
    let second = await failure { try await client.send(ping) }
    XCTAssertEqual(second, first, "it is not tried again yet")
    XCTAssertEqual(back.accepted, 0)
    clock.advance(by: .milliseconds(1))
    let reply = try await client.send(ping)
    XCTAssertEqual(reply, .simple("PONG"))
    await back.stop()
  }

  func testWithPatienceACommandWaitsForTheServerToComeBack() async throws {
    let answers = ["HELLO": "+OK\r\n", "PING": "+PONG\r\n"]
    let server = try ClientScriptServer(answers)
    let port = server.port
    await server.stop()
    let clock = ManualClock()
    var configuration = RedisClientConfiguration(RedisEndpoint(port: port))
    configuration.backoff = RedisBackoff(first: .seconds(1), longest: .seconds(60), jitter: 0)
    configuration.patience = .seconds(3)
    let client = RedisClient(configuration, clock: clock, seed: 1)
    let waiting = Task { try await client.send(RedisCommand("PING")) }
    await clock.sleepers(atLeast: 1)
    let back = try ClientScriptServer(port: port, answers)
    clock.advance(by: .seconds(1))
    // The command's own time-out may be parked meanwhile; it is cancelled with the reply.
    let reply = try await waiting.value
    XCTAssertEqual(reply, .simple("PONG"))
    await back.stop()

    let other = RedisClient(configuration, clock: clock, seed: 1)
    let hopeless = Task { try await other.send(RedisCommand("PING")) }
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(1))
    // The next pause, 2 s, ends with the patience; the one after that would go beyond.
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(2))
    let text = await failure { try await hopeless.value }
    XCTAssertTrue(text.hasSuffix("nothing was sent"), text)
  }

  func testWhatIsNoRESPEndsTheConnection() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let asked = Task { try await client.send(RedisCommand("GET", "a")) }
    let sent = await server.next()
    await server.send("HTTP/1.1 400 Bad Request\r\n", to: sent.connection)
    let text = await failure { try await asked.value }
    XCTAssertTrue(text.contains("the other side broke the protocol"), text)
    await server.ended(atLeast: 1)
    await server.stop()
  }

  func testATaskThatIsCancelledDoesNotWaitForTheConnection() async throws {
    // A server that never answers HELLO, and a clock that nobody moves: nothing else ends the wait.
    let server = try ClientScriptServer([:])
    let client = client(server)
    let asked = Task { try await client.send(RedisCommand("GET", "a")) }
    _ = await server.next()
    asked.cancel()
    let text = await failure { try await asked.value }
    XCTAssertEqual(text, "CancellationError()")
    client.close()
    await server.stop()
  }

  func testALoginThatTakesTooLongFailsAsAWhole() async throws {
    let server = try ClientScriptServer(["HELLO": "-ERR unknown command 'HELLO'\r\n"])
    let clock = ManualClock()
    let client = client(server, clock: clock) {
      $0.database = 1
      $0.clientName = "slow"
    }
    let asked = Task { try await client.send(RedisCommand("GET", "a")) }
    _ = await server.next(2)
    await clock.sleepers(atLeast: 1)
    clock.advance(by: client.configuration.connectTimeout)
    let text = await failure { try await asked.value }
    XCTAssertTrue(text.hasSuffix("nothing was sent"), text)
    await server.ended(atLeast: 1)
    await server.stop()
  }

  func testCloseFailsWhatWaitsAndWhatComesLater() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let waiting = Task { try await client.send(RedisCommand("GET", "a")) }
    _ = await server.next()
    client.close()
    let text = await failure { try await waiting.value }
    XCTAssertTrue(text.hasSuffix("the command may have been carried out"), text)
    await server.ended(atLeast: 1)
    let later = await failure { try await client.send(RedisCommand("GET", "a")) }
    XCTAssertEqual(
      later,
      "Redis is unavailable: this client has been closed; nothing was sent"
    )
    let dedicated = await failure { try await client.transaction([RedisCommand("GET", "a")]) }
    XCTAssertEqual(dedicated, later)
    XCTAssertEqual(server.accepted, 1)
    await server.stop()
  }

  func testAClientThatIsDroppedClosesItsConnection() async throws {
    let server = try ClientScriptServer()
    var client: RedisClient? = client(server)
    try await client?.connect()
    client = nil
    await server.ended(atLeast: 1)
    await server.stop()
  }
}
