/// When an entry of a ``TTLCache`` dies.
public enum Expiry: Hashable, Sendable {
  /// It lives until it is removed or overwritten.
  case never

  /// It lives for this long, counted from its insertion.
  case after(Duration)
}

/// A cache whose entries die of age.
///
///     var colors = TTLCache<String, String, ContinuousClock>(expires: .after(.seconds(60)))
///     colors.insert("blue", for: "sky")
///     colors.insert("red", for: "sunset", expires: .after(.seconds(5)))
///     colors.insert("black", for: "space", expires: .never)
///     // 5 seconds later
///     colors.value(for: "sunset")  // nil
///     colors.value(for: "sky")     // "blue", for 55 seconds more
///
/// An entry is alive before its deadline and dead *at* its deadline and ever after: one inserted at
/// t = 0 s for 60 s is read at 59.999 s and is not read at 60 s. Nothing but a new insert moves a
/// deadline. Nobody watches the clock: a dead entry takes up memory until an access comes across
/// it or ``purge()`` clears it out, but it is never given to anybody.
///
/// It has no capacity, so with `.never`, or with keys that are not asked for again and no purging,
/// it grows without bound.
public struct TTLCache<Key: Hashable, Value, C: Clock> where C.Duration == Duration {
  private struct Entry {
    let value: Value
    /// `nil` when it lives for ever.
    let deadline: C.Instant?

    func isDead(at now: C.Instant) -> Bool {
      deadline.map { now >= $0 } ?? false
    }
  }

  /// When an entry dies that was inserted without saying so.
  public let expires: Expiry

  private let clock: C
  private var entries: [Key: Entry] = [:]

  /// Makes an empty cache that lives by `clock`.
  public init(expires: Expiry, clock: C) {
    self.expires = expires
    self.clock = clock
  }

  /// Reads the value of `key`, or `nil` when there is no living entry for it.
  ///
  /// Reading does not prolong an entry's life. A read that comes across a dead entry drops it:
  /// the value is released, and ``purge()`` will not count it.
  ///
  /// - Complexity: O(1) on average.
  public mutating func value(for key: Key) -> Value? {
    guard let entry = entries[key] else { return nil }
    if entry.isDead(at: clock.now) {
      entries[key] = nil
      return nil
    }
    return entry.value
  }

  /// Stores `value` for `key`, in place of the entry that was there before, if any.
  ///
  /// The new entry's deadline counts from now, whatever the deadline of the old one was.
  ///
  /// A lifetime of zero or less makes an entry that is dead from the start. It takes the old one's
  /// place like any other and leaves like any dead one.
  ///
  /// - Parameter expires: When this entry dies; `nil` for the cache's own ``expires``.
  /// - Complexity: O(1) on average.
  public mutating func insert(_ value: Value, for key: Key, expires: Expiry? = nil) {
    let deadline: C.Instant? =
      switch expires ?? self.expires {
      case .never: nil
      case .after(let lifetime): clock.now.advanced(by: lifetime)
      }
    entries[key] = Entry(value: value, deadline: deadline)
  }

  /// Removes the entry of `key`, dead or alive, and returns its value if it was alive.
  ///
  /// `nil` when it was dead, and when there was none.
  ///
  /// - Complexity: O(1) on average.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    return entry.isDead(at: clock.now) ? nil : entry.value
  }

  /// Removes every entry, dead or alive.
  public mutating func removeAll() {
    entries.removeAll()
  }

  /// Removes the dead and returns how many they were.
  ///
  /// Those that an access has dropped before are not among them.
  ///
  /// - Complexity: O(n), where n is the number of entries that are kept, the dead included.
  @discardableResult
  public mutating func purge() -> Int {
    let now = clock.now
    let before = entries.count
    entries = entries.filter { !$0.value.isDead(at: now) }
    return before - entries.count
  }

  /// How many entries are alive.
  ///
  /// - Complexity: O(n), where n is the number of entries that are kept, the dead included: which
  ///   of them are dead is not known until somebody looks.
  public var count: Int {
    let now = clock.now
    return entries.values.count { !$0.isDead(at: now) }
  }

  /// Whether there is a living entry for `key`.
  ///
  /// A look, not an access: it changes nothing and drops nothing.
  ///
  /// - Complexity: O(1) on average.
  public func contains(_ key: Key) -> Bool {
    guard let entry = entries[key] else { return false }
    return !entry.isDead(at: clock.now)
  }
}

extension TTLCache where C == ContinuousClock {
  /// Makes an empty cache that lives by the system's clock, which counts on while it sleeps.
  public init(expires: Expiry) {
    self.init(expires: expires, clock: ContinuousClock())
  }
}
