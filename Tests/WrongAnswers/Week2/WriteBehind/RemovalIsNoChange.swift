// Caught by: testReadsSeeWhatIsQueued
// The mistake: a queued removal is taken for nothing queued, and the removed row is read again.

import Lab

public actor WriteBehind<Source: Database, C: Clock> where C.Duration == Duration {
  public typealias Key = Source.Key
  public typealias Row = Source.Row

  private struct Change {
    let row: Row?
    let number: Int
  }

  private let database: Source
  private let batchSize: Int
  private let interval: Duration
  private let limit: Int
  private let retryDelays: ClosedRange<Duration>
  private let clock: C

  private var changes: [Key: Change] = [:]
  private var line: [(key: Key, since: C.Instant)] = []
  private var underWay: [Key: Int] = [:]

  private var lastNumber = 0
  private var isWriting = false
  private var isClosed = false
  private var alarm: Task<Void, Never>?
  private var closers: [Int: CheckedContinuation<Void, any Error>] = [:]

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

  public var count: Int { changes.count }

  public func value(for key: Key) async throws -> Row? {
    if let row = changes[key]?.row { return row }
    return try await database.read(key)
  }

  public func update(_ row: Row, for key: Key) async throws {
    try queue(row, for: key)
  }

  public func delete(_ key: Key) async throws {
    try queue(nil, for: key)
  }

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

public enum WriteBehindError: Error, Hashable, Sendable {
  case closed
  case full
}

extension WriteBehind {
  private func queue(_ row: Row?, for key: Key) throws(WriteBehindError) {
    if isClosed { throw .closed }
    let last = changes[key]
    if last == nil, changes.count == limit { throw .full }
    if last?.number == underWay[key] { line.append((key, clock.now)) }
    lastNumber += 1
    changes[key] = Change(row: row, number: lastNumber)
    writeOrWait()
  }

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
        try? await clock.sleep(until: due, tolerance: nil)
        writeOrWait()
      }
    }
  }

  private func write() async {
    var delay = retryDelays.lowerBound
    while await !writeBatch() {
      try? await clock.sleep(for: delay)
      delay = min(delay * 2, retryDelays.upperBound)
    }
    isWriting = false
    writeOrWait()
    releaseClosersIfEmpty()
  }

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
      let others = line.dropFirst(keys.count).filter { underWay[$0.key] == nil }
      line = line.prefix(keys.count) + others
      return false
    }
    line.removeFirst(keys.count)
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
