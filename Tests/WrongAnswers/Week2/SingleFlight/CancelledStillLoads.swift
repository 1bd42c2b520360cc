// Caught by: testACallerThatIsCancelledBeforeItAsksStartsNoLoad
// The mistake: a caller that was cancelled before it asked sets off a load first.

public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private struct Flight {
    let number: Int
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

  private func land(_ key: Key, _ number: Int, _ result: Result<Value, any Error>) {
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
