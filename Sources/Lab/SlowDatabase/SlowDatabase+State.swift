extension SlowDatabase {
  /// What was decided about an operation when it arrived.
  struct Visit {
    let operation: DatabaseOperation
    let latency: Duration
    let failure: DatabaseError.Reason?
  }

  /// Failures that a test asked for.
  struct Injection {
    var left: Int
    /// The one operation that is to fail, or `nil` for any.
    let operation: DatabaseOperation?

    func applies(to operation: DatabaseOperation) -> Bool {
      self.operation == nil || self.operation == operation
    }
  }

  /// Everything that the database's lock guards.
  struct State {
    private(set) var rows: [Key: Row]
    var latency: Latency
    var counts = DatabaseCounts()

    var isSwitchedOff = false
    var outages: [Range<C.Instant>] = []
    var failureProbability = 0.0
    var injections: [Injection] = []

    // Two generators, so that asking for failures does not change the latencies of a seed.
    private var latencyRandom: SplitMix64
    private var failureRandom: SplitMix64

    init(rows: [Key: Row], latency: Latency, seed: UInt64) {
      self.rows = rows
      self.latency = latency
      latencyRandom = SplitMix64(seed: seed)
      failureRandom = latencyRandom.fork()
    }

    mutating func admit(
      _ operation: DatabaseOperation,
      bulkRows: Int = 0,
      at now: C.Instant
    ) -> Visit {
      counts.count(operation)
      return Visit(
        operation: operation,
        latency: latency.draw(bulkRows: bulkRows, using: &latencyRandom),
        failure: failure(of: operation, at: now)
      )
    }

    /// Why the operation fails, or `nil` if it may take effect.
    mutating func complete(_ visit: Visit, at now: C.Instant) -> DatabaseError.Reason? {
      let failure = visit.failure ?? (isDown(at: now) ? .outage : nil)
      if failure != nil { counts.failures += 1 }
      return failure
    }

    mutating func apply(_ changes: [Key: Row?]) {
      for (key, row) in changes { rows[key] = row }
      counts.rowsWritten += changes.count
    }

    /// Changes a row without counting it.
    mutating func place(_ row: Row?, for key: Key) {
      rows[key] = row
    }

    func isDown(at now: C.Instant) -> Bool {
      isSwitchedOff || outages.contains { $0.contains(now) }
    }

    private mutating func failure(
      of operation: DatabaseOperation,
      at now: C.Instant
    ) -> DatabaseError.Reason? {
      if isDown(at: now) { return .outage }
      if let index = injections.firstIndex(where: { $0.applies(to: operation) }) {
        injections[index].left -= 1
        injections.removeAll { $0.left == 0 }
        return .injected
      }
      if failureProbability > 0, failureRandom.chance(failureProbability) { return .chance }
      return nil
    }
  }
}
