// Caught by: testWhoAsksAfterAnAnswerNeverGetsThatAnswer
// The mistake: the first caller ends the flight; others that wake before it find it still there.

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
    defer { flights[key] = nil }
    return try await flight.value
  }
}
