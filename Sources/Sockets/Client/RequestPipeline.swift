import Synchronization

/// A connection on which any number of tasks send requests, and get their replies in order.
///
/// Nobody waits for the reply to somebody else's request before sending: what tasks send at the same
/// time goes out together. Every request is owed a number of replies. One that is cancelled or late
/// throws at once, and its replies are thrown away when they come, so that the next request gets its
/// own. If a reply is late and the server has not sent a byte since it was asked, the connection is
/// closed and all requests on it fail.
public final class RequestPipeline<Decoder: ReplyDecoder>: Sendable {
  public typealias Reply = Decoder.Reply

  private let remote: EventLoopRemote
  let state = Mutex(State())

  private init(remote: EventLoopRemote) {
    self.remote = remote
  }

  /// Connects to a server.
  ///
  /// - Parameter onUnasked: Called on the loop's thread with what the server sends of its own accord.
  public static func open(
    host: String,
    port: Int,
    timeout: Duration = .seconds(5),
    decoder: Decoder,
    on thread: EventLoopThread? = nil,
    onUnasked: @escaping @Sendable (Reply) -> Void = { _ in }
  ) async throws -> RequestPipeline {
    let remote = try (thread ?? EventLoopThread.shared()).remote
    let pipeline = RequestPipeline(remote: remote)
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      let isSubmitted = remote.submit { loop in
        let handler = PipelineHandler(
          loop: loop,
          pipeline: pipeline,
          decoder: decoder,
          onUnasked: onUnasked
        )
        loop.connect(
          to: host,
          port: port,
          timeout: timeout,
          limits: pipelineLimits,
          handler: handler
        ) { result in
          handler.connection = try? result.get()
          continuation.resume(with: result.map { _ in }.mapError { $0 })
        }
      }
      if !isSubmitted { continuation.resume(throwing: SocketError.stopped) }
    }
    return pipeline
  }

  /// Whether requests can be sent.
  public var isOpen: Bool { state.withLock { $0.closeReason == nil } }

  /// Sends `bytes`, which make up requests with `count` replies in all, and waits for the replies.
  ///
  /// A request without a reply is sent and forgotten.
  public func send(
    _ bytes: [UInt8],
    replies count: Int = 1,
    timeout: Duration? = nil
  ) async throws -> [Reply] {
    try Task.checkCancellation()
    guard count > 0 else {
      admit(nil, bytes)
      return []
    }
    let id = state.withLock { $0.makeID() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let deadline = timeout.map { SystemCalls.monotonicNow() + $0.wholeNanoseconds }
        let waiter = Waiter(id: id, count: count, deadline: deadline, continuation: continuation)
        admit(waiter, bytes)
        // A task that was cancelled before its waiter was there has not found it.
        if Task.isCancelled { abandon(id) }
      }
    } onCancel: {
      abandon(id)
    }
  }

  /// Closes the connection; requests that wait for replies fail.
  public func close() {
    finish(because: .local)
    remote.submit { [self] loop in handler(on: loop)?.connection?.close() }
  }

  private func admit(_ waiter: Waiter?, _ bytes: [UInt8]) {
    switch state.withLock({ $0.admit(waiter, bytes) }) {
    case .queued: break
    case .first:
      let isSubmitted = remote.submit { [self] loop in handler(on: loop)?.sendOutbox() }
      if !isSubmitted { finish(because: .stopped) }
    case .closed(let reason):
      waiter?.continuation?.resume(throwing: SocketError.closed(reason))
    }
  }

  private func abandon(_ id: UInt64) {
    state.withLock { $0.takeContinuation(of: id) }?.resume(throwing: CancellationError())
  }

  /// Fails all that wait, and all that come later.
  func finish(because reason: CloseReason) {
    for continuation in state.withLock({ $0.close(because: reason) }) {
      continuation.resume(throwing: SocketError.closed(reason))
    }
  }

  private func handler(on loop: EventLoop) -> PipelineHandler<Decoder>? {
    guard let id = state.withLock({ $0.connection }) else { return nil }
    return loop.connection(id)?.handler as? PipelineHandler<Decoder>
  }
}

/// A client must read even while it cannot send, or it and its server might wait for each other.
private let pipelineLimits: ConnectionLimits = {
  var limits = ConnectionLimits()
  limits.softOutput = .max
  limits.hardOutput = nil
  limits.input = .max
  return limits
}()
