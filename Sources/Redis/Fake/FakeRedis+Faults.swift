/// Making things go wrong, to see whether code copes.
extension FakeRedis {
  /// When a round trip fails.
  public enum FailureMoment: Sendable {
    /// The server never sees the command.
    case beforeExecution
    /// The server carries the command out, but nobody learns of it.
    case afterExecution
  }

  /// Lets the next `count` round trips, on any connection, fail with ``RedisUnavailable``.
  public func failNext(_ count: Int, when moment: FailureMoment = .beforeExecution) {
    precondition(count >= 0, "a number of failures is at least 0, not \(count)")
    server.withState { $0.faults.fail(count, moment) }
  }

  /// Takes the server away: every connection is lost, and every round trip fails until ``comeUp()``.
  ///
  /// What it holds stays, as when the network is down; time goes on, so keys expire meanwhile.
  public func goDown() {
    server.withState { state in
      state.faults.setDown(true)
      state.dropAll(RedisUnavailable("connection lost"))
    }
  }

  /// Brings the server back.
  public func comeUp() {
    server.withState { $0.faults.setDown(false) }
  }

  /// Whether the server is there.
  public var isUp: Bool { server.withState { !$0.faults.isDown } }

  /// Lets every round trip take this long on the clock; nil, as at first, none at all.
  ///
  /// A pipeline is one round trip, however many commands are in it.
  public func setLatency(_ latency: Duration?) {
    server.withState { $0.latency = latency }
  }
}
