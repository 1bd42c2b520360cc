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
    let bytes = try request.wireBytes()
    let replies: [WireReply]
    do {
      replies = try await client.send(bytes)
    } catch let error as SocketError {
      throw MemcachedError.unavailable(error.description)
    }
    guard let reply = replies.first else { throw MemcachedError.unexpected("nothing") }
    return try request.reply(reply)
  }

  /// Closes the connection for good.
  public func close() {
    client.close()
  }
}
