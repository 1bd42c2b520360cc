/// What may stand as a key, a value or another argument of a command.
///
/// Texts, numbers and bytes do. Make your own types do by saying which bytes they are:
///
///     extension UserID: RedisArgument {
///       var redisBytes: RedisBytes { "user:\(number)" }
///     }
public protocol RedisArgument: Sendable {
  /// The bytes that are sent.
  var redisBytes: RedisBytes { get }
}

extension RedisBytes: RedisArgument {
  public var redisBytes: RedisBytes { self }
}

extension String: RedisArgument {
  public var redisBytes: RedisBytes { RedisBytes(self) }
}

extension Substring: RedisArgument {
  public var redisBytes: RedisBytes { RedisBytes(self) }
}

extension Int: RedisArgument {
  public var redisBytes: RedisBytes { RedisBytes(self) }
}

extension Double: RedisArgument {
  /// The shortest decimal that reads back as the same number; `3`, not `3.0`.
  public var redisBytes: RedisBytes {
    if let whole = Int(exactly: self) { return RedisBytes(whole) }
    return RedisBytes(description)
  }
}

extension [UInt8]: RedisArgument {
  public var redisBytes: RedisBytes { RedisBytes(self) }
}
