// Caught by: testAMissLoadsOnceAndAHitNever
// The mistake: the caller gets one load, and a task in the background stores another.

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
    Task { await refresh(key) }
    return try await load(key)
  }

  public func remove(_ key: Key) {
    entries[key] = nil
  }

  private func refresh(_ key: Key) async {
    guard let value = try? await load(key) else { return }
    entries[key] = Entry(value: value, deadline: clock.now.advanced(by: lifetime))
  }
}
