/// The error that `operation` throws, or `nil` if it returns.
///
///     let error = await thrown { try await inventory.sell(["tea": 1], order: "17") }
///     expect(error is Inventory.Busy, "Busy is thrown")
public func thrown<Result>(by operation: () async throws -> Result) async -> (any Error)? {
  do {
    _ = try await operation()
    return nil
  } catch {
    return error
  }
}
