import Sockets
import XCTest

final class ConnectionTests: XCTestCase {
  func testARequestThatArrivesInPiecesIsAnsweredOnce() async throws {
    let server = try TestServer()
    let client = try await RawClient(port: server.port)
    client.send("hel")
    client.send("lo\nwor")
    let first = await client.text { $0.hasSuffix("\n") }
    XCTAssertEqual(first, "hello\n")
    client.send("ld\n")
    let both = await client.text { $0.hasSuffix("world\n") }
    XCTAssertEqual(both, "hello\nworld\n")
    client.close()
    await server.thread.stop()
  }

  func testManyRequestsInOnePacketAreAnsweredInOrder() async throws {
    let server = try TestServer()
    let client = try await RawClient(port: server.port)
    let lines = (0..<10_000).map { "line \($0)\n" }.joined()
    client.send(lines)
    let text = await client.text { $0.count == lines.count }
    XCTAssertEqual(text, lines)
    client.close()
    await server.thread.stop()
  }

  func testCloseAfterFlushDeliversTheLastReply() async throws {
    let server = try TestServer()
    let client = try await RawClient(port: server.port)
    client.send("big 3000000\nquit\nnever answered\n")
    let text = await client.textUntilClosed()
    XCTAssertEqual(text.count, 3_000_001 + "goodbye\n".count)
    XCTAssertTrue(text.hasSuffix("goodbye\n"))
    await server.log.seen("\(CloseReason.local)")
    await server.thread.stop()
  }

  func testAClientThatHasFinishedSendingStillGetsItsReplies() async throws {
    let server = try TestServer()
    let client = try await RawClient(port: server.port, reading: false)
    client.send("big 5000000\nlast\n")
    client.finishSending()
    client.read()
    let text = await client.textUntilClosed()
    XCTAssertEqual(text.count, 5_000_001 + "last\n".count)
    XCTAssertTrue(text.hasSuffix("last\n"))
    await server.log.seen("\(CloseReason.peer)")
    await server.thread.stop()
  }

  func testAHeldConnectionAnswersWhenItIsReleased() async throws {
    let server = try TestServer()
    let blocked = try await RawClient(port: server.port)
    blocked.send("before\nhold\nafter\n")
    await server.log.seen("held")
    let other = try await RawClient(port: server.port)
    other.send("release\n")
    let text = await blocked.text { $0.hasSuffix("after\n") }
    XCTAssertEqual(text, "before\nreleased\nafter\n")
    blocked.close()
    other.close()
    await server.thread.stop()
  }

  func testTheEndOfAHeldConnectionIsNoticed() async throws {
    let server = try TestServer()
    let blocked = try await RawClient(port: server.port)
    blocked.send("hold\n")
    await server.log.seen("held")
    blocked.close()
    await server.log.seen("\(CloseReason.peer)")
    await server.thread.stop()
  }

  func testStoppingTheLoopClosesItsConnections() async throws {
    let server = try TestServer()
    let client = try await RawClient(port: server.port)
    client.send("hello\n")
    _ = await client.text { $0 == "hello\n" }
    await server.thread.stop()
    await server.log.seen("\(CloseReason.stopped)")
    let text = await client.textUntilClosed()
    XCTAssertEqual(text, "hello\n")
    XCTAssertFalse(server.thread.remote.submit { _ in }, "a stopped loop takes no more jobs")
  }
}
