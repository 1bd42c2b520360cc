import Sockets
import XCTest

@testable import Redis

/// A server on a port of its own, and connections to it that send bytes as they are given.
struct ServerProbe {
  let server: RedisServer

  init(_ change: (inout RedisServer.Configuration) -> Void = { _ in }) throws {
    var configuration = RedisServer.Configuration(port: 0)
    change(&configuration)
    server = try RedisServer(configuration)
  }

  func connect(
    onPush: @escaping @Sendable (RESPValue) -> Void = { _ in }
  ) async throws -> ServerWire {
    let pipeline = try await RequestPipeline.open(
      host: "127.0.0.1",
      port: server.port,
      decoder: WireDecoder(),
      onUnasked: onPush
    )
    return ServerWire(pipeline: pipeline)
  }
}

/// Connections on which there is no talking.
extension ServerProbe {
  /// Sends bytes and the end of the stream; returns when the server has closed the connection.
  func sendAndEnd(_ bytes: [UInt8]) async throws {
    try await open { connection in
      connection.write(bytes)
      connection.closeAfterFlush()
    }
  }

  /// Sends bytes on a connection that stays open and on which nothing is ever read.
  func sendAndStopReading(_ bytes: [UInt8]) async throws {
    try await open(waitsForEnd: false) { connection in
      connection.write(bytes)
      connection.hold()
    }
  }

  private func open(
    waitsForEnd: Bool = true,
    _ begin: @escaping @Sendable (Connection) -> Void
  ) async throws {
    let remote = try EventLoopThread.shared().remote
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      _ = remote.submit { [port = server.port] loop in
        let silent = SilentClient { if waitsForEnd { continuation.resume() } }
        loop.connect(to: "127.0.0.1", port: port, timeout: .seconds(5), handler: silent) { result in
          switch result {
          case .success(let connection):
            begin(connection)
            if !waitsForEnd { continuation.resume() }
          case .failure(let error): continuation.resume(throwing: error)
          }
        }
      }
    }
  }
}

/// Takes whatever comes and says nothing to it.
private final class SilentClient: ConnectionHandler {
  private let whenClosed: () -> Void

  init(whenClosed: @escaping () -> Void) {
    self.whenClosed = whenClosed
  }

  func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int { bytes.count }

  func closed(_ connection: Connection, because reason: CloseReason) { whenClosed() }
}

/// One connection to a server.
struct ServerWire {
  let pipeline: RequestPipeline<WireDecoder>

  /// Sends a command of words.
  func send(_ words: String...) async throws -> RESPValue {
    try await send(words.map { RedisBytes($0) })
  }

  func send(_ arguments: [RedisBytes]) async throws -> RESPValue {
    var writer = RESPWriter()
    writer.append(RedisCommand(arguments))
    return try await pipeline.send(writer.bytes)[0]
  }

  /// Sends bytes that are owed so many replies.
  func raw(_ text: String, replies: Int = 1) async throws -> [RESPValue] {
    try await pipeline.send(Array(text.utf8), replies: replies)
  }
}

struct WireDecoder: ReplyDecoder {
  func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(MalformedReply) -> (reply: RESPValue, length: Int)? {
    var parser = RESPParser()
    var input = bytes
    do {
      guard let reply = try parser.next(&input) else { return nil }
      return (reply, bytes.count - input.count)
    } catch {
      throw MalformedReply(error.message)
    }
  }

  func isUnasked(_ reply: RESPValue) -> Bool {
    if case .push = reply { true } else { false }
  }
}

extension XCTestCase {
  /// A folder that is gone when the test is over.
  func temporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("redis-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    addTeardownBlock { try FileManager.default.removeItem(at: folder) }
    return folder.path
  }
}
