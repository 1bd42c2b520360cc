/// A cache that refreshes what is read often before anybody has to wait for it.
///
///     let cache = RefreshAheadCache(
///       freshFor: .seconds(60), staleFor: .seconds(30), hotFrom: 3, clock: clock,
///       companions: { product in ["reviews of \(product)"] },
///       load: { key in try await database.read(key) })
///     let rounds = Task { try await cache.run(every: .seconds(10)) }
///     try await cache.value(for: "tea")   // waits for the database
///     // the cache is loading the reviews meanwhile
///     rounds.cancel()
///
/// From the moment at which its load ended, an entry is **fresh** for `freshFor`, then **stale**
/// for `staleFor`, and then **gone**. Each state ends exactly when its time is up: at `freshFor` an
/// entry is stale, at `freshFor` + `staleFor` it is gone. Only a load that succeeds makes an entry
/// fresh again.
///
/// There is at most one load of a key at any time, whoever wants it: a reader, a companion or a
/// round. Loads of different keys do not wait for each other. A load belongs to nobody: it runs to
/// its end even if whoever started it is cancelled. A cancelled reader gets what the others get, or
/// `CancellationError`.
///
/// All time comes from the clock. The cache has no size limit: it drops only what is gone, and only
/// in a round.
public actor RefreshAheadCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>
where C.Duration == Duration {
  private struct Entry {
    let value: Value
    let loadedAt: C.Instant
    var reads = 0
  }

  private let freshFor: Duration
  private let staleFor: Duration
  private let hotFrom: Int
  private let clock: C
  private let companions: @Sendable (Key) -> [Key]
  private let load: @Sendable (Key) async throws -> Value

  private var entries: [Key: Entry] = [:]
  private var loads: [Key: Task<Value, any Error>] = [:]

  /// Makes an empty cache.
  ///
  /// - Parameters:
  ///   - freshFor: How long a value is fresh after its load, more than zero.
  ///   - staleFor: How long after that it may still be served, at least zero.
  ///   - hotFrom: How many reads it takes for an entry to be refreshed ahead, at least 1.
  ///   - companions: The keys that will probably be read after a key.
  ///   - load: Makes the value of a key, or throws.
  public init(
    freshFor: Duration,
    staleFor: Duration,
    hotFrom: Int,
    clock: C,
    companions: @escaping @Sendable (Key) -> [Key] = { _ in [] },
    load: @escaping @Sendable (Key) async throws -> Value
  ) {
    precondition(freshFor > .zero, "an entry is fresh for more than zero, not \(freshFor)")
    precondition(staleFor >= .zero, "an entry is stale for at least zero, not \(staleFor)")
    precondition(hotFrom >= 1, "an entry is hot from 1 read on or more, not \(hotFrom)")
    self.freshFor = freshFor
    self.staleFor = staleFor
    self.hotFrom = hotFrom
    self.clock = clock
    self.companions = companions
    self.load = load
  }

  /// The value of `key`.
  ///
  /// - A fresh entry answers at once.
  /// - A stale one answers at once, too, and the read starts a load of `key`, unless one is under
  ///   way. If that load fails, the entry stays as it was, and the next read starts another.
  /// - When there is none, or it is gone, the read waits for the load of `key` that is under way,
  ///   or else starts one. If that load fails, all who wait for it get its error, and nothing of it
  ///   is kept.
  ///
  /// Every read, whichever way it is answered, also starts loads of those companions of `key` that
  /// have neither a fresh nor a stale entry nor a load under way. The reader does not wait for
  /// them, and their failures reach nobody. To be loaded as a companion is not to be read: it does
  /// not count, and brings in no further companions.
  public func value(for key: Key) async throws -> Value {
    loadCompanions(of: key)
    guard let entry = entries[key], !isGone(entry) else {
      return try await sharedLoad(of: key).value
    }
    entries[key]?.reads += 1
    if age(of: entry) >= freshFor { _ = sharedLoad(of: key) }
    return entry.value
  }

  /// One round: drops the entries that are gone, then loads what is read often and soon stale.
  ///
  /// It loads every entry that is *hot* and stops being fresh in `horizon` from now or sooner; one
  /// that is stale already has. An entry is hot when at least `hotFrom` reads found it, fresh or
  /// stale. Reads that had to wait for a load do not count, since even a key that is asked for just
  /// once has one of those. A refresh that succeeds starts the count again at zero: to be refreshed
  /// once more, an entry has to be read again.
  ///
  /// The loads run side by side, reads are answered meanwhile as always, and the round ends when
  /// all of its loads have. A load that fails leaves its entry as it was, together with its reads.
  public func refreshDue(within horizon: Duration) async {
    entries = entries.filter { !isGone($0.value) }
    let due = entries.filter {
      $0.value.reads >= hotFrom && age(of: $0.value) + horizon >= freshFor
    }
    for load in due.keys.map(sharedLoad) { _ = await load.result }
  }

  /// Makes a round after every `interval`, with `interval` as its horizon, until it is cancelled.
  ///
  /// Rounds begin 1, 2, 3 … times `interval` after the call, however long their loads take; a round
  /// that takes longer than that is followed by the next one at once. After a cancellation no
  /// further round begins, and `run` ends with `CancellationError`, at the latest when the round
  /// that it is in has ended.
  ///
  /// - Parameter interval: More than zero.
  public func run(every interval: Duration) async throws {
    precondition(interval > .zero, "rounds come after more than zero, not \(interval)")
    var next = clock.now
    while true {
      next = next.advanced(by: interval)
      try await clock.sleep(until: next, tolerance: nil)
      await refreshDue(within: interval)
    }
  }

  /// How many entries are in memory; some may be gone already, until the next round drops them.
  public var count: Int { entries.count }

  private func age(of entry: Entry) -> Duration {
    entry.loadedAt.duration(to: clock.now)
  }

  private func isGone(_ entry: Entry) -> Bool {
    age(of: entry) >= freshFor + staleFor
  }

  private func loadCompanions(of key: Key) {
    for companion in companions(key) where entries[companion].map(isGone) ?? true {
      _ = sharedLoad(of: companion)
    }
  }

  /// The load of `key` that is under way, or else a new one.
  private func sharedLoad(of key: Key) -> Task<Value, any Error> {
    if let running = loads[key] { return running }
    let task = Task {
      defer { loads[key] = nil }
      let value = try await load(key)
      entries[key] = Entry(value: value, loadedAt: clock.now)
      return value
    }
    loads[key] = task
    return task
  }
}
