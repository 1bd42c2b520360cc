import Synchronization

/// How a ``PipelinedClient`` reaches its server.
public struct ClientOptions: Sendable {
  /// How long connecting may take.
  public var connectTimeout: Duration = .seconds(2)
  /// How long a reply may take; `nil` for as long as it likes.
  public var requestTimeout: Duration? = .seconds(5)
  /// How long a server that could not be reached is left alone at first; twice as long after every
  /// further failure.
  public var firstPause: Duration = .milliseconds(50)
  /// The longest that it is left alone.
  public var longestPause: Duration = .seconds(5)
  /// The thread that the client's sockets are served on; `nil` for the one that clients share.
  public var thread: EventLoopThread?

  public init() {}
}

/// A ``RequestPipeline`` that connects when it is first used, and again when the connection is lost.
///
/// A request that was sent on a connection that is then lost fails, and is not sent again: nobody
/// knows whether the server has carried it out. After a failure to connect, requests fail at once
/// until a pause has passed, which grows with every further failure.
public final class PipelinedClient<Decoder: ReplyDecoder>: Sendable {
  public typealias Reply = Decoder.Reply
  public typealias Pipeline = RequestPipeline<Decoder>

  public let host: String
  public let port: Int
  public let options: ClientOptions
  private let makeDecoder: @Sendable () -> Decoder
  private let greet: @Sendable (Pipeline) async throws -> Void
  private let onUnasked: @Sendable (Reply) -> Void

  private enum Link {
    case none
    case connecting(Task<Pipeline, any Error>, attempt: Int)
    case open(Pipeline)
    case closed
  }

  private struct State {
    var link = Link.none
    var attempts = 0
    var failuresInARow = 0
    var retryAt = 0
  }
  private let state = Mutex(State())

  /// Makes a client; nothing is sent before its first request.
  ///
  /// - Parameters:
  ///   - greet: Sends what must come first on every new connection, such as a password.
  ///   - onUnasked: Called with what the server sends of its own accord.
  public init(
    host: String,
    port: Int,
    options: ClientOptions = ClientOptions(),
    decoder: @escaping @Sendable () -> Decoder,
    greet: @escaping @Sendable (Pipeline) async throws -> Void = { _ in },
    onUnasked: @escaping @Sendable (Reply) -> Void = { _ in }
  ) {
    self.host = host
    self.port = port
    self.options = options
    makeDecoder = decoder
    self.greet = greet
    self.onUnasked = onUnasked
  }

  deinit { close() }

  /// Sends requests with `count` replies in all, in the time that the options allow.
  public func send(_ bytes: [UInt8], replies count: Int = 1) async throws -> [Reply] {
    try await send(bytes, replies: count, timeout: options.requestTimeout)
  }

  /// Sends requests with `count` replies in all; `nil` waits for them without end.
  public func send(
    _ bytes: [UInt8],
    replies count: Int,
    timeout: Duration?
  ) async throws -> [Reply] {
    try await pipeline().send(bytes, replies: count, timeout: timeout)
  }

  /// Closes the connection for good.
  public func close() {
    let link = state.withLock { state in
      defer { state.link = .closed }
      return state.link
    }
    switch link {
    case .open(let pipeline): pipeline.close()
    case .connecting(let task, _):
      Task { if case .success(let pipeline) = await task.result { pipeline.close() } }
    case .none, .closed: break
    }
  }

  /// The connection, made anew if there is none; all who ask meanwhile share one attempt.
  public func pipeline() async throws -> Pipeline {
    let (link, attempt) = try state.withLock { state in
      switch state.link {
      case .closed: throw SocketError.closed(.local)
      case .open(let pipeline) where pipeline.isOpen: return (state.link, 0)
      case .connecting(_, let attempt): return (state.link, attempt)
      case .none, .open:
        if SystemCalls.monotonicNow() < state.retryAt {
          throw SocketError.backingOff(host: host, port: port)
        }
        state.attempts += 1
        let task = Task.detached { [host, port, options, makeDecoder, greet, onUnasked] in
          let pipeline = try await Pipeline.open(
            host: host,
            port: port,
            timeout: options.connectTimeout,
            decoder: makeDecoder(),
            on: options.thread,
            onUnasked: onUnasked
          )
          do {
            try await greet(pipeline)
          } catch {
            pipeline.close()
            throw error
          }
          return pipeline
        }
        state.link = .connecting(task, attempt: state.attempts)
        return (state.link, state.attempts)
      }
    }
    switch link {
    case .open(let pipeline): return pipeline
    case .connecting(let task, _): return try settle(await task.result, of: attempt)
    case .none, .closed: throw SocketError.closed(.local)
    }
  }

  /// Notes how an attempt ended; of those who waited for it, the first to come here does so.
  private func settle(
    _ result: Result<Pipeline, any Error>,
    of attempt: Int
  ) throws -> Pipeline {
    state.withLock { state in
      guard case .connecting(_, attempt) = state.link else { return }
      switch result {
      case .success(let pipeline):
        state.link = .open(pipeline)
        state.failuresInARow = 0
      case .failure:
        state.link = .none
        state.retryAt = SystemCalls.monotonicNow() + pause(after: state.failuresInARow)
        state.failuresInARow += 1
      }
    }
    return try result.get()
  }

  /// How many nanoseconds the server is left alone; at random, so that clients do not come in step.
  private func pause(after failures: Int) -> Int {
    let first = Double(options.firstPause.wholeNanoseconds)
    let longest = Double(options.longestPause.wholeNanoseconds)
    let doubled = first * Double(1 << min(failures, 20))
    return Int(min(doubled, longest) * Double.random(in: 0.75...1))
  }
}
