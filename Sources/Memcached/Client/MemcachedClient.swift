import Sockets

/// A memcached server over TCP, on one connection for any number of tasks.
///
///     let client = MemcachedClient(host: "127.0.0.1", port: 11211)
///     try await client.set("greeting", "hello")
///
/// It connects when it is first used, and again after the connection was lost; requests of tasks that
/// come together go out together. A server that cannot be reached is left alone for a while, and
/// requests fail at once meanwhile with ``MemcachedError/unavailable(_:)``.
public final class MemcachedClient: MemcachedConnection {
  private let client: PipelinedClient<MemcachedReplyDecoder>

  public init(host: String, port: Int = 11211, options: ClientOptions = ClientOptions()) {
    client = PipelinedClient(
      host: host,
      port: port,
      options: options,
      decoder: { MemcachedReplyDecoder() }
    )
  }

  public var host: String { client.host }
  public var port: Int { client.port }

  public func send(_ request: MemcachedRequest) async throws -> MemcachedReply {
    let parts = request.parts
    var bytes: [UInt8] = []
    for part in parts { bytes += try part.wireBytes() }
    let wireReplies: [WireReply]
    do {
      wireReplies = try await client.send(bytes, replies: parts.count)
    } catch let error as SocketError {
      throw MemcachedError.unavailable(error.description)
    }
    let replies = try zip(parts, wireReplies).map { try $0.reply($1) }
    guard let first = replies.first else { throw MemcachedError.unexpected("nothing") }
    return try replies.dropFirst().reduce(first) { try $0.joined(with: $1) }
  }

  /// Closes the connection for good.
  public func close() {
    client.close()
  }
}

extension MemcachedReply {
  /// The items of two replies together.
  fileprivate func joined(with other: MemcachedReply) throws(MemcachedError) -> MemcachedReply {
    guard case .items(let items) = self, case .items(let others) = other else {
      throw .unexpected("\(self), \(other)")
    }
    return .items(items.merging(others) { _, last in last })
  }
}
