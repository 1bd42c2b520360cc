import Sockets
import XCTest

final class PipelinedClientTests: XCTestCase {
  private func client(
    port: Int,
    options: ClientOptions = ClientOptions(),
    greeting: String? = nil
  ) -> PipelinedClient<LineDecoder> {
    PipelinedClient(
      host: "127.0.0.1",
      port: port,
      options: options,
      decoder: { LineDecoder() },
      greet: { pipeline in
        if let greeting { _ = try await pipeline.say(greeting) }
      }
    )
  }

  func testTasksThatComeTogetherShareOneConnection() async throws {
    let server = try TestServer { $0.connectionLimit = 1 }
    let client = client(port: server.port)
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask { try await client.send(Array("\(number)\n".utf8)) == ["\(number)"] }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    XCTAssertEqual(right, 100)
    client.close()
    await server.thread.stop()
  }

  func testItConnectsAgainWhenTheServerIsBack() async throws {
    let first = try TestServer()
    var options = ClientOptions()
    options.firstPause = .zero
    let client = client(port: first.port, options: options, greeting: "good morning")
    let before = try await client.send(Array("a\n".utf8))
    XCTAssertEqual(before, ["a"])
    await first.thread.stop()
    for _ in 0..<2 {
      do {
        _ = try await client.send(Array("b\n".utf8))
        XCTFail("the server is down")
      } catch {
        XCTAssertTrue(error is SocketError, "\(error)")
      }
    }
    let second = try TestServer(port: first.port)
    let after = try await client.send(Array("c\n".utf8))
    XCTAssertEqual(after, ["c"])
    client.close()
    await second.thread.stop()
  }

  func testAServerThatCannotBeReachedIsLeftAloneForAWhile() async throws {
    let server = try TestServer()
    await server.thread.stop()
    var options = ClientOptions()
    options.firstPause = .seconds(3600)
    options.longestPause = .seconds(3600)
    let client = client(port: server.port, options: options)
    var errors: [SocketError?] = []
    for _ in 0..<2 {
      do {
        _ = try await client.send(Array("a\n".utf8))
      } catch {
        errors.append(error as? SocketError)
      }
    }
    XCTAssertEqual(errors.count, 2)
    XCTAssertEqual(errors.last, .backingOff(host: "127.0.0.1", port: server.port))
    client.close()
  }

  func testAClosedClientSendsNoMore() async throws {
    let server = try TestServer()
    let client = client(port: server.port)
    _ = try await client.send(Array("a\n".utf8))
    client.close()
    do {
      _ = try await client.send(Array("b\n".utf8))
      XCTFail("the client is closed")
    } catch {
      XCTAssertEqual(error as? SocketError, .closed(.local))
    }
    await server.log.seen("\(CloseReason.peer)")
    await server.thread.stop()
  }
}
