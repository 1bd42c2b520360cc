/// A reply of Redis, or any other value of its protocol, RESP.
///
/// RESP2 knows the first seven kinds, RESP3 all. A command answers with the richest kind that fits;
/// ``RESPWriter`` lowers it for a client that speaks RESP2.
public enum RESPValue: Sendable, Hashable {
  /// A short text without line breaks, such as `OK`.
  case simple(String)
  /// The command failed.
  case error(RedisError)
  case integer(Int)
  /// A string of bytes of any length and content.
  case bulk(RedisBytes)
  /// There is no value.
  case null
  /// There is no array, as when a transaction was aborted or a blocking pop timed out.
  case nullArray
  case array([RESPValue])

  case double(Double)
  case boolean(Bool)
  /// An integer that may not fit 64 bits, in decimal.
  case bigNumber(String)
  /// A text with its format in three letters, `txt` or `mkd`.
  case verbatim(format: String, RedisBytes)
  case map([RESPPair])
  case set([RESPValue])
  /// Something that the server sends of its own accord, such as a message on a channel.
  case push([RESPValue])

  /// What most commands that only change something answer.
  public static let ok = RESPValue.simple("OK")
}

/// A key with its value in a ``RESPValue/map(_:)``, which keeps the order in which they came.
public struct RESPPair: Sendable, Hashable {
  public var key: RESPValue
  public var value: RESPValue

  public init(_ key: RESPValue, _ value: RESPValue) {
    self.key = key
    self.value = value
  }
}
