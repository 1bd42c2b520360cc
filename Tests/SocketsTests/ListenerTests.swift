import Sockets
import XCTest

final class ListenerTests: XCTestCase {
  func testPortZeroGivesAPortOfBothLoopbackAddresses() async throws {
    let loop = try EventLoop()
    let listener = try loop.listen { _ in LineServer(log: EventLog()) }
    XCTAssertGreaterThan(listener.port, 0)
    XCTAssertTrue(listener.addresses.allSatisfy(\.isLoopback), "\(listener.addresses)")
    XCTAssertTrue(listener.addresses.allSatisfy { $0.port == listener.port })
    let (port, addresses) = (listener.port, listener.addresses)
    let thread = try EventLoopThread(running: loop)
    for address in addresses {
      let pipeline = try await LinePipeline.open(
        host: address.host,
        port: port,
        decoder: LineDecoder()
      )
      let answer = try await pipeline.say("hello at \(address)")
      XCTAssertEqual(answer, "hello at \(address)")
      pipeline.close()
    }
    await thread.stop()
  }

  func testOnlyLoopbackIsTheDefault() {
    XCTAssertTrue(ListenerOptions().interface.isLoopback)
    XCTAssertTrue(NetworkInterface.address("127.0.0.5").isLoopback)
    XCTAssertTrue(NetworkInterface.address("::1").isLoopback)
    XCTAssertFalse(NetworkInterface.address("10.0.0.1").isLoopback)
    XCTAssertFalse(NetworkInterface.address("::").isLoopback)
    XCTAssertFalse(NetworkInterface.all.isLoopback)
  }

  func testAPortInUseIsReported() async throws {
    let server = try TestServer()
    XCTAssertThrowsError(try TestServer(port: server.port)) { error in
      XCTAssertTrue("\(error)".contains("bind to 127.0.0.1:\(server.port)"), "\(error)")
    }
    await server.thread.stop()
  }

  func testAnAddressThatIsNoneIsReported() throws {
    let loop = try EventLoop()
    var options = ListenerOptions()
    options.interface = .address("over there")
    XCTAssertThrowsError(try loop.listen(options) { _ in LineServer(log: EventLog()) }) { error in
      XCTAssertEqual(error as? SocketError, .notAnAddress("over there"))
    }
  }

  func testAddressesAreReadAndWritten() {
    let cases = [
      ("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("2001:db8:0::1", "[2001:db8::1]:80"),
    ]
    for (text, described) in cases {
      XCTAssertEqual(SocketAddress(text, port: 80).map { "\($0)" }, described)
    }
    for text in ["", "localhost", "1.2.3", "1.2.3.4.5", "::g"] {
      XCTAssertNil(SocketAddress(text, port: 80), text)
    }
  }
}
