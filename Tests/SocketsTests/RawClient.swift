import Synchronization

@testable import Sockets

/// A client that a test drives byte by byte: it reads or does not, and can stop sending.
final class RawClient: Sendable {
  private struct State {
    var text = ""
    var isOver = false
    var isReading: Bool
    var id: ConnectionID?
    var waiters: [(isDone: @Sendable (String) -> Bool, CheckedContinuation<String, Never>)] = []
  }
  private let state: Mutex<State>
  private let thread: EventLoopThread

  private final class Handler: ConnectionHandler {
    let client: RawClient
    init(_ client: RawClient) { self.client = client }

    func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int {
      client.note(String(decoding: bytes, as: UTF8.self))
      return bytes.count
    }

    func closed(_ connection: Connection, because reason: CloseReason) {
      client.note(nil)
    }
  }

  /// Connects; a client that does not read takes a little into its buffer and no more.
  init(port: Int, host: String = "127.0.0.1", reading: Bool = true) async throws {
    thread = try EventLoopThread.shared()
    state = Mutex(State(isReading: reading))
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      thread.remote.submit { [self] loop in
        var limits = ConnectionLimits()
        limits.heldInput = 1
        loop.connect(to: host, port: port, limits: limits, handler: Handler(self)) {
          [self] result in
          if let connection = try? result.get() {
            if !reading {
              connection.hold()
              connection.updateInterest()
            }
            state.withLock { $0.id = connection.id }
          }
          continuation.resume(with: result.map { _ in }.mapError { $0 })
        }
      }
    }
  }

  private func perform(_ action: @escaping @Sendable (Connection) -> Void) {
    let id = state.withLock { $0.id }
    thread.remote.submit { loop in
      guard let id, let connection = loop.connection(id) else { return }
      action(connection)
    }
  }

  func send(_ text: String) { perform { $0.write(text) } }

  /// Sends no more, and still reads.
  func finishSending() {
    perform { connection in
      connection.flush()
      SystemCalls.finishSending(connection.descriptor)
    }
  }

  /// Begins to read.
  func read() {
    perform { connection in
      connection.release()
      connection.updateInterest()
    }
  }

  func close() { perform { $0.close() } }

  private func note(_ text: String?) {
    let due = state.withLock { state in
      if let text { state.text += text } else { state.isOver = true }
      let all = state.text
      let isOver = state.isOver
      let due = state.waiters.filter { isOver || $0.isDone(all) }
      state.waiters.removeAll { isOver || $0.isDone(all) }
      return due.map { ($0.1, all) }
    }
    for (continuation, text) in due { continuation.resume(returning: text) }
  }

  /// All that has come when it satisfies `isDone`, or when the server has closed.
  func text(_ isDone: @escaping @Sendable (String) -> Bool) async -> String {
    await withCheckedContinuation { continuation in
      let text: String? = state.withLock { state in
        if state.isOver || isDone(state.text) { return state.text }
        state.waiters.append((isDone, continuation))
        return nil
      }
      if let text { continuation.resume(returning: text) }
    }
  }

  /// All that has come when the server has closed.
  func textUntilClosed() async -> String {
    await text { _ in false }
  }
}
