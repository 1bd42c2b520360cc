/// The error that `operation` throws, or `nil` if it returns.
func thrown<Result>(
  isolation: isolated (any Actor)? = #isolation,
  by operation: () async throws -> Result
) async -> (any Error)? {
  do {
    _ = try await operation()
    return nil
  } catch {
    return error
  }
}
