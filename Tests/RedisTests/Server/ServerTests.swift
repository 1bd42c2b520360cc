import XCTest

@testable import Redis

final class ServerTests: XCTestCase {
  func testItAnswersCommands() async throws {
    let probe = try ServerProbe()
    let wire = try await probe.connect()
    let set = try await wire.send("SET", "key", "value")
    let get = try await wire.send("GET", "key")
    XCTAssertEqual(set, .ok)
    XCTAssertEqual(get, .bulk("value"))
    try await probe.server.stop()
  }

  func testRequestsSentTogetherAreAnsweredInOrder() async throws {
    let probe = try ServerProbe()
    let wire = try await probe.connect()
    let text = (1...500).map { "INCR n\r\nECHO \($0)\r\n" }.joined()
    let replies = try await wire.raw(text, replies: 1000)
    for index in 0..<500 {
      XCTAssertEqual(replies[index * 2], .integer(index + 1))
      XCTAssertEqual(replies[index * 2 + 1], .bulk(RedisBytes("\(index + 1)")))
    }
    try await probe.server.stop()
  }

  func testAProtocolErrorIsAnsweredAndEndsTheConnection() async throws {
    let cases: [(sent: String, error: String)] = [
      ("*1\r\n*1\r\n", "ERR Protocol error: expected '$', got '*'"),
      ("*1\r\n$1073741824\r\n", "ERR Protocol error: invalid bulk length"),
      ("*99999999999\r\n", "ERR Protocol error: invalid multibulk length"),
      ("SET \"a\r\n", "ERR Protocol error: unbalanced quotes in request"),
      (
        String(repeating: "*1\r\n", count: 100_000),
        "ERR Protocol error: expected '$', got '*'"
      ),
    ]
    let probe = try ServerProbe()
    for (sent, error) in cases {
      let wire = try await probe.connect()
      let replies = try await wire.raw(sent)
      XCTAssertEqual(replies, [.error(RedisError(text: error))], String(sent.prefix(20)))
      do {
        _ = try await wire.send("PING")
        XCTFail("the connection is still open after \(sent.prefix(20))")
      } catch {}
    }
    try await probe.server.stop()
  }

  func testABlockedClientIsServedByAnother() async throws {
    let probe = try ServerProbe()
    let waiting = try await probe.connect()
    let pushing = try await probe.connect()
    // Both go out at once; the second is only run once the first has been answered.
    async let replies = waiting.raw("BLPOP list 0\r\nECHO next\r\n", replies: 2)
    let length = try await pushing.send("RPUSH", "list", "a")
    let received = try await replies
    XCTAssertEqual(length, .integer(1))
    XCTAssertEqual(received, [.array([.bulk("list"), .bulk("a")]), .bulk("next")])
    try await probe.server.stop()
  }

  func testAWaitEndsAtItsTimeout() async throws {
    let probe = try ServerProbe()
    let wire = try await probe.connect()
    let reply = try await wire.send("BLPOP", "nothing", "0.001")
    XCTAssertEqual(reply, .nullArray)
    try await probe.server.stop()
  }

  func testMessagesReachSubscribers() async throws {
    let probe = try ServerProbe()
    let (messages, continuation) = AsyncStream<RESPValue>.makeStream()
    let subscriber = try await probe.connect { continuation.yield($0) }
    _ = try await subscriber.send("HELLO", "3")
    // What SUBSCRIBE answers is a push, so the reply that is awaited is the one to PING.
    _ = try await subscriber.raw("SUBSCRIBE news\r\nPING\r\n")
    let publisher = try await probe.connect()
    let receivers = try await publisher.send("PUBLISH", "news", "hello")
    XCTAssertEqual(receivers, .integer(1))
    var iterator = messages.makeAsyncIterator()
    let first = await iterator.next()
    let second = await iterator.next()
    XCTAssertEqual(first, .push([.bulk("subscribe"), .bulk("news"), .integer(1)]))
    XCTAssertEqual(second, .push([.bulk("message"), .bulk("news"), .bulk("hello")]))
    try await probe.server.stop()
  }

  func testWithAPasswordNothingRunsBeforeIt() async throws {
    let probe = try ServerProbe { $0.password = "secret" }
    let wire = try await probe.connect()
    let refused = try await wire.send("GET", "key")
    XCTAssertEqual(refused, .error(RedisError(code: "NOAUTH", "Authentication required.")))
    let accepted = try await wire.send("AUTH", "secret")
    let reply = try await wire.send("GET", "key")
    XCTAssertEqual(accepted, .ok)
    XCTAssertEqual(reply, .null)
    try await probe.server.stop()
  }

  func testOtherMachinesAreLetInOnlyWithAPassword() {
    var configuration = RedisServer.Configuration(port: 0)
    for host in ["0.0.0.0", "*", "192.0.2.1"] {
      configuration.host = host
      XCTAssertThrowsError(try RedisServer(configuration), host) { error in
        XCTAssertTrue("\(error)".contains("Set a password"), "\(error)")
      }
    }
  }

  func testAPortThatIsTakenIsNamed() async throws {
    let probe = try ServerProbe()
    let port = probe.server.port
    XCTAssertThrowsError(try RedisServer(.init(port: port))) { error in
      XCTAssertTrue("\(error)".contains("cannot listen at port \(port)"), "\(error)")
      XCTAssertEqual((error as? RedisServerError)?.isPortTaken, true)
    }
    try await probe.server.stop()
  }

  func testOneClientTooManyIsToldSo() async throws {
    let probe = try ServerProbe { $0.maxClients = 1 }
    let first = try await probe.connect()
    _ = try await first.send("PING")
    let second = try await probe.connect()
    do {
      let reply = try await second.send("PING")
      XCTAssertEqual(reply, .error(RedisError("max number of clients reached")))
    } catch {
      // The refusal and the end may arrive before the request is sent.
    }
    let stillServed = try await first.send("PING")
    XCTAssertEqual(stillServed, .simple("PONG"))
    try await probe.server.stop()
  }

  func testAKilledClientIsGone() async throws {
    let probe = try ServerProbe()
    let doomed = try await probe.connect()
    guard case .integer(let id) = try await doomed.send("CLIENT", "ID") else {
      return XCTFail("CLIENT ID did not answer with a number")
    }
    let other = try await probe.connect()
    let killed = try await other.send("CLIENT", "KILL", "ID", "\(id)")
    XCTAssertEqual(killed, .integer(1))
    do {
      _ = try await doomed.send("PING")
      XCTFail("the client that was killed is still served")
    } catch {}
    try await probe.server.stop()
  }

  func testItEndsWhenItIsShutDown() async throws {
    let probe = try ServerProbe()
    let wire = try await probe.connect()
    do {
      let reply = try await wire.send("SHUTDOWN", "NOSAVE")
      XCTFail("SHUTDOWN was answered with \(reply)")
    } catch {}
    try await probe.server.ended()
  }
}
