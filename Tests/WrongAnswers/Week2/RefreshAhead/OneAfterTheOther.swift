// Caught by: testARoundLoadsSideBySideAndOutlivesFailures
// The mistake: a round waits for each load before it starts the next.

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
  public func value(for key: Key) async throws -> Value {
    loadCompanions(of: key)
    guard let entry = entries[key], !isGone(entry) else {
      return try await sharedLoad(of: key).value
    }
    entries[key]?.reads += 1
    if age(of: entry) >= freshFor { _ = sharedLoad(of: key) }
    return entry.value
  }
  public func refreshDue(within horizon: Duration) async {
    entries = entries.filter { !isGone($0.value) }
    let due = entries.filter {
      $0.value.reads >= hotFrom && age(of: $0.value) + horizon >= freshFor
    }
    for key in due.keys { _ = await sharedLoad(of: key).result }
  }
  public func run(every interval: Duration) async throws {
    precondition(interval > .zero, "rounds come after more than zero, not \(interval)")
    var next = clock.now
    while true {
      next = next.advanced(by: interval)
      try await clock.sleep(until: next, tolerance: nil)
      await refreshDue(within: interval)
    }
  }
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
