import Synchronization

/// A simulated database: operations take time, are counted, and can be made to fail.
///
///     let clock = VirtualClock()
///     let database = SlowDatabase(
///       rows: ["apple": 3], latency: .fixed(.milliseconds(150)), clock: clock)
///     let stock = try await database.read("apple")  // 3, and the clock shows 150 ms
///     database.counts.reads                         // 1
///
/// An operation is counted when it arrives, then takes its latency on the clock. A read answers with
/// the row as it was when the read arrived; a write takes effect when its latency has passed. That
/// is the widest gap a real database allows, so races that are rare there can be shown here at will.
///
/// An operation that fails takes its latency, too, then throws a ``DatabaseError`` and changes
/// nothing. One whose task is cancelled throws `CancellationError` and changes nothing.
public final class SlowDatabase<Key: Hashable & Sendable, Row: Sendable, C: Clock>: Sendable
where C.Duration == Duration {
  public let clock: C
  let state: Mutex<State>

  /// Makes a database that holds `rows`; jitter and failures by chance follow from `seed`.
  public init(
    rows: [Key: Row] = [:],
    latency: Latency = .fixed(.milliseconds(150)),
    seed: UInt64 = 1,
    clock: C
  ) {
    self.clock = clock
    state = Mutex(State(rows: rows, latency: latency, seed: seed))
  }

  /// The row of `key`, or `nil` if there is none.
  public func read(_ key: Key) async throws -> Row? {
    let now = clock.now
    let (visit, row) = state.withLock { ($0.admit(.read, at: now), $0.rows[key]) }
    try await finish(visit, subject: describe(key))
    return row
  }

  /// Writes a row, replacing the one that `key` had.
  public func write(_ row: Row, for key: Key) async throws {
    let now = clock.now
    let visit = state.withLock { $0.admit(.write, at: now) }
    try await finish(visit, subject: describe(key)) { $0.apply([key: row]) }
  }

  /// Removes the row of `key`, if there is one.
  public func delete(_ key: Key) async throws {
    let now = clock.now
    let visit = state.withLock { $0.admit(.delete, at: now) }
    try await finish(visit, subject: describe(key)) { $0.apply([key: nil]) }
  }

  /// The rows of `keys` in one operation; keys without a row are left out.
  public func bulkRead(_ keys: [Key]) async throws -> [Key: Row] {
    let now = clock.now
    let (visit, rows) = state.withLock { state in
      let rows = keys.map { ($0, state.rows[$0]) }
      return (state.admit(.bulkRead, bulkRows: keys.count, at: now), rows)
    }
    try await finish(visit, subject: describe(count: keys.count))
    return Dictionary(rows) { first, _ in first }.compactMapValues { $0 }
  }

  /// Writes all of `changes` in one operation, or none if it fails; a `nil` removes its key's row.
  public func bulkWrite(_ changes: [Key: Row?]) async throws {
    let now = clock.now
    let visit = state.withLock { $0.admit(.bulkWrite, bulkRows: changes.count, at: now) }
    try await finish(visit, subject: describe(count: changes.count)) { $0.apply(changes) }
  }

  private func finish(
    _ visit: Visit,
    subject: String,
    effect: (inout State) -> Void = { _ in }
  ) async throws {
    if visit.latency > .zero {
      try await clock.sleep(for: visit.latency)
    } else {
      try Task.checkCancellation()
    }
    let now = clock.now
    let failure = state.withLock { state in
      let failure = state.complete(visit, at: now)
      if failure == nil { effect(&state) }
      return failure
    }
    guard let failure else { return }
    throw DatabaseError(operation: visit.operation, subject: subject, reason: failure)
  }

  private func describe(_ key: Key) -> String { "\"\(key)\"" }
  private func describe(count: Int) -> String { count == 1 ? "1 row" : "\(grouped(count)) rows" }
}

extension SlowDatabase where C == ContinuousClock {
  /// Makes a database whose latencies pass in real time.
  public convenience init(
    rows: [Key: Row] = [:],
    latency: Latency = .fixed(.milliseconds(150)),
    seed: UInt64 = 1
  ) {
    self.init(rows: rows, latency: latency, seed: seed, clock: ContinuousClock())
  }
}
