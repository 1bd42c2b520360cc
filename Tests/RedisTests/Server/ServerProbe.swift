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
