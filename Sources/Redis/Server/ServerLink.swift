import Synchronization

/// What a server and the thread that it runs on tell each other.
final class ServerLink: Sendable {
  private struct State {
    var shouldStop = false
    var failure: RedisServerError?
  }

  private let state = Mutex(State())

  func askToStop() {
    state.withLock { $0.shouldStop = true }
  }

  var shouldStop: Bool { state.withLock { $0.shouldStop } }

  /// Says why the server ends; the first reason counts.
  func fail(_ error: RedisServerError) {
    state.withLock { $0.failure = $0.failure ?? error }
  }

  var failure: RedisServerError? { state.withLock { $0.failure } }
}
