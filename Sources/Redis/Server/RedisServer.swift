import Sockets

/// A Redis server: the engine of this module behind a TCP port.
///
///     let server = try RedisServer(.init(port: 7777))
///     print("redis-cli -p \(server.port)")
///     try await server.ended()        // until `stop()`, SHUTDOWN, or a disk that fails
///
/// It listens to this machine only unless it is told another address, for which it wants a password.
/// One thread of its own runs the event loop, and on it the engine, so commands run one at a time as
/// they do in Redis. With ``Configuration/appendOnly`` every change goes to a file, which is read back
/// at the next start.
public final class RedisServer: Sendable {
  /// The port, also when the operating system chose it.
  public let port: Int
  /// Where the server listens, such as `127.0.0.1:6379`.
  public let addresses: [String]
  /// What happened at the start that a person should know: keys that were loaded, a tail cut off.
  public let notices: [String]

  private let thread: EventLoopThread
  private let link: ServerLink

  /// Opens the port, reads the append-only file and serves.
  public init(_ configuration: Configuration = Configuration()) throws(RedisServerError) {
    try configuration.validate()
    raiseOpenFileLimit(to: configuration.maxClients + ServerCore.ownDescriptors)
    let link = ServerLink()
    do {
      let loop = try EventLoop()
      let core = try ServerCore(configuration, loop: loop, link: link)
      let listener = try core.start()
      port = listener.port
      addresses = listener.addresses.map(\.description)
      notices = core.notices
      thread = try EventLoopThread(running: loop)
    } catch {
      throw RedisServerError(error, port: configuration.port)
    }
    self.link = link
  }

  /// Closes all connections, brings the append-only file to the disk, and ends.
  public func stop() async throws(RedisServerError) {
    askToStop()
    try await ended()
  }

  /// Has the server stop, as ``stop()`` does, without waiting for it.
  public func askToStop() {
    link.askToStop()
    // The loop looks at the request at the end of its next turn, so give it one.
    thread.remote.submit { _ in }
  }

  /// Waits until the server has ended, and throws if it ended because its file could not be written.
  public func ended() async throws(RedisServerError) {
    await thread.ended()
    if let failure = link.failure { throw failure }
  }
}
