// Caught by: testARemovalStopsNoOtherKeysLoad
// The mistake: one counter of removals for all keys: each of them discards every load.

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
  private var removals = 0

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
    let before = removals
    let value = try await load(key)
    if removals == before {
      entries[key] = Entry(value: value, deadline: clock.now.advanced(by: lifetime))
    }
    return value
  }

  public func remove(_ key: Key) {
    entries[key] = nil
    removals += 1
  }
}
