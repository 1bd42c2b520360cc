// Caught by: testACancelledCallerHarmsNobodyElse
// The mistake: callers share a load, and whoever of them is cancelled first cancels it for all.

public actor ReadThroughCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>
where C.Duration == Duration {
  private struct Entry {
    let value: Value
    let deadline: C.Instant
  }

  private let lifetime: Duration
  private let clock: C
  private let load: @Sendable (Key) async throws -> Value

  private var entries: [Key: Entry] = [:]
  private var loads: [Key: Task<Value, any Error>] = [:]

  public init(
    lifetime: Duration,
    clock: C,
    load: @escaping @Sendable (Key) async throws -> Value
  ) {
    precondition(lifetime > .zero, "a value is kept for a time above zero")
    self.lifetime = lifetime
    self.clock = clock
    self.load = load
  }

  public func value(for key: Key) async throws -> Value {
    if let entry = entries[key], clock.now < entry.deadline { return entry.value }
    if let load = loads[key] { return try await wait(for: load) }
    let task = Task { [load] in try await load(key) }
    loads[key] = task
    defer { if loads[key] == task { loads[key] = nil } }
    let value = try await wait(for: task)
    if loads[key] == task {
      entries[key] = Entry(value: value, deadline: clock.now.advanced(by: lifetime))
    }
    return value
  }

  public func remove(_ key: Key) {
    entries[key] = nil
    loads[key] = nil
  }

  private func wait(for load: Task<Value, any Error>) async throws -> Value {
    try await withTaskCancellationHandler {
      try await load.value
    } onCancel: {
      load.cancel()
    }
  }
}
