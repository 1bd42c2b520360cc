/// The server behind one or more `FakeRedis` connections: an engine behind a lock, and a clock.
///
/// What is to be done outside, such as resuming a task, is decided under the lock and done once it has
/// been released.
final class FakeServer: Sendable {
  /// What became of a command.
  enum Outcome {
    case done(RESPValue)
    case refused(any Error)
    /// The reply comes later: ask with ``FakeServer/wait(for:on:)``.
    case waiting(Call)
    /// The round trip takes time; sleep, then begin again.
    case slow(Duration)
  }

  /// A command whose reply is still to come.
  struct Call {
    let id: Int
    /// When it is over at the latest, in milliseconds since the epoch.
    let deadline: Int?
  }

  private let lock: FakeLock
  /// Which of the states behind the lock is this server's.
  private let index: Int
  private let time: FakeTime

  init(clock: some Clock<Duration>, seed: UInt64) {
    time = FakeTime(clock)
    lock = FakeLock(FakeStates([FakeState(engine: RedisEngine(seed: seed, clock: time.now))]))
    index = 0
  }

  /// One of several servers behind a lock, as the nodes of a cluster are.
  init(_ lock: FakeLock, _ index: Int, _ time: FakeTime) {
    self.lock = lock
    self.index = index
    self.time = time
  }

  /// Sleeps on the server's clock.
  func sleep(_ duration: Duration) async throws { try await time.sleep(duration) }

  /// Runs `body` under the lock, then does what it has left to be done.
  @inline(__always)
  func withState<Result>(_ body: (FakeState) -> sending Result) -> sending Result {
    lock.withState(index, body)
  }

  /// Opens a connection, in the database of another one if it is `like` that.
  func open(like other: Int? = nil) -> Int {
    withState { $0.open(like: other) }
  }

  func close(_ connection: Int) {
    withState { $0.close(connection) }
  }

  @inline(__always)
  func begin(
    _ arguments: [RedisBytes],
    on connection: Int,
    isPaid: Bool = false
  ) -> Outcome {
    withState { $0.begin(arguments, on: connection, isPaid: isPaid) }
  }

  /// Begins commands until one has to wait or is refused, and gives the replies of those before it.
  func begin(
    _ commands: ArraySlice<RedisCommand>,
    on connection: Int,
    isFirst: Bool
  ) -> ([RESPValue], Outcome?) {
    withState { $0.begin(commands, on: connection, isFirst: isFirst) }
  }

  var latency: Duration? { withState { $0.latency } }

  /// Removes what has expired and ends the waits whose time is over.
  func tick() {
    withState { $0.tick() }
  }

  /// Waits for the reply of a command that blocks or is queued behind one that does.
  func wait(for call: Call, on connection: Int) async throws -> RESPValue {
    let timer = call.deadline.map { deadline in
      Task {
        var next: Int? = deadline
        while let deadline = next {
          try await time.sleepUntil(deadline)
          tick()
          // A wait for replicas is looked at whenever one of them may have caught up.
          next = withState { $0.deadline(of: call.id) }
        }
      }
    }
    defer { timer?.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        withState { $0.park(continuation, for: call.id, isCancelled: Task.isCancelled) }
      }
    } onCancel: {
      withState { $0.cancel(call.id) }
    }
  }
}
