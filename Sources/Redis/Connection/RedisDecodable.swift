/// What a reply can be read as.
///
/// Texts, numbers, bytes, and arrays, sets, dictionaries and optionals of them can. An optional is nil
/// for Redis's null.
///
///     let visits = try await redis.get("visits", as: Int.self)
///
/// Make your own types do by reading them from another one:
///
///     extension Price: RedisDecodable {
///       static var expectedReply: String { "a price in cents" }
///       static func decode(_ reply: RESPValue) -> Price? {
///         Int.decode(reply).map { Price(cents: $0) }
///       }
///     }
public protocol RedisDecodable: Sendable {
  /// What the reply has to be, for the message of an error, such as `an integer`.
  static var expectedReply: String { get }

  /// The value that a reply holds, or nil when it holds something else.
  static func decode(_ reply: RESPValue) -> Self?
}

extension RESPValue: RedisDecodable {
  public static var expectedReply: String { "any reply" }

  public static func decode(_ reply: RESPValue) -> RESPValue? { reply }
}

extension RedisBytes: RedisDecodable {
  public static var expectedReply: String { "a string" }

  public static func decode(_ reply: RESPValue) -> RedisBytes? {
    switch reply {
    case .bulk(let bytes), .verbatim(_, let bytes): bytes
    case .simple(let text), .bigNumber(let text): RedisBytes(text)
    default: nil
    }
  }
}

extension String: RedisDecodable {
  public static var expectedReply: String { RedisBytes.expectedReply }

  public static func decode(_ reply: RESPValue) -> String? {
    RedisBytes.decode(reply)?.string
  }
}

extension Int: RedisDecodable {
  public static var expectedReply: String { "an integer" }

  public static func decode(_ reply: RESPValue) -> Int? {
    if case .integer(let number) = reply { return number }
    return RedisBytes.decode(reply)?.integer
  }
}

extension Double: RedisDecodable {
  public static var expectedReply: String { "a number" }

  public static func decode(_ reply: RESPValue) -> Double? {
    switch reply {
    case .double(let number): number
    case .integer(let number): Double(number)
    default: RedisBytes.decode(reply).flatMap { Double($0.string) }
    }
  }
}

extension Bool: RedisDecodable {
  public static var expectedReply: String { "a boolean" }

  public static func decode(_ reply: RESPValue) -> Bool? {
    switch reply {
    case .boolean(let flag): flag
    case .integer(0): false
    case .integer(1): true
    default: nil
    }
  }
}
