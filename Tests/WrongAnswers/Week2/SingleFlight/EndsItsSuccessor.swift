// Caught by: testWhoAsksAfterAllHaveLeftGetsALoadOfItsOwn
// The mistake: an abandoned load, when it ends, ends the flight that took its place.

public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private struct Flight {
    let load: Task<Void, Never>
    var callers: [Int: CheckedContinuation<Value, any Error>] = [:]
  }

  private var flights: [Key: Flight] = [:]
  private var lastNumber = 0

  public init() {}

  public var count: Int { flights.count }

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
    Flight(
      load: Task {
        do {
          land(key, .success(try await load()))
        } catch {
          land(key, .failure(error))
        }
      }
    )
  }

  private func land(_ key: Key, _ result: Result<Value, any Error>) {
    guard let flight = flights[key] else { return }
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
