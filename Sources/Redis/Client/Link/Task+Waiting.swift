import Synchronization

extension Task where Failure == any Error {
  /// The task's value, or a `CancellationError` as soon as whoever waits for it is cancelled.
  ///
  /// The task itself goes on: others wait for it, too.
  var valueUnlessCancelled: Success {
    get async throws {
      let turn = Turn<Success>()
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          turn.wait(continuation)
          Task<Void, Never> { turn.end(await result) }
        }
      } onCancel: {
        turn.end(.failure(Swift.CancellationError()))
      }
    }
  }
}

/// A wait that ends once, whichever end comes first.
private final class Turn<Success: Sendable>: Sendable {
  private enum State {
    case new
    case waiting(CheckedContinuation<Success, any Error>)
    case over(Result<Success, any Error>)
  }
  private let state = Mutex(State.new)

  func wait(_ continuation: CheckedContinuation<Success, any Error>) {
    let result: Result<Success, any Error>? = state.withLock { state in
      if case .over(let result) = state { return result }
      state = .waiting(continuation)
      return nil
    }
    if let result { continuation.resume(with: result) }
  }

  func end(_ result: Result<Success, any Error>) {
    let continuation: CheckedContinuation<Success, any Error>? = state.withLock { state in
      switch state {
      case .new:
        state = .over(result)
        return nil
      case .waiting(let continuation):
        state = .over(result)
        return continuation
      case .over: return nil
      }
    }
    continuation?.resume(with: result)
  }
}
