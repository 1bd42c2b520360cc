/// What went wrong with a socket, and with which.
public enum SocketError: Error, Hashable, Sendable {
  /// The operating system refused a call; `code` is its `errno`.
  case system(call: String, code: Int32)
  /// Nobody knows an address for this name.
  case unknownHost(String)
  /// The text is not the address of a network interface.
  case notAnAddress(String)
  /// It took longer than it was allowed to take.
  case timedOut(String)
  /// The connection ended; the reason says who ended it.
  case closed(CloseReason)
  /// The last attempts to connect failed, and the next one is not due yet.
  case backingOff(host: String, port: Int)
  /// The event loop has been stopped.
  case stopped
}

extension SocketError {
  /// Whether another program listens there already.
  public var isAddressInUse: Bool {
    if case .system(_, let code) = self { SystemCalls.isAddressInUse(code) } else { false }
  }
}

extension SocketError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .system(let call, let code): "\(call): \(SystemCalls.message(for: code))"
    case .unknownHost(let name): "there is no address for the host \"\(name)\""
    case .notAnAddress(let text): "\"\(text)\" is not the address of a network interface"
    case .timedOut(let what): "\(what) took too long"
    case .closed(let reason): "the connection is closed: \(reason)"
    case .backingOff(let host, let port):
      "\(host):\(port) could not be reached a moment ago, and is tried again a little later"
    case .stopped: "the event loop has been stopped"
    }
  }
}

/// Why a connection came to its end.
public enum CloseReason: Hashable, Sendable {
  /// Our side closed it.
  case local
  /// The other side closed it in good order.
  case peer
  /// The operating system reported an error, often that the other side has gone; `errno` is given.
  case failed(Int32)
  /// The other side did not read, and what waits for it passed the hard limit.
  case outputLimit
  /// The other side sent more than may be kept of an unfinished request.
  case inputLimit
  /// Nothing was heard for as long as the connection may be idle.
  case idle
  /// A reply did not come in time.
  case timedOut
  /// The other side sent something that is not of the protocol.
  case malformed(String)
  /// The event loop was stopped.
  case stopped
}

extension CloseReason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .local: "it was closed on this side"
    case .peer: "the other side closed it"
    case .failed(let code): SystemCalls.message(for: code)
    case .outputLimit: "the other side does not read what is sent to it"
    case .inputLimit: "the other side sent a request that is too long"
    case .idle: "nothing was heard for too long"
    case .timedOut: "a reply did not come in time"
    case .malformed(let what): "the other side broke the protocol: \(what)"
    case .stopped: "the event loop has been stopped"
    }
  }
}
