/// Lets callers that ask for the same key at the same time share one load.
///
///     let flights = SingleFlight<String, Int?>()
///     // A thousand requests may do this at once; the database sees one read.
///     let price = try await flights.value(for: "tea") { try await database.read("tea") }
///
/// The name comes from Go's `singleflight`: a load is a flight, and a caller that finds one under
/// way joins it. It is not a cache. When a load has ended, nothing of it is kept: no value, no
/// error and no key.
///
/// Time passes on the clock of whoever loads: this type never sleeps, polls or yields.
public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private var flights: [Key: Task<Value, any Error>] = [:]

  /// Makes one with no loads under way.
  public init() {}

  /// The number of keys that somebody is waiting for.
  public var count: Int { flights.count }

  /// The value of `key`, from the load that others wait for, or else from `load`.
  ///
  /// If somebody waits for `key`, this call waits with them, and its own `load` is never called.
  /// Otherwise `load` starts at once, in a task of its own. Keys never wait for each other.
  ///
  /// When the load ends, all callers that wait for it get its value, or the error that it threw. A
  /// call made after anybody has got that answer never gets it: it is too late for that flight, and
  /// starts a new load.
  ///
  /// A caller whose task is cancelled leaves at once, with `CancellationError`. The load goes on
  /// for the others, whoever started it. When the last caller has left, the load is abandoned: its
  /// task is cancelled, and what it still returns or throws reaches nobody. The next caller starts
  /// a new load at once, even if the abandoned one has not ended yet. A caller that is cancelled
  /// before it asks gets `CancellationError`, and starts no load.
  ///
  /// A load may ask for other keys. One that asks for its own key waits for itself, forever.
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

  /// Starts a load outside the actor, so that callers can ask for other keys meanwhile.
  @concurrent
  private nonisolated func takeOff(
    _ load: @escaping @Sendable () async throws -> Value
  ) async -> Task<Value, any Error> {
    Task { try await load() }
  }
}
