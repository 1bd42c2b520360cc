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
  private struct Flight {
    let number: Int
    let load: Task<Void, Never>
    var callers: [Int: CheckedContinuation<Value, any Error>] = [:]
  }

  private var flights: [Key: Flight] = [:]
  private var lastNumber = 0

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
    let ticket = makeNumber()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { caller in
        board(key, ticket, caller, load)
      }
    } onCancel: {
      Task { await leave(key, ticket) }
    }
  }

  // Between a look at the table and a change of it there is no await in any of these, so no other
  // call can come between.

  private func board(
    _ key: Key,
    _ ticket: Int,
    _ caller: CheckedContinuation<Value, any Error>,
    _ load: @escaping @Sendable () async throws -> Value
  ) {
    if Task.isCancelled { return caller.resume(throwing: CancellationError()) }
    flights[key, default: takeOff(key, load)].callers[ticket] = caller
  }

  private func takeOff(
    _ key: Key,
    _ load: @escaping @Sendable () async throws -> Value
  ) -> Flight {
    let number = makeNumber()
    return Flight(
      number: number,
      load: Task {
        do {
          land(key, number, .success(try await load()))
        } catch {
          land(key, number, .failure(error))
        }
      }
    )
  }

  /// Clears the table first: whoever is woken here may ask again, and must not find this flight.
  private func land(_ key: Key, _ number: Int, _ result: Result<Value, any Error>) {
    // An abandoned flight is not in the table any more, but its successor may be.
    guard let flight = flights[key], flight.number == number else { return }
    flights[key] = nil
    for (_, caller) in flight.callers.sorted(by: { $0.key < $1.key }) {
      caller.resume(with: result)
    }
  }

  private func leave(_ key: Key, _ ticket: Int) {
    guard let caller = flights[key]?.callers.removeValue(forKey: ticket) else { return }
    caller.resume(throwing: CancellationError())
    guard flights[key]?.callers.isEmpty == true else { return }
    flights.removeValue(forKey: key)?.load.cancel()
  }

  private func makeNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }
}
