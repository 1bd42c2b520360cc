// Caught by: testNothingIsRememberedAfterALoad
// The mistake: only a load that went well is taken out of the table.

public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private var flights: [Key: Task<Value, any Error>] = [:]

  public init() {}

  public var count: Int { flights.count }

  public func value(
    for key: Key,
    load: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let flight = flights[key] { return try await flight.value }
    let flight = Task {
      let value = try await load()
      flights[key] = nil
      return value
    }
    flights[key] = flight
    return try await flight.value
  }
}
