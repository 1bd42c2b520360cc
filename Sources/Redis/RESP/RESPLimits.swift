/// What a parser accepts at most; whatever is beyond is refused before memory is spent on it.
public struct RESPLimits: Hashable, Sendable {
  /// Bytes in one bulk string; Redis calls it `proto-max-bulk-len`.
  public var bulkLength = 512 << 20
  /// Bytes in a line: an inline command, a simple string, a count.
  public var lineLength = 64 << 10
  /// Arguments of one request; the default is the one of Redis 7.0.
  public var argumentCount = Int(Int32.max)
  /// Values inside one reply, however they are nested.
  public var elementCount = 1 << 24
  /// Arrays, maps and sets inside each other in one reply.
  public var depth = 128

  public init() {}

  /// The arguments that a client may send before it has given its password.
  static let unauthenticatedArgumentCount = 10
  /// The length of a bulk string that a client may send before it has given its password.
  static let unauthenticatedBulkLength = 16384
}
