import Redis
import Synchronization

/// A connection that answers with the replies that a test has written down, and records what it is sent.
final class ScriptedConnection: RedisConnection {
  private struct State {
    var replies: ArraySlice<RESPValue>
    var sent: [String] = []
    var dedicated = 0
  }

  private let state: Mutex<State>

  init(_ replies: RESPValue...) {
    state = Mutex(State(replies: replies[...]))
  }

  /// The commands so far, as one would type them.
  var sent: [String] { state.withLock { $0.sent } }
  /// How often a dedicated connection was asked for.
  var dedicated: Int { state.withLock { $0.dedicated } }

  func send(_ command: RedisCommand) async throws -> RESPValue {
    let reply = state.withLock { state in
      state.sent.append(command.description)
      return state.replies.popFirst()
    }
    switch reply {
    case nil: throw RedisError("the script has no reply to \(command)")
    case .error(let error): throw error
    case .some(let reply): return reply
    }
  }

  func withDedicatedConnection<Result: Sendable>(
    _ body: @Sendable (any RedisConnection) async throws -> Result
  ) async throws -> Result {
    state.withLock { $0.dedicated += 1 }
    return try await body(self)
  }
}
