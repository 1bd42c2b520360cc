/// Finds the replies in the bytes that a server sends.
public protocol ReplyDecoder: Sendable {
  associatedtype Reply: Sendable

  /// The reply at the front of `bytes` and its length; `nil` if there is no whole one yet.
  ///
  /// When it returns `nil` it is called again with the same bytes and more. An error means that the
  /// server does not speak the protocol, and closes the connection.
  mutating func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(MalformedReply) -> (reply: Reply, length: Int)?

  /// Whether the server sent `reply` of its own accord, and not in answer to a request.
  func isUnasked(_ reply: Reply) -> Bool
}

extension ReplyDecoder {
  public func isUnasked(_ reply: Reply) -> Bool { false }
}

/// Bytes that are no reply.
public struct MalformedReply: Error, Hashable, Sendable {
  public let reason: String

  public init(_ reason: String) {
    self.reason = reason
  }
}
