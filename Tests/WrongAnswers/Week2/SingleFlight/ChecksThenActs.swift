// Caught by: testCallersAtTheSameTimeShareOneLoad
// The mistake: each step on the table is safe, but between a look and a change others look, too.

public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private actor Table {
    private var flights: [Key: Task<Value, any Error>] = [:]

    var count: Int { flights.count }

    func flight(for key: Key) -> Task<Value, any Error>? { flights[key] }

    func setFlight(_ flight: Task<Value, any Error>?, for key: Key) { flights[key] = flight }
  }

  private let table = Table()

  public init() {}

  public var count: Int {
    get async { await table.count }
  }

  public func value(
    for key: Key,
    load: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let flight = await table.flight(for: key) { return try await flight.value }
    let flight = Task {
      let result = await outcome(of: load)
      await table.setFlight(nil, for: key)
      return try result.get()
    }
    await table.setFlight(flight, for: key)
    return try await flight.value
  }

  private func outcome(
    of load: @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await load()) } catch { return .failure(error) }
  }
}
