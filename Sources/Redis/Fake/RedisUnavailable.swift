/// Redis could not be reached, or the connection was lost before the reply came.
///
/// A cache treats it as a miss. It is no ``RedisError``: that is an answer, and this is none.
///
///     do {
///       try await redis.incr("visits")
///     } catch let error as RedisUnavailable where !error.mayHaveBeenExecuted {
///       try await redis.incr("visits")  // the first one was not counted for certain
///     }
public struct RedisUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, in words.
  public let reason: String
  /// Whether Redis may have carried the command out, though nobody knows.
  ///
  /// If it is false, sending the command again cannot do anything twice.
  public let mayHaveBeenExecuted: Bool

  public init(_ reason: String, mayHaveBeenExecuted: Bool = true) {
    self.reason = reason
    self.mayHaveBeenExecuted = mayHaveBeenExecuted
  }

  public var description: String { "Redis is unavailable: \(reason)" }
}
