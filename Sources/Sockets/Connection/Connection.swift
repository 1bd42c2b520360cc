/// One TCP connection, served by an ``EventLoop``.
///
/// What is written is kept until the end of the loop's turn and goes out all at once. A connection
/// whose other side is slow to read is *congested*: it reads nothing until most of its output is
/// gone. A connection can also be *held*, as when its next reply has to wait for something: bytes
/// are taken in, up to a limit, but the handler is not called.
public final class Connection: Channel {
  /// What the connection does with its bytes.
  public private(set) var handler: (any ConnectionHandler)?
  public let limits: ConnectionLimits

  enum Phase {
    case open
    /// What was written is still sent, nothing is read, then the connection closes.
    case flushing
    /// All is sent; what still comes is thrown away, lest a reset overtake the last reply.
    case lingering
    case closed
  }
  var phase = Phase.open

  /// Bytes that the handler left over; those before `inputStart` are done with.
  var input: [UInt8] = []
  var inputStart = 0
  /// The handler is not called before there are so many bytes.
  var neededInput = 0
  /// Whether the handler left bytes because it was stopped, and not because it needs more.
  var isStalled = false
  var hasEnded = false

  /// Bytes that wait for the end of the turn, or for the other side; those before `outputStart` are sent.
  var output: [UInt8] = []
  var outputStart = 0
  var isUnflushed = false
  /// Whether output was sent while the handler was being called.
  var hasMadeRoom = false
  /// Whether a flush left so much output that reading has stopped.
  var isBlocked = false

  /// Whether the handler is to be left alone until ``release()``.
  public internal(set) var isHeld = false

  var closeReason: CloseReason?
  var onClose: (() -> Void)?
  private var lastHeard = 0

  init(loop: EventLoop, descriptor: Int32, limits: ConnectionLimits) {
    self.limits = limits
    super.init(loop: loop, descriptor: descriptor)
    SystemCalls.sendPromptly(descriptor)
    SystemCalls.noticeLostPeer(descriptor)
  }

  /// Begins, once the loop knows the connection.
  func begin(_ handler: any ConnectionHandler) {
    self.handler = handler
    lastHeard = loop.now
    if let idle = limits.idle { watchIdleness(idle.wholeNanoseconds) }
  }

  /// Names this connection, also from other threads and after its end.
  public var id: ConnectionID { ConnectionID(number: number) }

  public var isClosed: Bool { phase == .closed }

  /// The address of the other side.
  public private(set) lazy var peer: SocketAddress? =
    isClosed ? nil : SystemCalls.peerAddress(of: descriptor)

  /// The address of our side.
  public private(set) lazy var local: SocketAddress? =
    isClosed ? nil : SystemCalls.localAddress(of: descriptor)

  override func ready(_ ready: Interest) {
    if ready.contains(.writing) { flush() }
    if ready.contains(.reading) {
      read()
    } else if ready.contains(.trouble), phase != .closed {
      if interest.contains(.reading) { return read() }
      let code = SystemCalls.pendingError(of: descriptor)
      close(because: code == 0 ? .peer : .failed(code))
    }
  }

  override func loopStopped() {
    close(because: .stopped)
  }

  /// Waits for what makes sense in the connection's state.
  func updateInterest() {
    guard phase != .closed else { return }
    var wanted: Interest = []
    switch phase {
    case .open:
      let isFull = isHeld && input.count - inputStart >= limits.heldInput
      if !hasEnded, !isBlocked, !isFull { wanted.insert(.reading) }
    case .lingering: wanted.insert(.reading)
    case .flushing, .closed: break
    }
    if pendingOutput > 0, !isUnflushed || interest.contains(.writing) { wanted.insert(.writing) }
    wait(for: wanted)
  }

  func heard() {
    lastHeard = loop.now
  }

  private func watchIdleness(_ limit: Int) {
    let left = max(0, lastHeard + limit - loop.now)
    loop.schedule(after: .nanoseconds(left)) { [weak self] in
      guard let self, phase != .closed else { return }
      if loop.now - lastHeard >= limit {
        close(because: .idle)
      } else {
        watchIdleness(limit)
      }
    }
  }

  func letGoOfHandler() -> (any ConnectionHandler)? {
    defer { handler = nil }
    return handler
  }
}
