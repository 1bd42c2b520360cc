/// The bytes that arrived are not RESP; what follows them cannot be understood, so close the connection.
public struct RESPProtocolError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in the words of Redis, such as `invalid bulk length`.
  public let message: String

  public init(_ message: String) {
    self.message = message
  }

  public var description: String { "Protocol error: \(message)" }

  /// The error to answer a client with before its connection is closed.
  public var reply: RESPValue { .error(RedisError(description)) }
}

extension RESPProtocolError {
  static let invalidBulkLength = RESPProtocolError("invalid bulk length")
  static let invalidMultibulkLength = RESPProtocolError("invalid multibulk length")
  static let unauthenticatedBulkLength = RESPProtocolError("unauthenticated bulk length")
  static let unauthenticatedMultibulkLength = RESPProtocolError("unauthenticated multibulk length")
  static let longBulkCount = RESPProtocolError("too big bulk count string")
  static let longMultibulkCount = RESPProtocolError("too big mbulk count string")
  static let longInlineRequest = RESPProtocolError("too big inline request")
  static let unbalancedQuotes = RESPProtocolError("unbalanced quotes in request")

  static func expectedDollar(got byte: UInt8) -> RESPProtocolError {
    // Redis puts spaces for line breaks in its error replies.
    let isBreak = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    let got = isBreak ? " " : String(decoding: [byte], as: UTF8.self)
    return RESPProtocolError("expected '$', got '\(got)'")
  }
}
