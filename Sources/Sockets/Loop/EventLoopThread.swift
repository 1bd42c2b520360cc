import Synchronization

/// An ``EventLoop`` on a thread of its own.
///
///     let loop = try EventLoop()
///     let port = try loop.listen { _ in Echo() }.port
///     let thread = try EventLoopThread(running: loop)
///     …
///     await thread.stop()
public final class EventLoopThread: Sendable {
  /// How to talk to the loop.
  public let remote: EventLoopRemote

  private struct State {
    var isOver = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Shared
  private final class Shared: Sendable {
    let state = Mutex(State())
  }

  /// Runs `loop`, which the caller must not touch any more.
  public init(running loop: sending EventLoop) throws(SocketError) {
    remote = loop.remote
    let shared = Shared()
    state = shared
    let isRunning = SystemCalls.startThread {
      loop.run()
      let waiters = shared.state.withLock { state in
        state.isOver = true
        defer { state.waiters = [] }
        return state.waiters
      }
      for waiter in waiters { waiter.resume() }
    }
    guard isRunning else { throw .system(call: "pthread_create", code: SystemCalls.noResources) }
  }

  /// Stops the loop and waits until it has ended.
  public func stop() async {
    remote.stop()
    await ended()
  }

  /// Waits until the loop has ended.
  public func ended() async {
    await withCheckedContinuation { continuation in
      let isOver = state.state.withLock { state in
        if !state.isOver { state.waiters.append(continuation) }
        return state.isOver
      }
      if isOver { continuation.resume() }
    }
  }

  private static let sharedResult = Result { () throws(SocketError) in
    try EventLoopThread(running: EventLoop())
  }

  /// The loop that clients run on if they are not given another; it is started when first asked for.
  public static func shared() throws(SocketError) -> EventLoopThread {
    try sharedResult.get()
  }
}
