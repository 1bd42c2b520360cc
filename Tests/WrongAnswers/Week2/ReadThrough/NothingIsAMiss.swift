// Caught by: testANilIsAValue
// The mistake: a value that is nil is not kept, as if nothing had been loaded.

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
    let value = try await load(key)
    if loads[key, default: []].contains(number), !isNothing(value) {
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

  private func isNothing(_ value: Value) -> Bool {
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle == .optional && mirror.children.isEmpty
  }
}
