import Foundation
import Grader
import Synchronization
import XCTest

@testable import Lessons

final class PageServerTests: XCTestCase {
  /// A server that runs until the test is over.
  private func server(_ files: [String: String] = ["docs/index.html": "the page"]) throws
    -> PageServer
  {
    let folder = try TemporaryFolder(self, files.merging(["secret.txt": "secret"]) { $1 })
    let server = try PageServer(archive: PageArchive(root: folder.path + "/docs"))
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      server.serve()
      ended.signal()
    }
    addTeardownBlock {
      server.stop()
      XCTAssertEqual(ended.wait(timeout: .now() + 10), .success, "serve() did not end")
    }
    return server
  }

  func testAPageIsServed() throws {
    let server = try server()
    XCTAssertEqual(server.address, "http://127.0.0.1:\(server.port)/documentation/cachecourse")
    XCTAssertEqual(
      try LoopbackClient.ask(server.port, "GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n"),
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/html; charset=utf-8\r
      Content-Length: 8\r
      Connection: close\r
      Cache-Control: no-cache\r
      X-Content-Type-Options: nosniff\r
      \r
      the page
      """
    )
  }

  func testTheHeadAloneHasTheSameLength() throws {
    let answer = try LoopbackClient.ask(server().port, "HEAD /index.html HTTP/1.1\r\n\r\n")
    XCTAssertTrue(answer.contains("\r\nContent-Length: 8\r\n"), answer)
    XCTAssertTrue(answer.hasSuffix("\r\n\r\n"), answer)
  }

  func testARequestMayArriveInPieces() throws {
    let client = try LoopbackClient(port: server().port)
    for piece in ["GE", "T /index.html HT", "TP/1.1\r", "\n\r", "\n"] { client.send(piece) }
    XCTAssertTrue(client.receive().hasSuffix("the page"))
    client.close()
  }

  func testNothingOutsideIsServedHoweverItIsWritten() throws {
    let server = try server()
    for target in [
      "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2E%2E%2Fsecret.txt",
      "/documentation/..%2f..%2fsecret.txt", "../secret.txt", "//../secret.txt",
      "/..%00/secret.txt",
    ] {
      let answer = try LoopbackClient.ask(server.port, "GET \(target) HTTP/1.1\r\n\r\n")
      XCTAssertTrue(answer.hasPrefix("HTTP/1.1 4"), "\(target): \(answer)")
      XCTAssertFalse(answer.contains("secret"), target)
    }
  }

  func testWhatIsNotHTTPIsRefused() throws {
    let server = try server()
    let cases = [
      ("\r\n\r\n", "400"), ("GET /\r\n\r\n", "400"), ("GET / HTTP/2.0\r\n\r\n", "400"),
      ("get / HTTP/1.1\r\n\r\n", "400"), ("GET  / HTTP/1.1\r\n\r\n", "400"),
      ("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody", "405"),
      ("GET /" + String(repeating: "a", count: 20_000) + " HTTP/1.1\r\n\r\n", "431"),
      ("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 200_000), "431"),
    ]
    for (request, status) in cases {
      let answer = try LoopbackClient.ask(server.port, request)
      XCTAssertTrue(answer.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(40)): \(answer)")
    }
  }

  func testSilentClientsDoNotKeepOthersWaiting() throws {
    let server = try server()
    let silent = try (0..<20).map { _ in try LoopbackClient(port: server.port) }
    defer { for client in silent { client.close() } }
    for client in silent.prefix(10) { client.send("GET /index") }
    let answer = try LoopbackClient.ask(server.port, "GET /index.html HTTP/1.1\r\n\r\n")
    XCTAssertTrue(answer.hasSuffix("the page"))
  }

  func testAClientThatLeavesEarlyDoesNotEndTheServer() throws {
    let large = String(repeating: "x", count: 4_000_000)
    let server = try server(["docs/index.html": "the page", "docs/large.txt": large])
    for _ in 0..<5 {
      let client = try LoopbackClient(port: server.port)
      client.send("GET /large.txt HTTP/1.1\r\n\r\n")
      client.close()
    }
    let answer = try LoopbackClient.ask(server.port, "GET /large.txt HTTP/1.1\r\n\r\n")
    XCTAssertTrue(answer.hasSuffix(large), "\(answer.count) characters arrived")
  }

  func testManyClientsAreAnswered() throws {
    let server = try server()
    let failures = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 200) { _ in
      let answer = try? LoopbackClient.ask(server.port, "GET /index.html HTTP/1.1\r\n\r\n")
      if !(answer?.hasSuffix("the page") ?? false) { failures.withLock { $0 += 1 } }
    }
    XCTAssertEqual(failures.withLock(\.self), 0)
  }

  func testAPortInUseIsOneClearLine() throws {
    let server = try server()
    XCTAssertThrowsError(
      try PageServer(archive: PageArchive(root: "/nowhere"), port: server.port)
    ) { error in
      XCTAssertEqual(
        "\(error)",
        "Port \(server.port) is in use by another program. "
          + "Choose another with --port N, or leave the choice to the system with --port 0."
      )
    }
  }
}
