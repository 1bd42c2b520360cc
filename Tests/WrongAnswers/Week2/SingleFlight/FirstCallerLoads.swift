// Caught by: testACallerThatIsCancelledLeavesAtOnceAndAlone
// The mistake: the load runs in the first caller's own task, and dies with it.

public actor SingleFlight<Key: Hashable & Sendable, Value: Sendable> {
  private typealias Caller = CheckedContinuation<Value, any Error>

  private var flights: [Key: [Int: Caller]] = [:]
  private var lastTicket = 0

  public init() {}

  public var count: Int { flights.count }

  public func value(
    for key: Key,
    load: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try Task.checkCancellation()
    if flights[key] != nil { return try await join(key) }
    flights[key] = [:]
    do {
      let value = try await load()
      land(key, .success(value))
      return value
    } catch {
      land(key, .failure(error))
      throw error
    }
  }

  private func join(_ key: Key) async throws -> Value {
    lastTicket += 1
    let ticket = lastTicket
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { flights[key]?[ticket] = $0 }
    } onCancel: {
      Task { await leave(key, ticket) }
    }
  }

  private func leave(_ key: Key, _ ticket: Int) {
    flights[key]?.removeValue(forKey: ticket)?.resume(throwing: CancellationError())
  }

  private func land(_ key: Key, _ result: Result<Value, any Error>) {
    let callers = flights.removeValue(forKey: key) ?? [:]
    for caller in callers.values { caller.resume(with: result) }
  }
}
