/// Redis could not be reached, or the connection was lost: nothing is known about the command's fate.
///
/// A cache treats it as a miss. It is no ``RedisError``: that is an answer.
public struct RedisUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
  public let reason: String

  public init(_ reason: String) {
    self.reason = reason
  }

  public var description: String { "Redis is unavailable: \(reason)" }
}
