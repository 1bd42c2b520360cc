import Lab

/// Any clock, as clients use it: for pauses, and for time-outs if it is not the one people live by.
struct ClientClock: Sendable {
  /// Sockets keep time on their own as long as it is real.
  let isReal: Bool
  /// The time since the client was made.
  let now: @Sendable () -> Duration
  let sleep: @Sendable (Duration) async throws -> Void

  init<C: Clock<Duration>>(_ clock: C) {
    let start = clock.now
    isReal = clock is ContinuousClock
    now = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(for: $0) }
  }

  /// Runs `body`, and cancels it and throws `lateness` if the time is over first.
  func limit<Result: Sendable>(
    to time: Duration?,
    orThrow lateness: some Error,
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    guard let time else { return try await body() }
    return try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask(operation: body)
      group.addTask {
        try await sleep(time)
        throw lateness
      }
      defer { group.cancelAll() }
      guard let result = try await group.next() else { throw lateness }
      return result
    }
  }
}
