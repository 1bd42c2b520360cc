import Lab
import Synchronization

/// The connection that all tasks of a client share: opened when it is needed, and again when it is lost.
///
/// A command that was handed to a connection is never sent a second time: if the connection is lost
/// nobody knows whether the server has carried it out. One that finds no connection waits for the next.
final class RedisLink: Sendable {
  let dialer: RedisDialer

  private enum Step {
    case open(any RedisWire)
    case connecting(Task<any RedisWire, any Error>)
    /// The last attempt failed; the next one is due at that time.
    case leftAlone(until: Duration, because: any Error)
  }

  private struct State {
    var wire: (any RedisWire)?
    var attempt: Task<any RedisWire, any Error>?
    var failures = 0
    var retryAt = Duration.zero
    var lastFailure: (any Error)?
    var random: SplitMix64
    var isClosed = false
  }
  private let state: Mutex<State>

  init(dialer: RedisDialer, seed: UInt64) {
    self.dialer = dialer
    state = Mutex(State(random: SplitMix64(seed: seed)))
  }

  /// The connection, made anew if there is none; all who ask meanwhile share one attempt.
  func wire() async throws -> any RedisWire {
    if let wire = try openWire() { return wire }
    let deadline = dialer.clock.now() + dialer.configuration.patience
    while true {
      switch try nextStep() {
      case .open(let wire): return wire
      case .connecting(let attempt):
        do {
          return try await attempt.valueUnlessCancelled
        } catch let failure as LinkFailure {
          guard dialer.clock.now() < deadline, !isClosed else { throw failure }
        }
      case .leftAlone(let time, let failure):
        guard time <= deadline, failure is LinkFailure else { throw failure }
        try await dialer.clock.sleep(time - dialer.clock.now())
      }
      try Task.checkCancellation()
    }
  }

  /// Sends commands in one go and gives their replies, errors in their places.
  func exchange(_ commands: [RedisCommand], timeout: Duration?) async throws -> [RESPValue] {
    try await dialer.exchange(commands, on: wire(), timeout: timeout)
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  func close() {
    let wire = state.withLock { state in
      state.isClosed = true
      defer { state.wire = nil }
      return state.wire
    }
    wire?.close()
  }

  private func openWire() throws -> (any RedisWire)? {
    try state.withLock { state in
      if state.isClosed { throw LinkFailure.closedClient }
      guard let wire = state.wire, wire.isOpen else { return nil }
      return wire
    }
  }

  private func nextStep() throws -> Step {
    try state.withLock { state in
      if state.isClosed { throw LinkFailure.closedClient }
      if let wire = state.wire, wire.isOpen { return .open(wire) }
      if let attempt = state.attempt { return .connecting(attempt) }
      if let failure = state.lastFailure, dialer.clock.now() < state.retryAt {
        return .leftAlone(until: state.retryAt, because: failure)
      }
      let attempt = Task.detached { [self] in
        let result: Result<any RedisWire, any Error>
        do { result = .success(try await dialer.open()) } catch { result = .failure(error) }
        return try settle(result)
      }
      state.attempt = attempt
      return .connecting(attempt)
    }
  }

  /// Notes how an attempt ended.
  private func settle(_ result: Result<any RedisWire, any Error>) throws -> any RedisWire {
    let isClosed = state.withLock { state in
      state.attempt = nil
      switch result {
      case .success(let wire):
        state.failures = 0
        state.lastFailure = nil
        if !state.isClosed { state.wire = wire }
      case .failure(let error):
        state.failures += 1
        state.lastFailure = error
        let pause = dialer.configuration.backoff.pause(
          afterFailures: state.failures,
          using: &state.random
        )
        state.retryAt = dialer.clock.now() + pause
      }
      return state.isClosed
    }
    let wire = try result.get()
    guard isClosed else { return wire }
    wire.close()
    throw LinkFailure.closedClient
  }
}
