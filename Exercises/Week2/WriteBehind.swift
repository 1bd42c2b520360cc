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

  private let database: Source
  private let batchSize: Int
  private let interval: Duration
  private let limit: Int
  private let retryDelays: ClosedRange<Duration>
  private let clock: C

  // What is queued, and who waits, goes here.

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
  public var count: Int {
    // Your code here.
    0
  }

  /// The row of `key` with all changes so far, or `nil` when there is none.
  ///
  /// If the database does not have the key's newest change yet, that change is the answer, and the
  /// database is not asked. Otherwise it is read, and its error reaches the caller.
  public func value(for key: Key) async throws -> Row? {
    // Your code here.
    nil
  }

  /// Queues a new row for `key`, and does not wait for the database.
  ///
  /// - Throws: `WriteBehindError.closed` after ``close()``; `WriteBehindError.full` when the queue
  ///   holds `limit` other keys. In both cases nothing has changed. A key that the queue holds can
  ///   always be changed again: that takes no room.
  public func update(_ row: Row, for key: Key) async throws {
    // Your code here.
  }

  /// Queues the removal of the row of `key`, under the same conditions as ``update(_:for:)``.
  public func delete(_ key: Key) async throws {
    // Your code here.
  }

  /// Refuses all further changes from now on, and returns when the database has all earlier ones.
  ///
  /// The bulk writes that this takes follow each other without a wait, except for the pauses after
  /// failures. Calling it again waits for the same. Reads go on working.
  ///
  /// If the waiting task is cancelled, it gets `CancellationError` at once. The queue remains
  /// closed, and goes on writing.
  public func close() async throws {
    // Your code here.
  }
}

/// Why a change was not queued.
public enum WriteBehindError: Error, Hashable, Sendable {
  /// The queue has been closed.
  case closed
  /// The queue holds as many keys as it may.
  case full
}
