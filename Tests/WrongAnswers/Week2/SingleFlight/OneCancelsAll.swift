// Caught by: testACallerThatIsCancelledLeavesAtOnceAndAlone
// The mistake: whoever is cancelled cancels the load that all the others wait for.

public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private var flights: [Key: Task<Value, any Error>] = [:]

  public init() {}

  public var count: Int { flights.count }

  public func value(
    for key: Key,
    load: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try Task.checkCancellation()
    let flight = flights[key] ?? takeOff(key, load)
    flights[key] = flight
    return try await withTaskCancellationHandler {
      try await flight.value
    } onCancel: {
      flight.cancel()
    }
  }

  private func takeOff(
    _ key: Key,
    _ load: @escaping @Sendable () async throws -> Value
  ) -> Task<Value, any Error> {
    Task {
      defer { flights[key] = nil }
      return try await load()
    }
  }
}
