/// What a server or a client does with the bytes of one ``Connection``.
///
/// All calls come on the thread of the connection's loop. The connection keeps its handler until it
/// is closed, and lets go of it then.
public protocol ConnectionHandler: AnyObject {
  /// Bytes have come; the result says how many of them are done with.
  ///
  /// A handler takes all the requests that are whole, one after another, and leaves the beginning
  /// of one that is not: it gets those bytes again, at the front, when more have come. It stops
  /// early when ``Connection/isCongested`` or ``Connection/isHeld`` turns true, and is called again
  /// with what it left when that is over. The buffer is the connection's and lasts for this call.
  func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int

  /// The connection has ended; it is the last call.
  func closed(_ connection: Connection, because reason: CloseReason)
}

/// How much a ``Connection`` may hold, and for how long.
public struct ConnectionLimits: Sendable, Hashable {
  /// With more output than this waiting for a slow reader, no more requests are read from it.
  public var softOutput = 1 << 20
  /// With more output than this waiting, the connection is closed; `nil` for no limit.
  public var hardOutput: Int? = 1 << 30
  /// The longest unfinished request that is kept; a longer one closes the connection.
  public var input = 1 << 30
  /// How many bytes are taken in while the connection is held.
  public var heldInput = 64 << 10
  /// The connection is closed when nothing has been heard for so long; `nil` for never.
  public var idle: Duration?

  public init() {}
}

/// Names a connection of a loop, also from other threads and after its end.
public struct ConnectionID: Hashable, Sendable {
  let number: UInt64
}

extension EventLoop {
  /// The connection of this name, unless it is closed.
  public func connection(_ id: ConnectionID) -> Connection? {
    channel(id.number) as? Connection
  }
}
