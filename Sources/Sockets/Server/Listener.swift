/// Where a ``Listener`` can be reached.
public enum NetworkInterface: Sendable, Hashable {
  /// From this machine only: 127.0.0.1 and, where there is IPv6, ::1.
  case loopback
  /// At one address of this machine, given in numbers.
  case address(String)
  /// From everywhere.
  case all

  /// Whether nobody outside this machine can connect.
  public var isLoopback: Bool {
    switch self {
    case .loopback: true
    case .address(let text): SocketAddress(text, port: 0)?.isLoopback ?? false
    case .all: false
    }
  }
}

/// How a ``Listener`` treats those who connect.
public struct ListenerOptions: Sendable {
  public var interface = NetworkInterface.loopback
  /// The port; 0 lets the operating system choose one.
  public var port = 0
  /// How many may wait to be accepted.
  public var backlog = 511
  /// How many connections there may be at once.
  public var connectionLimit = 10_000
  /// What one too many is told before it is closed; with `nil` it has to wait for a place.
  public var refusal: [UInt8]?
  public var limits = ConnectionLimits()

  public init(port: Int = 0) {
    self.port = port
  }
}

/// Accepts connections.
public final class Listener {
  /// The port, also when it was chosen by the operating system.
  public let port: Int
  public let addresses: [SocketAddress]
  /// How many connections there are now, and how many there have been.
  public private(set) var connectionCount = 0
  public private(set) var totalConnections = 0
  /// How many connections were turned away.
  public private(set) var refusedConnections = 0

  /// How many connections there may be at once; those that there are already stay.
  public var connectionLimit: Int {
    get { options.connectionLimit }
    set {
      options.connectionLimit = newValue
      for acceptor in acceptors { acceptor.resumeIfFull() }
    }
  }

  private(set) var options: ListenerOptions
  private let makeHandler: (Connection) -> any ConnectionHandler
  private var acceptors: [Acceptor] = []

  fileprivate init(
    loop: EventLoop,
    options: ListenerOptions,
    makeHandler: @escaping (Connection) -> any ConnectionHandler
  ) throws(SocketError) {
    let bound = try BoundSocket.bind(options)
    self.options = options
    self.makeHandler = makeHandler
    addresses = bound.map(\.address)
    port = bound.first?.address.port ?? options.port
    for socket in bound {
      let acceptor = Acceptor(loop: loop, descriptor: socket.descriptor, listener: self)
      do {
        try loop.add(acceptor, .reading)
      } catch {
        for socket in bound.dropFirst(acceptors.count) { SystemCalls.close(socket.descriptor) }
        close()
        throw error
      }
      acceptors.append(acceptor)
    }
  }

  /// Accepts no more; the connections that there are stay.
  public func close() {
    for acceptor in acceptors { acceptor.end() }
    acceptors = []
  }

  enum Admission {
    case welcome, refused, mustWait
  }

  var admission: Admission {
    if connectionCount < options.connectionLimit { return .welcome }
    return options.refusal == nil ? .mustWait : .refused
  }

  func welcome(_ descriptor: Int32, on loop: EventLoop) {
    let connection = Connection(loop: loop, descriptor: descriptor, limits: options.limits)
    do {
      try loop.add(connection, .reading)
    } catch {
      return SystemCalls.close(descriptor)
    }
    connectionCount += 1
    totalConnections += 1
    connection.onClose = { [self] in
      connectionCount -= 1
      for acceptor in acceptors { acceptor.resumeIfFull() }
    }
    connection.begin(makeHandler(connection))
  }

  func refuse(_ descriptor: Int32) {
    refusedConnections += 1
    // A courtesy: whether it arrives or not, the connection ends here.
    (options.refusal ?? []).withUnsafeBytes { _ = SystemCalls.send($0, to: descriptor) }
    SystemCalls.close(descriptor)
  }
}

extension EventLoop {
  /// Listens, and gives every connection the handler that `makeHandler` makes for it.
  @discardableResult
  public func listen(
    _ options: ListenerOptions = ListenerOptions(),
    makeHandler: @escaping (Connection) -> any ConnectionHandler
  ) throws(SocketError) -> Listener {
    guard !isStopped else { throw .stopped }
    return try Listener(loop: self, options: options, makeHandler: makeHandler)
  }
}
