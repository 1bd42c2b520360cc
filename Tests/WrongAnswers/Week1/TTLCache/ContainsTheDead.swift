// Caught by: testADeadEntryIsNotRead
// The mistake: contains asks the dictionary and never looks at the deadline.

public enum Expiry: Hashable, Sendable {
  case never

  case after(Duration)
}

public struct TTLCache<Key: Hashable, Value, C: Clock> where C.Duration == Duration {
  private struct Entry {
    let value: Value
    let deadline: C.Instant?

    func isDead(at now: C.Instant) -> Bool {
      deadline.map { now >= $0 } ?? false
    }
  }

  public let expires: Expiry

  private let clock: C
  private var entries: [Key: Entry] = [:]

  public init(expires: Expiry, clock: C) {
    self.expires = expires
    self.clock = clock
  }

  public mutating func value(for key: Key) -> Value? {
    guard let entry = entries[key] else { return nil }
    if entry.isDead(at: clock.now) {
      entries[key] = nil
      return nil
    }
    return entry.value
  }

  public mutating func insert(_ value: Value, for key: Key, expires: Expiry? = nil) {
    let deadline: C.Instant? =
      switch expires ?? self.expires {
      case .never: nil
      case .after(let lifetime): clock.now.advanced(by: lifetime)
      }
    entries[key] = Entry(value: value, deadline: deadline)
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    return entry.isDead(at: clock.now) ? nil : entry.value
  }

  public mutating func removeAll() {
    entries.removeAll()
  }

  @discardableResult
  public mutating func purge() -> Int {
    let now = clock.now
    let before = entries.count
    entries = entries.filter { !$0.value.isDead(at: now) }
    return before - entries.count
  }

  public var count: Int {
    let now = clock.now
    return entries.values.count { !$0.isDead(at: now) }
  }

  public func contains(_ key: Key) -> Bool {
    entries.keys.contains(key)
  }
}

extension TTLCache where C == ContinuousClock {
  public init(expires: Expiry) {
    self.init(expires: expires, clock: ContinuousClock())
  }
}
