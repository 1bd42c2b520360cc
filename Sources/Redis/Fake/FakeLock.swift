import Synchronization

/// The lock of a fake server, or the one lock of all the nodes of a fake cluster.
final class FakeLock: Sendable {
  let states: Mutex<FakeStates>

  init(_ states: sending FakeStates) {
    self.states = Mutex(states)
  }

  /// Runs `body` under the lock, then does what it has left to be done.
  @inline(__always)
  func withState<Result>(
    _ index: Int,
    _ body: (FakeState) -> sending Result
  ) -> sending Result {
    let (result, actions) = states.withLock { states in
      states.cluster?.advance()
      let result = body(states.all[index])
      states.cluster?.noteOutages()
      return (result, states.takeActions())
    }
    if let actions { for action in actions { action() } }
    return result
  }
}

/// What the lock guards.
final class FakeStates {
  let all: [FakeState]
  /// What the nodes have in common, if they are a cluster.
  let cluster: ClusterState?

  init(_ all: [FakeState], cluster: ClusterState? = nil) {
    self.all = all
    self.cluster = cluster
  }

  @inline(__always)
  func takeActions() -> [FakeState.Action]? {
    all.count == 1 ? all[0].takeActions() : all.flatMap { $0.takeActions() ?? [] }
  }
}

/// Milliseconds since the epoch on a clock that started at the fakes' epoch, and sleeping on it.
struct FakeTime: Sendable {
  let now: @Sendable () -> Int
  /// Sleeps for a while.
  let sleep: @Sendable (Duration) async throws -> Void
  /// Sleeps until a time in milliseconds since the epoch.
  let sleepUntil: @Sendable (Int) async throws -> Void

  /// 2026-01-01T00:00:00Z, in milliseconds since the epoch: when every fake's clock starts.
  static let epoch = 1_767_225_600_000

  init<C: Clock<Duration>>(_ clock: C) {
    let start = clock.now
    now = { Self.epoch + start.duration(to: clock.now).wholeMilliseconds }
    sleep = { try await clock.sleep(for: $0) }
    sleepUntil = { milliseconds in
      try await clock.sleep(
        until: start.advanced(by: .milliseconds(milliseconds - Self.epoch)),
        tolerance: nil
      )
    }
  }
}

extension Duration {
  /// Without what is less than a millisecond.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
