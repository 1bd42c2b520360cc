import Sockets
import XCTest

final class RequestPipelineTests: XCTestCase {
  func testEveryTaskGetsItsOwnReply() async throws {
    let server = try TestServer()
    let pipeline = try await LinePipeline.open(server)
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<2000 {
        group.addTask { try await pipeline.say("\(number)") == "\(number)" }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    XCTAssertEqual(right, 2000)
    pipeline.close()
    await server.thread.stop()
  }

  func testSeveralRequestsInOneSendGetTheirRepliesTogether() async throws {
    let server = try TestServer()
    let pipeline = try await LinePipeline.open(server)
    let replies = try await pipeline.send(Array("a\nb\nc\n".utf8), replies: 3)
    XCTAssertEqual(replies, ["a", "b", "c"])
    let none = try await pipeline.send(Array("silence\n".utf8), replies: 0)
    XCTAssertEqual(none, [])
    let next = try await pipeline.say("d")
    XCTAssertEqual(next, "d")
    pipeline.close()
    await server.thread.stop()
  }

  func testACancelledRequestLeavesTheOthersInStep() async throws {
    let server = try TestServer()
    let pipeline = try await LinePipeline.open(server)
    let cancelled = Task { try await pipeline.say("hold") }
    await server.log.seen("held")
    cancelled.cancel()
    do {
      _ = try await cancelled.value
      XCTFail("a cancelled request throws")
    } catch {
      XCTAssertTrue(error is CancellationError, "\(error)")
    }
    let other = try await LinePipeline.open(server)
    async let next = pipeline.say("next")
    let done = try await other.say("release")
    XCTAssertEqual(done, "done")
    let answer = try await next
    XCTAssertEqual(answer, "next", "the reply of the cancelled request was thrown away")
    pipeline.close()
    other.close()
    await server.thread.stop()
  }

  func testALateReplyThrowsAndASilentServerIsGivenUp() async throws {
    let server = try TestServer()
    let pipeline = try await LinePipeline.open(server)
    do {
      _ = try await pipeline.send(Array("silence\n".utf8), timeout: .milliseconds(1))
      XCTFail("a request without a reply times out")
    } catch {
      XCTAssertEqual(error as? SocketError, .timedOut("the reply"))
    }
    await server.log.seen("\(CloseReason.peer)")
    do {
      _ = try await pipeline.say("hello")
      XCTFail("the connection is closed")
    } catch {
      XCTAssertEqual(error as? SocketError, .closed(.timedOut))
    }
    await server.thread.stop()
  }

  func testWhatComesUnaskedIsNobodysReply() async throws {
    let server = try TestServer()
    let pushed = EventLog()
    let pipeline = try await LinePipeline.open(
      host: "localhost",
      port: server.port,
      decoder: LineDecoder(),
      onUnasked: { pushed.add($0) }
    )
    let answer = try await pipeline.say("push")
    XCTAssertEqual(answer, "push")
    await pushed.seen("!pushed")
    pipeline.close()
    await server.thread.stop()
  }

  func testAServerThatBreaksTheProtocolIsLeft() async throws {
    let server = try TestServer()
    let pipeline = try await LinePipeline.open(server)
    do {
      _ = try await pipeline.say("nonsense")
      XCTFail("a malformed reply throws")
    } catch {
      XCTAssertEqual(error as? SocketError, .closed(.malformed("it said \"nonsense\"")))
    }
    XCTAssertFalse(pipeline.isOpen)
    await server.thread.stop()
  }

  func testTheEndOfTheServerFailsWhatWaits() async throws {
    let server = try TestServer()
    let pipeline = try await LinePipeline.open(server)
    async let reply = pipeline.say("hold")
    await server.log.seen("held")
    await server.thread.stop()
    do {
      _ = try await reply
      XCTFail("the server is gone")
    } catch {
      XCTAssertEqual(error as? SocketError, .closed(.peer))
    }
  }

  func testNobodyListeningIsAnError() async throws {
    let server = try TestServer()
    await server.thread.stop()
    do {
      _ = try await LinePipeline.open(server)
      XCTFail("nobody listens there any more")
    } catch {
      XCTAssertTrue("\(error)".hasPrefix("connect to 127.0.0.1:\(server.port): "), "\(error)")
    }
  }
}
