extension FakeMemcached {
  /// How many requests have come, whether they were answered or failed: the round trips.
  public var requestCount: Int { state.withLock { $0.requestCount } }

  /// Begins to count requests at 0 again.
  public func resetRequestCount() {
    state.withLock { $0.requestCount = 0 }
  }

  /// How many items there are, expired ones that nobody has asked for included.
  public var itemCount: Int { state.withLock { $0.store.count } }

  /// How many bytes the items take, with their overhead.
  public var memoryInUse: Int { state.withLock { $0.store.bytes } }

  /// Makes the next `n` requests fail with ``MemcachedError/unavailable(_:)``; calls add up.
  public func failNext(_ n: Int = 1) {
    precondition(n >= 0, "the number of requests to fail is at least 0, not \(n)")
    state.withLock { $0.failuresLeft += n }
  }

  /// Makes all requests fail until ``comeUp()``; the items stay.
  public func goDown() {
    state.withLock { $0.isDown = true }
  }

  /// Ends the outage.
  public func comeUp() {
    state.withLock { $0.isDown = false }
  }

  /// Forgets all items and counters, as a server does that was started anew.
  public func restart() {
    let now = unixTime
    state.withLock { state in
      state.store = MemcachedStore(now: now, limits: state.store.limits)
      state.isDown = false
    }
  }
}

extension FakeMemcached.State {
  mutating func checkAvailability() throws(MemcachedError) {
    if isDown { throw .unavailable("it is down") }
    guard failuresLeft > 0 else { return }
    failuresLeft -= 1
    throw .unavailable("it was told to fail")
  }
}
