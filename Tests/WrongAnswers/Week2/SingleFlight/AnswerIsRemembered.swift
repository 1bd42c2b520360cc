// Caught by: testNothingIsRememberedAfterALoad
// The mistake: the flight stays in the table after its end: a cache that nothing ever clears.

public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private var flights: [Key: Task<Value, any Error>] = [:]

  public init() {}

  public var count: Int { flights.count }

  public func value(
    for key: Key,
    load: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let flight = flights[key] { return try await flight.value }
    let flight = Task { try await load() }
    flights[key] = flight
    do {
      return try await flight.value
    } catch {
      flights[key] = nil
      throw error
    }
  }
}
