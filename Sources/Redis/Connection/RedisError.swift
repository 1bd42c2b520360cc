/// An error that Redis answered with.
///
/// The first word of its text is a code for programs, the rest is for people:
///
///     do {
///       try await redis.incr("name")
///     } catch let error as RedisError where error.code == "WRONGTYPE" {
///       print(error.message)
///     }
public struct RedisError: Error, Hashable, Sendable {
  /// The kind of error in one word, such as `ERR`, `WRONGTYPE` or `MOVED`.
  public let code: String
  /// What went wrong, for people.
  public let message: String

  public init(code: String = "ERR", _ message: String) {
    self.code = code
    self.message = message
  }

  /// Splits an error as it is on the wire at its first space.
  public init(text: String) {
    let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    code = parts.first.map { String($0) } ?? ""
    message = parts.count > 1 ? String(parts[1]) : ""
  }

  /// The error as it is on the wire, such as `ERR value is not an integer or out of range`.
  public var text: String {
    message.isEmpty ? code : "\(code) \(message)"
  }
}

extension RedisError: CustomStringConvertible {
  public var description: String { text }
}
