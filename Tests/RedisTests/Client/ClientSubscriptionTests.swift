import Lab
import Redis
import Synchronization
import XCTest

/// Messages, and what becomes of a subscription when its connection is lost.
final class ClientSubscriptionTests: XCTestCase {
  private func client(
    _ server: ClientScriptServer,
    clock: ManualClock = ManualClock(),
    _ change: (inout RedisClientConfiguration) -> Void = { _ in }
  ) -> RedisClient {
    var configuration = RedisClientConfiguration(RedisEndpoint(port: server.port))
    configuration.commandTimeout = nil
    configuration.heartbeat = nil
    change(&configuration)
    return RedisClient(configuration, clock: clock, seed: 1)
  }

  private static let confirmed = ">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n"

  private func message(_ payload: String, kind: String = ">") -> String {
    "\(kind)3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$\(payload.utf8.count)\r\n\(payload)\r\n"
  }

  func testMessagesOfChannelsAndPatternsComeInOrder() async throws {
    for kind in [">", "*"] {
      let server = try ClientScriptServer()
      let client = client(server)
      async let subscribing = client.subscribe(to: ["news"], patterns: ["n*"])
      let sent = await server.next()
      let second = await server.next()
      XCTAssertEqual([sent.text, second.text], ["SUBSCRIBE news", "PSUBSCRIBE n*"])
      await server.send(
        "\(kind)3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n"
          + message("early", kind: kind)
          + "\(kind)3\r\n$10\r\npsubscribe\r\n$2\r\nn*\r\n:2\r\n"
          + "\(kind)4\r\n$8\r\npmessage\r\n$2\r\nn*\r\n$4\r\nnews\r\n$4\r\nlate\r\n",
        to: sent.connection
      )
      var messages = try await subscribing.makeAsyncIterator()
      let first = try await messages.next()
      XCTAssertEqual(first, RedisMessage(channel: "news", payload: "early"))
      let next = try await messages.next()
      XCTAssertEqual(next, RedisMessage(channel: "news", pattern: "n*", payload: "late"))
      client.close()
      let end = try await messages.next()
      XCTAssertNil(end, "a client that is closed ends its subscriptions in good order")
      await server.stop()
    }
  }

  func testARefusedSubscriptionThrows() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let subscribing = Task { try await client.subscribe(to: "news") }
    let sent = await server.next()
    await server.send("-NOPERM no channels for you\r\n", to: sent.connection)
    let result = await subscribing.result
    XCTAssertThrowsError(try result.get()) {
      XCTAssertEqual($0 as? RedisError, RedisError(code: "NOPERM", "no channels for you"))
    }
    await server.ended(atLeast: 1)
    await server.stop()
  }

  func testDroppingTheSequenceEndsTheSubscription() async throws {
    let server = try ClientScriptServer(["HELLO": "%0\r\n", "SUBSCRIBE": Self.confirmed])
    let client = client(server)
    var messages: RedisSubscription? = try await client.subscribe(to: "news")
    XCTAssertNotNil(messages)
    messages = nil
    await server.ended(atLeast: 1)
    let loop = Task {
      for try await _ in try await client.subscribe(to: "news") {}
    }
    loop.cancel()
    _ = await loop.result
    await server.stop()
  }

  func testALostConnectionEndsTheSequenceWithAnError() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    async let subscribing = client.subscribe(to: "news")
    let sent = await server.next()
    await server.send(Self.confirmed + message("last"), to: sent.connection)
    var messages = try await subscribing.makeAsyncIterator()
    await server.close(sent.connection)
    let last = try await messages.next()
    XCTAssertEqual(last?.payload, "last")
    do {
      let next = try await messages.next()
      XCTFail("the connection is lost, and yet there came \(String(describing: next))")
    } catch let error as RedisUnavailable {
      XCTAssertTrue(error.reason.contains("messages may have been missed"), error.reason)
    }
    await server.stop()
  }

  func testWhoAsksForItIsSubscribedAgainAndTold() async throws {
    let server = try ClientScriptServer()
    let client = client(server)
    let gaps = Mutex(0)
    async let subscribing = client.subscribe(to: ["news"]) { gaps.withLock { $0 += 1 } }
    let first = await server.next()
    await server.send(Self.confirmed + message("one"), to: first.connection)
    var messages = try await subscribing.makeAsyncIterator()
    let one = try await messages.next()
    XCTAssertEqual(one?.payload, "one")
    XCTAssertEqual(gaps.withLock { $0 }, 0)
    await server.close(first.connection)
    let second = await server.next()
    XCTAssertEqual(second.text, "SUBSCRIBE news")
    // In one piece: the message is there before anybody can have told of the new beginning.
    await server.send(Self.confirmed + message("two"), to: second.connection)
    let two = try await messages.next()
    XCTAssertEqual(two?.payload, "two")
    XCTAssertEqual(gaps.withLock { $0 }, 1, "told before the first message that follows is read")
    client.close()
    let end = try await messages.next()
    XCTAssertNil(end)
    XCTAssertEqual(gaps.withLock { $0 }, 1)
    await server.stop()
  }

  func testASilentServerIsAskedWhetherItIsThere() async throws {
    let server = try ClientScriptServer(["HELLO": "%0\r\n", "SUBSCRIBE": Self.confirmed])
    let clock = ManualClock()
    let client = client(server, clock: clock) {
      $0.heartbeat = .seconds(15)
      $0.commandTimeout = .seconds(5)
    }
    var messages = try await client.subscribe(to: "news").makeAsyncIterator()
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(15))
    let ping = await server.next()
    XCTAssertEqual(ping.text, "PING")
    await clock.sleepers(atLeast: 1)
    clock.advance(by: .seconds(5))
    do {
      _ = try await messages.next()
      XCTFail("nobody answered")
    } catch {
      XCTAssertTrue(error is RedisUnavailable, "\(error)")
    }
    await server.ended(atLeast: 1)
    await server.stop()
  }

  func testAReaderWhoFallsBehindIsTold() async throws {
    let server = try ClientScriptServer()
    let client = client(server) { $0.messageLimit = 2 }
    async let subscribing = client.subscribe(to: "news")
    let sent = await server.next()
    await server.send(
      Self.confirmed + message("1") + message("2") + message("3"),
      to: sent.connection
    )
    let messages = try await subscribing
    await server.ended(atLeast: 1)
    var payloads: [String] = []
    do {
      for try await message in messages { payloads.append(message.payload.string) }
      XCTFail("a message was lost")
    } catch let error as RedisUnavailable {
      XCTAssertTrue(error.reason.contains("more than 2 messages behind"), error.reason)
    }
    XCTAssertEqual(payloads, ["1", "2"])
    await server.stop()
  }
}
