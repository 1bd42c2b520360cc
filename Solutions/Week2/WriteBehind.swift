import Lab

/// Takes changes at once and brings them to the database later, many in one bulk write.
///
///     let stock = WriteBehind(database: database, batchSize: 100, clock: clock)
///     try await stock.update(41, for: "tea")  // returns before the database knows
///     try await stock.value(for: "tea")       // 41, from the queue
///     try await stock.close()                 // the database has it
///
/// The queue holds one change a key, the newest. A change stays in it until a bulk write that
/// carried it has succeeded, so a failure loses nothing. When the process ends, what is queued is
/// lost.
///
/// A bulk write begins when none is under way and one of these holds: `batchSize` keys wait, or one
/// of them has waited for `interval`, or the queue is closed and not empty. It carries the newest
/// change of each of its keys, at most `batchSize` of them, and takes those first that have waited
/// longest. A key waits from its oldest waiting change on: changing it again while it waits does
/// not prolong the wait. A change that comes while a bulk write carries an older one of its key
/// waits like any other, from when it came.
///
/// When a bulk write fails, its keys wait again, as if it had not been tried, with newer changes in
/// the place of older ones. Then there is a pause in which no bulk write begins; after it, the next
/// one begins at once. The first pause is the lower end of `retryDelays`; each further failure in a
/// row makes it twice as long, up to the upper end. The queue never gives up.
///
/// All time is the clock's: nothing here sleeps on another one, polls or yields.
public actor WriteBehind<Source: Database, C: Clock> where C.Duration == Duration {
  public typealias Key = Source.Key
  public typealias Row = Source.Row

  private struct Change {
    /// `nil` removes the row.
    let row: Row?
    let number: Int
  }

  private let database: Source
  private let batchSize: Int
  private let interval: Duration
  private let limit: Int
  private let retryDelays: ClosedRange<Duration>
  private let clock: C

  /// The newest change of every key whose newest change is not in the database yet.
  private var changes: [Key: Change] = [:]
  /// The keys that wait, the longest first, behind those that the bulk write carries.
  private var line: [(key: Key, since: C.Instant)] = []
  /// The numbers of the changes that the bulk write carries.
  private var underWay: [Key: Int] = [:]

  private var lastNumber = 0
  private var isWriting = false
  private var isClosed = false
  private var alarm: Task<Void, Never>?
  private var closers: [Int: CheckedContinuation<Void, any Error>] = [:]

  /// Makes an empty queue in front of `database`.
  ///
  /// - Parameters:
  ///   - batchSize: How many keys a bulk write carries at most; at least 1.
  ///   - interval: How long a change waits for others at most; at least zero.
  ///   - limit: How many keys the queue holds at most; at least `batchSize`.
  ///   - retryDelays: The first pause after a failure, which is above zero, and the longest.
  public init(
    database: Source,
    batchSize: Int = 100,
    interval: Duration = .seconds(1),
    limit: Int = 10_000,
    retryDelays: ClosedRange<Duration> = .milliseconds(100) ... .seconds(10),
    clock: C
  ) {
    precondition(batchSize >= 1, "a batch holds at least 1 key, not \(batchSize)")
    precondition(interval >= .zero, "changes cannot wait for \(interval)")
    precondition(limit >= batchSize, "a queue of \(limit) never fills a batch of \(batchSize)")
    precondition(retryDelays.lowerBound > .zero, "without a pause, tries would never let up")
    self.database = database
    self.batchSize = batchSize
    self.interval = interval
    self.limit = limit
    self.retryDelays = retryDelays
    self.clock = clock
  }

  /// How many keys have a newest change that the database does not have yet.
  public var count: Int { changes.count }

  /// The row of `key` with all changes so far, or `nil` when there is none.
  ///
  /// If the database does not have the key's newest change yet, that change is the answer, and the
  /// database is not asked. Otherwise it is read, and its error reaches the caller.
  public func value(for key: Key) async throws -> Row? {
    if let change = changes[key] { return change.row }
    return try await database.read(key)
  }

  /// Queues a new row for `key`, and does not wait for the database.
  ///
  /// - Throws: `WriteBehindError.closed` after ``close()``; `WriteBehindError.full` when the queue
  ///   holds `limit` other keys. In both cases nothing has changed. A key that the queue holds can
  ///   always be changed again: that takes no room.
  public func update(_ row: Row, for key: Key) async throws {
    try queue(row, for: key)
  }

  /// Queues the removal of the row of `key`, under the same conditions as ``update(_:for:)``.
  public func delete(_ key: Key) async throws {
    try queue(nil, for: key)
  }

  /// Refuses all further changes from now on, and returns when the database has all earlier ones.
  ///
  /// The bulk writes that this takes follow each other without a wait, except for the pauses after
  /// failures. Calling it again waits for the same. Reads go on working.
  ///
  /// If the waiting task is cancelled, it gets `CancellationError` at once. The queue remains
  /// closed, and goes on writing.
  public func close() async throws {
    isClosed = true
    writeOrWait()
    lastNumber += 1
    let ticket = lastNumber
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { closer in
        wait(as: ticket, closer)
      }
    } onCancel: {
      Task { await leave(ticket) }
    }
  }
}

