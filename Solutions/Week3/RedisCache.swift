import Foundation
import Redis

/// A cache of typed values in Redis, as JSON, whose callers need not know when Redis is down.
///
///     let cache = RedisCache(on: redis, namespace: "shop", clock: ContinuousClock())
///     let tea = try await cache.value(for: "product:7", lifetime: .seconds(600)) {
///       try await database.product(7)  // asked on a miss, and when Redis is down
///     }
///
/// The key `"product:7"` is `"shop:product:7"` in Redis. It holds a value, or a counter, or a hash.
///
/// **Values** are JSON, as `JSONEncoder` writes it. The `nil` of an optional type is a value like
/// any other: it is stored as `null`, and reading it is not a miss. If a value cannot be encoded,
/// the `EncodingError` is thrown and nothing is sent. What cannot be **decoded** as the requested
/// type is a miss: nothing is thrown and nothing removed, because another version of the program
/// may be able to read it.
///
/// **Tries**: after a `RedisUnavailable` the command is sent again: three tries in all, with a
/// pause of 50 ms on `clock` after the first and of 100 ms after the second. The error of the third
/// is thrown. Any other error is thrown at once, such as an error reply of Redis, or a cancellation
/// in a pause. A try costs one round trip, for however many keys or fields.
public struct RedisCache: Sendable {
  private let redis: any RedisConnection
  private let namespace: String
  private let clock: any Clock<Duration>

  public init(on redis: any RedisConnection, namespace: String, clock: any Clock<Duration>) {
    self.redis = redis
    self.namespace = namespace
    self.clock = clock
  }

  /// The value of a key, or `nil` on a miss.
  public func value<Value: Decodable>(
    for key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    try await trying { try await redis.get(name(key)) }.flatMap(decode)
  }

  /// The values of several keys, without the misses; for no keys there is no round trip.
  public func values<Value: Decodable>(
    for keys: [String],
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    let entries = try await trying { try await redis.mget(keys.map(name)) }
    var values: [String: Value] = [:]
    for (key, json) in zip(keys, entries) { values[key] = json.flatMap(decode) }
    return values
  }

  /// Stores a value for a lifetime above zero, whatever value the key had before.
  public func insert(
    _ value: some Encodable,
    for key: String,
    lifetime: Duration
  ) async throws {
    let json = try encode(value)
    try await trying { _ = try await redis.set(name(key), json, expiry: .after(lifetime)) }
  }

  /// Replaces the value of a key if there is one, and returns whether there was.
  ///
  /// The entry expires when it would have expired without the update.
  @discardableResult
  public func update(_ value: some Encodable, for key: String) async throws -> Bool {
    let json = try encode(value)
    return try await trying {
      try await redis.set(name(key), json, expiry: .asBefore, condition: .ifPresent)
    }
  }

  /// Removes whatever a key holds.
  public func remove(_ key: String) async throws {
    try await trying { _ = try await redis.del(name(key)) }
  }

  /// Adds to a counter and returns the new count; a new counter begins at 0 and never expires.
  ///
  /// If several add at the same time, nothing is lost. Nothing is counted twice either: an error
  /// whose `mayHaveBeenExecuted` is true is thrown at once. A counter can be read as a value, an
  /// `Int`.
  @discardableResult
  public func increment(_ key: String, by amount: Int = 1) async throws -> Int {
    try await trying(mayRepeat: false) { try await redis.incrBy(name(key), amount) }
  }

  /// The value of a field of a key's hash, or `nil` on a miss.
  public func value<Value: Decodable>(
    of field: String,
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    try await trying { try await redis.hget(name(key), field) }.flatMap(decode)
  }

  /// The values of all fields of a key's hash, without the misses.
  public func values<Value: Decodable>(
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    try await trying { try await redis.hgetAll(name(key), as: [String: RedisBytes].self) }
      .compactMapValues(decode)
  }

  /// Stores a value in a field of a key's hash; the whole hash expires after a lifetime above zero.
  public func insert(
    _ value: some Encodable,
    of field: String,
    in key: String,
    lifetime: Duration
  ) async throws {
    let setting = RedisRequest("HSET", name(key), field, try encode(value), as: Int.self)
    let milliseconds = Int((lifetime / .milliseconds(1)).rounded(.up))
    let renewal = RedisRequest("PEXPIRE", name(key), milliseconds, as: Bool.self)
    try await trying { _ = try await redis.pipeline(setting, renewal) }
  }

  /// The value of a key, which on a miss is loaded and stored for a lifetime above zero.
  ///
  /// If the read fails, the value is loaded and not stored. If storing fails, the caller gets the
  /// value anyway. The caller sees the errors of `load`, and a cancellation in a pause of the read,
  /// after which nothing is loaded. `load` is called at most once; callers do not wait for each
  /// other.
  public func value<Value: Codable>(
    for key: String,
    lifetime: Duration,
    load: () async throws -> Value
  ) async throws -> Value {
    do {
      if let value = try await value(for: key, as: Value.self) { return value }
    } catch let error where !(error is CancellationError) {
      return try await load()
    }
    let value = try await load()
    try? await insert(value, for: key, lifetime: lifetime)
    return value
  }

  private func name(_ key: String) -> String { "\(namespace):\(key)" }

  private func encode(_ value: some Encodable) throws -> [UInt8] {
    Array(try JSONEncoder().encode(value))
  }

  private func decode<Value: Decodable>(_ json: RedisBytes) -> Value? {
    try? JSONDecoder().decode(Value.self, from: Data(json.bytes))
  }

  /// Sends a command up to three times, but never again if it must not repeat and may have run.
  private func trying<Reply>(
    mayRepeat: Bool = true,
    _ command: () async throws -> Reply
  ) async throws -> Reply {
    for pause in [Duration.milliseconds(50), .milliseconds(100)] {
      do {
        return try await command()
      } catch let error as RedisUnavailable where mayRepeat || !error.mayHaveBeenExecuted {
        try await clock.sleep(for: pause)
      }
    }
    return try await command()
  }
}
