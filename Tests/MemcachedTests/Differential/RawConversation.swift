import Synchronization

@testable import Sockets

/// Bytes sent to a server on a connection of their own, and all that it answers until it closes.
///
/// The connection is closed for sending after the last byte, and a server answers what it has before
/// it closes its side, so nobody has to guess when the last reply has come.
final class RawConversation: Sendable {
  private struct State {
    var answer: [UInt8] = []
    var continuation: CheckedContinuation<[UInt8], any Error>?
  }
  private let state = Mutex(State())

  static func hold(_ sent: [UInt8], host: String = "127.0.0.1", port: Int) async throws -> [UInt8] {
    let remote = try EventLoopThread.shared().remote
    let conversation = RawConversation()
    return try await withCheckedThrowingContinuation { continuation in
      conversation.state.withLock { $0.continuation = continuation }
      remote.submit { loop in
        loop.connect(to: host, port: port, handler: Handler(conversation)) { result in
          switch result {
          case .success(let connection):
            connection.write(sent)
            connection.flush()
            // Larger scripts would need to wait until all is sent; these fit into the socket.
            precondition(connection.pendingOutput == 0, "the script is too long for one packet")
            SystemCalls.finishSending(connection.descriptor)
          case .failure(let error):
            conversation.end { $0.resume(throwing: error) }
          }
        }
      }
    }
  }

  private func end(_ body: (CheckedContinuation<[UInt8], any Error>) -> Void) {
    let continuation = state.withLock { state in
      defer { state.continuation = nil }
      return state.continuation
    }
    if let continuation { body(continuation) }
  }

  private final class Handler: ConnectionHandler {
    private let conversation: RawConversation

    init(_ conversation: RawConversation) { self.conversation = conversation }

    func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int {
      conversation.state.withLock { $0.answer.append(contentsOf: bytes) }
      return bytes.count
    }

    func closed(_ connection: Connection, because reason: CloseReason) {
      let answer = conversation.state.withLock { $0.answer }
      conversation.end { $0.resume(returning: answer) }
    }
  }
}
