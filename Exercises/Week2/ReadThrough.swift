/// A cache that knows where its values come from, so that callers only ever ask the cache.
///
///     let prices = ReadThroughCache(lifetime: .seconds(60), clock: clock) { key in
///       try await database.read(key)
///     }
///     try await prices.value(for: "tea")  // loads: 150 ms
///     try await prices.value(for: "tea")  // 0 ms
///     await prices.remove("tea")          // the row has changed; the next read loads again
///
/// It lives in the memory of one process, has no size limit, and offers no way to write.
///
/// A value lives for its lifetime, counted from the moment at which its load returned it, and is
/// dead *at* its deadline. Reading does not prolong its life. Whatever a load returns is a value:
/// where `Value` is an optional, `nil` is kept like any other.
///
/// **When a load fails**, its error reaches the caller unchanged. No value is served in its place,
/// and nothing of the failure is kept, not even the key: the next read loads again.
///
/// **When several callers meet**, nobody waits for a load of another key, and a hit waits for
/// nothing. Callers that miss the same key at the same time may each load it, and which of their
/// values is kept is left open. When one of them is cancelled, the others still get their values.
///
/// All time is the clock's: nothing here waits for anything but a load.
public actor ReadThroughCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>
where C.Duration == Duration {
  private let load: @Sendable (Key) async throws -> Value

  // Your storage goes here.

  /// Makes an empty cache that gets its values from `load`.
  ///
  /// - Parameter lifetime: How long a value is kept; above zero.
  public init(
    lifetime: Duration,
    clock: C,
    load: @escaping @Sendable (Key) async throws -> Value
  ) {
    precondition(lifetime > .zero, "a value is kept for a time above zero")
    self.load = load
    // Your code here.
  }

  /// The value of `key`: the one in the cache if it is alive, or else what one call of the loader
  /// returns.
  public func value(for key: Key) async throws -> Value {
    // Your code here: this asks the loader every time.
    try await load(key)
  }

  /// Removes the value of `key`, because it is no longer true.
  ///
  /// A load of `key` that is under way may have seen the old state. Its caller gets what it
  /// returns, but that is not kept, and no read that begins after the removal gets it. Other keys
  /// and their loads are not affected.
  public func remove(_ key: Key) {
    // Your code here.
  }
}
