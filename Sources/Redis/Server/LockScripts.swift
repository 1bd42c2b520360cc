/// The scripts of the lock in redis-py, the client for Python, written in Swift.
///
/// They are sent by many programs as they are, so a server without Lua knows them by their digests:
/// each does its work only if the lock still holds the token of whoever asks.
enum LockScripts {
  static let all = [release, extend, reacquire]

  private static let release = RedisScript(
    name: "redis-py-lock-release",
    digest: "c3f8721cbb97f72bc19e972846bd7aaf91901658"
  ) { redis, keys, arguments throws(RedisError) in
    guard try holds(redis, keys, arguments, count: 1) else { return .integer(0) }
    _ = try redis.call("DEL", keys[0])
    return .integer(1)
  }

  /// Sets the time that is left, or adds to it.
  private static let extend = RedisScript(
    name: "redis-py-lock-extend",
    digest: "a4e8783852e6b949f9ef3a97212805108459a890"
  ) { redis, keys, arguments throws(RedisError) in
    guard try holds(redis, keys, arguments, count: 3),
      case .integer(let left) = try redis.call("PTTL", keys[0]), left >= 0
    else { return .integer(0) }
    guard let added = arguments[1].integer else { throw .notAnInteger }
    let (sum, overflow) = added.addingReportingOverflow(arguments[2] == "0" ? left : 0)
    if overflow { throw .notAnInteger }
    _ = try redis.call("PEXPIRE", keys[0], RedisBytes(sum))
    return .integer(1)
  }

  private static let reacquire = RedisScript(
    name: "redis-py-lock-reacquire",
    digest: "1cac51482acf5858da00f6d685d68f886cd6b6b2"
  ) { redis, keys, arguments throws(RedisError) in
    guard try holds(redis, keys, arguments, count: 2) else { return .integer(0) }
    _ = try redis.call("PEXPIRE", keys[0], arguments[1])
    return .integer(1)
  }

  /// Whether the lock has the token that was given.
  private static func holds(
    _ redis: ScriptContext,
    _ keys: [RedisBytes],
    _ arguments: [RedisBytes],
    count: Int
  ) throws(RedisError) -> Bool {
    guard keys.count == 1, arguments.count >= count else {
      throw RedisError("the script of a lock takes 1 key and \(count) arguments")
    }
    return try redis.call("GET", keys[0]) == .bulk(arguments[0])
  }
}