/// Why a change was not queued.
public enum WriteBehindError: Error, Hashable, Sendable {
  /// The queue has been closed.
  case closed
  /// The queue holds as many keys as it may.
  case full
}

extension WriteBehind {
  private func queue(_ row: Row?, for key: Key) throws(WriteBehindError) {
    if isClosed { throw .closed }
    let last = changes[key]
    if last == nil, changes.count == limit { throw .full }
    // It is in the line already, unless it is new or its last change is under way.
    if last?.number == underWay[key] { line.append((key, clock.now)) }
    lastNumber += 1
    changes[key] = Change(row: row, number: lastNumber)
    writeOrWait()
  }

  /// Begins a bulk write if one is due, and otherwise sets the alarm for the time when it is.
  ///
  /// Called whenever something has changed; calling it too often does no harm.
  private func writeOrWait() {
    guard !isWriting, let longest = line.first else { return }
    let due = longest.since.advanced(by: interval)
    if isClosed || line.count >= batchSize || clock.now >= due {
      alarm?.cancel()
      alarm = nil
      isWriting = true
      Task { await write() }
    } else if alarm == nil {
      alarm = Task {
        // Whoever cancels it has begun a bulk write, and then there is nothing left to do here.
        try? await clock.sleep(until: due, tolerance: nil)
        writeOrWait()
      }
    }
  }

  private func write() async {
    var delay = retryDelays.lowerBound
    while await !writeBatch() {
      // Nobody cancels this task, so the sleep does not throw.
      try? await clock.sleep(for: delay)
      delay = min(delay * 2, retryDelays.upperBound)
    }
    isWriting = false
    writeOrWait()
    releaseClosersIfEmpty()
  }

  /// Writes the keys that have waited longest, and returns whether that succeeded.
  private func writeBatch() async -> Bool {
    let keys = line.prefix(batchSize).map(\.key)
    var rows: [Key: Row?] = [:]
    for key in keys {
      guard let change = changes[key] else { continue }
      rows.updateValue(change.row, forKey: key)
      underWay[key] = change.number
    }
    defer { underWay = [:] }
    do {
      try await database.bulkWrite(rows)
    } catch {
      // A key that was changed again meanwhile is in the line twice; its first place counts.
      let others = line.dropFirst(keys.count).filter { underWay[$0.key] == nil }
      line = line.prefix(keys.count) + others
      return false
    }
    line.removeFirst(keys.count)
    // What was changed again meanwhile is not in the database yet.
    for key in keys where changes[key]?.number == underWay[key] { changes[key] = nil }
    return true
  }

  private func wait(as ticket: Int, _ closer: CheckedContinuation<Void, any Error>) {
    closers[ticket] = closer
    releaseClosersIfEmpty()
  }

  private func releaseClosersIfEmpty() {
    guard changes.isEmpty else { return }
    for closer in closers.values { closer.resume() }
    closers = [:]
  }

  private func leave(_ ticket: Int) {
    closers.removeValue(forKey: ticket)?.resume(throwing: CancellationError())
  }
}
