import Sockets

/// Puts a ``FakeMemcached`` on a TCP port, for real clients.
///
///     let server = try MemcachedServer(serving: FakeMemcached(), ListenerOptions(port: 11211))
///     print("memcached listens at port \(server.port)")
///     await server.ended()
///
/// It speaks the text protocol with the meta commands, on loopback unless its options say otherwise.
/// memcached has no passwords in this protocol: whoever can connect can read and write.
public final class MemcachedServer: Sendable {
  public let port: Int
  public let addresses: [SocketAddress]
  /// The version of memcached that it answers like.
  public static var version: String { MemcachedStore.version }
  private let thread: EventLoopThread

  /// Begins to serve.
  public init<C: Clock>(
    serving cache: FakeMemcached<C>,
    _ options: ListenerOptions = ListenerOptions()
  ) throws(SocketError) where C.Duration == Duration {
    var options = options
    // Room for the longest item and its line; requests for very many keys come in one line, too.
    let itemSize = cache.withStore { $0.limits.itemSize }
    options.limits.input = min(options.limits.input, itemSize + 8 << 20)
    raiseOpenFileLimit(to: options.connectionLimit + 64)
    let loop = try EventLoop()
    let connections = ConnectionCounts()
    let listener = try loop.listen(options) { connection in
      connections.current += 1
      connections.total += 1
      return MemcachedHandler(cache: cache, connections: connections)
    }
    connections.limit = options.connectionLimit
    port = listener.port
    addresses = listener.addresses
    thread = try EventLoopThread(running: loop)
  }

  /// Closes all connections and the port, and waits until that is done.
  public func stop() async {
    await thread.stop()
  }

  /// Has the server end; it can be called from anywhere.
  public func beginStopping() {
    thread.remote.stop()
  }

  /// Waits until the server has been stopped.
  public func ended() async {
    await thread.ended()
  }
}

/// What the server's thread counts.
private final class ConnectionCounts {
  var current = 0
  var total = 0
  var limit = 0

  var statistics: [MemcachedStatistic] {
    [
      .init("max_connections", limit), .init("curr_connections", current),
      .init("total_connections", total),
    ]
  }
}

/// One connection of a server.
private final class MemcachedHandler<C: Clock>: ConnectionHandler where C.Duration == Duration {
  private let cache: FakeMemcached<C>
  private let connections: ConnectionCounts
  private var session = TextSession()

  init(cache: FakeMemcached<C>, connections: ConnectionCounts) {
    self.cache = cache
    self.connections = connections
  }

  func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int {
    let room = connection.limits.softOutput - connection.pendingOutput
    let connections = connections
    let done = connection.withOutput { out in
      cache.withStore { store in
        session.process(
          bytes,
          store: &store,
          connections: { connections.statistics },
          room: room,
          out: &out
        )
      }
    }
    if session.neededBytes > 0 { connection.expect(session.neededBytes) }
    if session.isOver { connection.closeAfterFlush() }
    return done
  }

  func closed(_ connection: Connection, because reason: CloseReason) {
    connections.current -= 1
  }
}
