/// What a test may see and change directly: without latency, counts or failures.
extension SlowDatabase {
  /// The operations so far, and what came of them.
  public var counts: DatabaseCounts { state.withLock { $0.counts } }

  /// Starts counting again at 0.
  public func resetCounts() {
    state.withLock { $0.counts = DatabaseCounts() }
  }

  /// The latency of operations that arrive from now on.
  public var latency: Latency {
    get { state.withLock { $0.latency } }
    set { state.withLock { $0.latency = newValue } }
  }

  /// The row of `key` as it is now.
  public func row(for key: Key) -> Row? { state.withLock { $0.rows[key] } }

  /// All rows as they are now.
  public var snapshot: [Key: Row] { state.withLock { $0.rows } }

  /// Changes a row, or removes it, as if another program had done it.
  public func replaceRow(_ row: Row?, for key: Key) {
    state.withLock { $0.place(row, for: key) }
  }
}
