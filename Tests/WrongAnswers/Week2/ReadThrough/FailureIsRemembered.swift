// Caught by: testAFailureReachesTheCallerAndIsNotRemembered
// The mistake: what is kept is the result of a load, and an error is a result.

public actor ReadThroughCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>
where C.Duration == Duration {
  private struct Entry {
    let result: Result<Value, any Error>
    let deadline: C.Instant
  }

  private let lifetime: Duration
  private let clock: C
  private let load: @Sendable (Key) async throws -> Value

  private var entries: [Key: Entry] = [:]
  private var loads: [Key: Set<Int>] = [:]
  private var lastLoad = 0

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
    if let entry = entries[key], clock.now < entry.deadline { return try entry.result.get() }
    lastLoad += 1
    let number = lastLoad
    loads[key, default: []].insert(number)
    defer { end(number, of: key) }
    let result: Result<Value, any Error>
    do { result = .success(try await load(key)) } catch { result = .failure(error) }
    if loads[key, default: []].contains(number) {
      entries[key] = Entry(result: result, deadline: clock.now.advanced(by: lifetime))
    }
    return try result.get()
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
