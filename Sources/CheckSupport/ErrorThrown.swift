/// The error that `operation` ends with; nil when it returns.
///
///     let error = await errorThrown { try await prices.update(599, for: "tea") }
///     expect(error is DatabaseError, "the database's error, when it refuses")
public func errorThrown(by operation: () async throws -> Void) async -> (any Error)? {
  do {
    try await operation()
    return nil
  } catch {
    return error
  }
}
