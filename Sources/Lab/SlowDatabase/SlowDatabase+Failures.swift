extension SlowDatabase {
  /// Makes the next `n` operations fail, or the next `n` of one kind; calls add up.
  public func failNext(_ n: Int = 1, _ operation: DatabaseOperation? = nil) {
    precondition(n >= 0, "the number of operations to fail is at least 0, not \(n)")
    guard n > 0 else { return }
    state.withLock { $0.injections.append(Injection(left: n, operation: operation)) }
  }

  /// The share of operations that fail by chance, as the database's seed decides; 0 at first.
  public var failureProbability: Double {
    get { state.withLock { $0.failureProbability } }
    set {
      precondition(
        (0...1).contains(newValue),
        "a probability lies between 0 and 1, not at \(newValue)"
      )
      state.withLock { $0.failureProbability = newValue }
    }
  }

  /// Starts an outage that lasts until ``comeUp()``.
  ///
  /// Operations under way fail, too, if the database is still down when they end.
  public func goDown() {
    state.withLock { $0.isSwitchedOff = true }
  }

  /// Ends the outage that ``goDown()`` started; planned outages stay planned.
  public func comeUp() {
    state.withLock { $0.isSwitchedOff = false }
  }

  /// Plans an outage from one moment up to, and not including, another.
  public func planOutage(_ window: Range<C.Instant>) {
    state.withLock { $0.outages.append(window) }
  }

  /// Plans an outage that begins after `delay` and lasts for `duration`.
  public func planOutage(after delay: Duration, lasting duration: Duration) {
    precondition(
      duration >= .zero,
      "an outage cannot last \(duration.readable)"
    )
    let start = clock.now.advanced(by: delay)
    planOutage(start..<start.advanced(by: duration))
  }

  /// Whether the database is down at this moment.
  public var isDown: Bool {
    let now = clock.now
    return state.withLock { $0.isDown(at: now) }
  }
}
