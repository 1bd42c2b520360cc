import Sockets
import XCTest

final class ConnectionLimitsTests: XCTestCase {
  func testASlowReaderIsNotReadFromUntilItHasReadItsReplies() async throws {
    var limits = ConnectionLimits()
    limits.softOutput = 100_000
    let server = try TestServer(limits: limits)
    let client = try await RawClient(port: server.port, reading: false)
    client.send(String(repeating: "big 9999\n", count: 3000))
    // Others are served while this one does not read.
    let other = try await LinePipeline.open(server)
    let answer = try await other.say("hello")
    XCTAssertEqual(answer, "hello")
    client.read()
    let text = await client.text { $0.utf8.count == 30_000_000 }
    XCTAssertEqual(text.utf8.count, 30_000_000)
    XCTAssertLessThanOrEqual(server.log.mostOutput, 110_000, "one reply beyond the limit at most")
    client.close()
    other.close()
    await server.thread.stop()
  }

  func testTheHardLimitClosesAConnectionThatDoesNotRead() async throws {
    var limits = ConnectionLimits()
    limits.hardOutput = 1_000_000
    let server = try TestServer(limits: limits)
    let client = try await RawClient(port: server.port, reading: false)
    client.send("big 50000000\n")
    await server.log.seen("\(CloseReason.outputLimit)")
    client.close()
    await server.thread.stop()
  }

  func testARequestWithoutEndClosesItsConnection() async throws {
    var limits = ConnectionLimits()
    limits.input = 100_000
    let server = try TestServer(limits: limits)
    let client = try await RawClient(port: server.port)
    client.send(String(repeating: "x", count: 400_000))
    await server.log.seen("\(CloseReason.inputLimit)")
    let text = await client.textUntilClosed()
    XCTAssertEqual(text, "")
    await server.thread.stop()
  }

  func testAnIdleConnectionIsClosed() async throws {
    var limits = ConnectionLimits()
    limits.idle = .milliseconds(2)
    let server = try TestServer(limits: limits)
    let client = try await RawClient(port: server.port)
    let text = await client.textUntilClosed()
    XCTAssertEqual(text, "")
    await server.log.seen("\(CloseReason.idle)")
    await server.thread.stop()
  }

  func testOneTooManyIsToldSoAndClosed() async throws {
    let server = try TestServer {
      $0.connectionLimit = 1
      $0.refusal = Array("full\n".utf8)
    }
    let first = try await LinePipeline.open(server)
    let greeting = try await first.say("hello")
    XCTAssertEqual(greeting, "hello")
    let second = try await RawClient(port: server.port)
    let text = await second.textUntilClosed()
    XCTAssertEqual(text, "full\n")
    first.close()
    await server.thread.stop()
  }

  func testWithoutARefusalOneTooManyWaitsForAPlace() async throws {
    let server = try TestServer { $0.connectionLimit = 1 }
    let first = try await LinePipeline.open(server)
    _ = try await first.say("hello")
    let second = try await LinePipeline.open(server)
    async let answer = second.say("hello")
    let again = try await first.say("still here")
    XCTAssertEqual(again, "still here")
    first.close()
    let late = try await answer
    XCTAssertEqual(late, "hello")
    second.close()
    await server.thread.stop()
  }

  func testAThousandConnectionsAreServed() async throws {
    raiseOpenFileLimit(to: 4096)
    let server = try TestServer()
    var pipelines: [LinePipeline] = []
    for _ in 0..<1000 { pipelines.append(try await .open(server)) }
    let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
      for (number, pipeline) in pipelines.enumerated() {
        group.addTask { try await pipeline.say("\(number)") == "\(number)" }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    XCTAssertEqual(answers, 1000)
    for pipeline in pipelines { pipeline.close() }
    await server.thread.stop()
  }
}
