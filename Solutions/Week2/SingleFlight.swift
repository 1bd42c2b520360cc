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
  private struct Flight {
    let number: Int
    let load: Task<Void, Never>
    /// In the order in which they came.
    var callers: [Caller] = []
  }

  private struct Caller {
    let number: Int
    let continuation: CheckedContinuation<Value, any Error>
  }

  private var flights: [Key: Flight] = [:]
  private var lastNumber = 0

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
    lastNumber += 1
    let number = lastNumber
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // From the look at the table to the change of it there is no await.
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        if flights[key] == nil {
          // The flight has the number of the caller who starts it.
          let task = Task { await run(load, for: key, as: number) }
          flights[key] = Flight(number: number, load: task)
        }
        flights[key]?.callers.append(Caller(number: number, continuation: continuation))
      }
    } onCancel: {
      Task { await leave(key, number) }
    }
  }

  private func run(
    _ load: @Sendable () async throws -> Value,
    for key: Key,
    as number: Int
  ) async {
    let result: Result<Value, any Error>
    do { result = .success(try await load()) } catch { result = .failure(error) }
    // An abandoned flight has left the table, and another one may have taken its place.
    guard let flight = flights[key], flight.number == number else { return }
    // A caller may ask again as soon as it is woken, and must not find this flight any more.
    flights[key] = nil
    for caller in flight.callers { caller.continuation.resume(with: result) }
  }

  private func leave(_ key: Key, _ number: Int) {
    guard let index = flights[key]?.callers.firstIndex(where: { $0.number == number }),
      let caller = flights[key]?.callers.remove(at: index)
    else { return }
    caller.continuation.resume(throwing: CancellationError())
    if flights[key]?.callers.isEmpty == true { flights.removeValue(forKey: key)?.load.cancel() }
  }
}
