import Lab
import XCTest

@testable import Memcached
@testable import Sockets

/// Clients that send nonsense, or ask for more than they will read.
final class HostileClientTests: XCTestCase {
  func testNonsenseOnTheSocketHarmsNobody() async throws {
    let cache = FakeMemcached(clock: ManualClock())
    let server = try MemcachedServer(serving: cache)
    let port = server.port
    var random = SplitMix64(seed: 51)
    let sound = Array("set a 5 100 5\r\nhello\r\nms b 2 T9 c\r\nhi\r\nmg a v k t\r\n".utf8)
    for _ in 0..<1000 {
      // A sound conversation that breaks off, or any bytes at all.
      let sent =
        random.chance(0.5)
        ? Array(sound.prefix(Int.random(in: 0...sound.count, using: &random)))
        : (0..<Int.random(in: 0...200, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
      _ = try await RawConversation.hold(sent, port: port)
    }
    let answer = try await RawConversation.hold(sound, port: port)
    XCTAssertTrue(text(answer).hasPrefix("STORED\r\nHD c"), text(answer))
    XCTAssertLessThan(cache.memoryInUse, 100_000)
    await server.stop()
  }

  func testTheDataOfAnItemThatIsTooLargeIsNotKept() {
    var session = TextSession()
    var store = MemcachedStore(now: 1_800_000_000)
    var out: [UInt8] = []
    let line = Array("set a 0 0 1073741824\r\n".utf8)
    var done = line.withUnsafeBytes { session.process($0, store: &store, out: &out) }
    XCTAssertEqual(done, line.count)
    XCTAssertEqual(session.neededBytes, 0, "nothing is waited for")
    let piece = [UInt8](repeating: 7, count: 1 << 20)
    for _ in 0..<1024 {
      done = piece.withUnsafeBytes { session.process($0, store: &store, out: &out) }
      XCTAssertEqual(done, piece.count)
    }
    let rest = Array("\r\nmn\r\n".utf8)
    _ = rest.withUnsafeBytes { session.process($0, store: &store, out: &out) }
    XCTAssertEqual(text(out), "SERVER_ERROR object too large for cache\r\nMN\r\n")
  }

  func testOneLineCannotAskForEndlessMemory() {
    var session = TextSession()
    var store = MemcachedStore(now: 1_800_000_000)
    var out: [UInt8] = []
    let size = 1 << 20 - 100
    let sent =
      Array("set k 0 0 \(size)\r\n".utf8) + [UInt8](repeating: 7, count: size)
      + Array(("\r\nget" + String(repeating: " k", count: 100_000) + "\r\nmn\r\n").utf8)
    let done = sent.withUnsafeBytes { session.process($0, store: &store, out: &out) }
    XCTAssertEqual(done, sent.count)
    XCTAssertEqual(
      text(out),
      "STORED\r\nSERVER_ERROR out of memory writing get response\r\nMN\r\n"
    )
  }

  func testAClientThatDoesNotReadHoldsNobodyUp() async throws {
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()))
    let client = MemcachedClient(host: "127.0.0.1", port: server.port)
    try await client.set("large", [UInt8](repeating: 7, count: 1 << 20 - 100))
    let remote = try EventLoopThread.shared().remote
    let port = server.port
    // It asks for ten gigabytes and takes none of them.
    let id: ConnectionID = try await withCheckedThrowingContinuation { continuation in
      remote.submit { loop in
        var limits = ConnectionLimits()
        limits.heldInput = 1
        loop.connect(to: "127.0.0.1", port: port, limits: limits, handler: Deaf()) { result in
          if case .success(let connection) = result {
            connection.hold()
            connection.write(String(repeating: "get large\r\n", count: 10_000))
          }
          continuation.resume(with: result.map(\.id).mapError { $0 })
        }
      }
    }
    // Each of our requests gives the server another turn, in which it could answer that client.
    var turnsLeft = 100
    var answered = 0
    for _ in 0..<100_000 where turnsLeft > 0 {
      answered = try await client.stats()["cmd_get"].flatMap { Int($0) } ?? 0
      if answered > 0 { turnsLeft -= 1 }
    }
    XCTAssertGreaterThan(answered, 0, "some replies wait to be read")
    XCTAssertLessThan(answered, 100, "the other requests wait until they are")
    remote.submit { $0.connection(id)?.close() }
    client.close()
    await server.stop()
  }

  private final class Deaf: ConnectionHandler {
    func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int { bytes.count }
    func closed(_ connection: Connection, because reason: CloseReason) {}
  }
}
