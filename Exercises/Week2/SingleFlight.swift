/// Lets all who ask for the same key at the same time share one load.
///
///     let flights = SingleFlight<String, Int?>()
///     // A thousand requests may do this at once; the database sees one read.
///     let price = try await flights.value(for: "tea") { try await database.read("tea") }
///
/// The name is that of Go's `singleflight`: the load is a flight, and whoever asks while it is in
/// the air gets on board. It is not a cache. When a load has ended, nothing of it is remembered,
/// neither a value nor an error nor the key.
///
/// Time is the clock's of whoever loads: this type never sleeps, polls or yields.
public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private var flights: [Key: Task<Value, any Error>] = [:]

  /// Makes one with no loads under way.
  public init() {}

  /// For how many keys somebody waits at this moment.
  public var count: Int { flights.count }

  /// What the load of `key` returns: the load that somebody waits for already, or else `load`.
  ///
  /// If somebody waits for `key`, this call waits with them, and its own `load` is dropped without
  /// being called. If nobody does, `load` starts at once, in a task of its own. Keys never wait for
  /// each other.
  ///
  /// When the load has ended, all who wait for it get its value, or the error that it threw. A
  /// call that is made after anybody has got the answer never gets that same answer: it is too
  /// late for that flight, and starts a new load.
  ///
  /// A caller whose task is cancelled leaves at once, with `CancellationError`; the load goes on
  /// for the others, whoever started it. When the last one has left, the load is abandoned: its
  /// task is cancelled, and what it still returns or throws reaches nobody. Who asks after that
  /// starts a new load at once, even if the abandoned one has not come to its end yet. A caller
  /// that is cancelled before it asks gets `CancellationError`, and starts no load.
  ///
  /// A load may ask for other keys. One that asks for its own key waits for itself, and so for
  /// ever.
  public func value(
    for key: Key,
    load: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let flight = flights[key] { return try await flight.value }
    let flight = await takeOff(load)
    flights[key] = flight
    defer { flights[key] = nil }
    return try await flight.value
  }

  /// Starts a load beside the actor, so that it keeps nobody from asking for other keys.
  @concurrent
  private nonisolated func takeOff(
    _ load: @escaping @Sendable () async throws -> Value
  ) async -> Task<Value, any Error> {
    Task { try await load() }
  }
}
