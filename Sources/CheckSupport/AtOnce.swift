/// What `count` tasks get that begin at the same time, in the order of their numbers from 1.
///
///     let counts = try await atOnce(8) { _ in try await cache.increment("visits") }
///     expect(counts.sorted(), is: Array(1...8), "8 increments at once")
public func atOnce<Result: Sendable>(
  _ count: Int,
  _ body: @escaping @Sendable (_ number: Int) async throws -> Result
) async throws -> [Result] {
  let tasks = (1...count).map { number in Task { try await body(number) } }
  var results: [Result] = []
  for task in tasks { results.append(try await task.value) }
  return results
}
