/// An operation that a ``CacheServer`` did not carry out.
public struct CacheServerError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
}

extension CacheServer {
  /// Starts an outage that lasts until ``comeUp()``.
  ///
  /// Operations under way fail, too.
  public func goDown() { entries.goDown() }

  /// Ends the outage that ``goDown()`` started.
  public func comeUp() { entries.comeUp() }

  /// Makes the next `n` operations fail.
  public func failNext(_ n: Int = 1) { entries.failNext(n) }

  /// Makes the next `n` reads fail, and no other operation.
  public func failNextReads(_ n: Int = 1) { entries.failNext(n, .read) }

  /// Makes the next `n` insertions fail, and no other operation.
  public func failNextInsertions(_ n: Int = 1) { entries.failNext(n, .write) }

  /// Makes the next `n` removals fail, and no other operation.
  public func failNextRemovals(_ n: Int = 1) { entries.failNext(n, .delete) }

  /// Runs an operation of the database underneath, and reports its failure as one of the cache.
  func reportingFailures<Result>(_ operation: () async throws -> Result) async throws -> Result {
    do {
      return try await operation()
    } catch let error as DatabaseError {
      let why = error.reason == .outage ? "it is down" : "it was told to fail"
      throw CacheServerError(
        description: "the cache did not \(error.operation.rawValue) \(error.subject): \(why)"
      )
    }
  }
}
