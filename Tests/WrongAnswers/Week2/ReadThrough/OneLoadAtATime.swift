// Caught by: testNobodyWaitsForALoadOfAnotherKey
// The mistake: a load waits for the one before it, whatever its key, to keep the actor in order.

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
  private var loads: [Key: Set<Int>] = [:]
  private var lastLoad = 0
  private var previous: Task<Void, Never>?

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
    lastLoad += 1
    let number = lastLoad
    loads[key, default: []].insert(number)
    defer { end(number, of: key) }
    let turn = Task { [previous, load] in
      await previous?.value
      return try await load(key)
    }
    previous = Task { _ = await turn.result }
    let value = try await turn.value
    if loads[key, default: []].contains(number) {
      entries[key] = Entry(value: value, deadline: clock.now.advanced(by: lifetime))
    }
    return value
  }

  public func remove(_ key: Key) {
    entries[key] = nil
    loads[key] = nil
  }

  private func end(_ number: Int, of key: Key) {
    loads[key]?.remove(number)
    if loads[key]?.isEmpty == true { loads[key] = nil }
  }
}
