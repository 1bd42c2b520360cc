/// When a value that is being written shall expire.
public enum RedisExpiry: Hashable, Sendable {
  /// After a time from now, counted by Redis in milliseconds.
  case after(Duration)
  /// At a moment, given as the time since 1970-01-01 00:00 UTC.
  case at(sinceEpoch: Duration)
  /// When the value that it replaces would have.
  case asBefore

  /// The arguments of `SET` that say so.
  var arguments: [RedisBytes] {
    switch self {
    case .after(let time): time.arguments(seconds: "EX", milliseconds: "PX")
    case .at(let time): time.arguments(seconds: "EXAT", milliseconds: "PXAT")
    case .asBefore: ["KEEPTTL"]
    }
  }
}

/// What has to be true of a key for `SET` to write it.
public enum RedisSetCondition: String, Sendable {
  /// The key does not exist.
  case ifAbsent = "NX"
  /// The key exists.
  case ifPresent = "XX"
}

/// What has to be true of a key's expiry for `EXPIRE` to change it.
public enum RedisExpireCondition: String, Sendable {
  /// The key has none.
  case ifNone = "NX"
  /// The key has one.
  case ifAny = "XX"
  /// The new one is later.
  case ifLater = "GT"
  /// The new one is earlier, or the key has none.
  case ifEarlier = "LT"
}

/// How long a key has still to live.
public enum RedisTimeToLive: Hashable, Sendable {
  /// There is no such key.
  case missing
  /// The key does not expire.
  case unlimited
  case limited(Duration)

  /// The time that is left, or nil when the key does not exist or does not expire.
  public var duration: Duration? {
    if case .limited(let duration) = self { duration } else { nil }
  }

  init(_ number: Int, unit: Duration) {
    switch number {
    case -2: self = .missing
    case -1: self = .unlimited
    default: self = .limited(unit * number)
    }
  }
}
