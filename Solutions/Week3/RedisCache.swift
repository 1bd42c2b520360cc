import Foundation
import Redis

/// A cache of typed values in Redis, as JSON, that outlives short outages.
///
///     let products = RedisCache(on: redis, namespace: "shop", clock: ContinuousClock())
///     try await products.insert(tea, for: "product:7", lifetime: .seconds(600))
///     try await products.value(for: "product:7", as: Product.self)  // tea
///     let pot = try await products.value(for: "product:8", lifetime: .seconds(600)) {
///       try await database.product(8)  // asked on a miss, or when Redis is down
///     }
///
/// The entry of a key is in Redis under `"\(namespace):\(key)"`.
///
/// **Values** are stored as `JSONEncoder` writes them with sorted keys, and otherwise as it comes. The
/// `nil` of an optional type is a value like any other: it is stored as `null`, and a read of it is
/// no miss. A value that JSON cannot hold is thrown as an `EncodingError`, and nothing is sent.
///
/// **What cannot be decoded** as the type that is asked for is a miss. It is removed from Redis, so
/// that it is not read again, and nothing of it is thrown at the caller.
///
/// **When Redis is unavailable**, a `RedisUnavailable`, the command is sent again: three tries in all,
/// with a pause of 50 ms on `clock` after the first and of 100 ms after the second. The error of the
/// third is thrown. Any other error is thrown at once, an error that Redis answers with as well as a
/// cancellation in a pause. ``increment(_:by:)`` says where it differs.
///
/// **Cost**: a method takes one round trip a try. A removal of what cannot be decoded is one more,
/// for all of it, tried once; nobody learns whether it succeeded.
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
  public func value<Value: Codable & Sendable>(
    for key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    guard let json = try await trying({ try await redis.get(name(key)) }) else { return nil }
    if let value: Value = decode(json) { return value }
    _ = try? await redis.del(name(key))
    return nil
  }

  /// The values of several keys; those that are missed are left out.
  ///
  /// One round trip for all of them, and none for no keys.
  public func values<Value: Codable & Sendable>(
    for keys: [String],
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    let entries = try await trying { try await redis.mget(keys.map(name)) }
    let (values, broken) = sort(zip(keys, entries), as: type)
    if !broken.isEmpty { _ = try? await redis.del(broken.map(name)) }
    return values
  }

  /// Stores a value for `lifetime`, which is above zero, whatever the key had before.
  public func insert<Value: Codable & Sendable>(
    _ value: Value,
    for key: String,
    lifetime: Duration
  ) async throws {
    let json = try encode(value)
    try await trying { try await redis.set(name(key), json, expiry: .after(lifetime)) }
  }

  /// Replaces the value of a key that is there, and returns whether it was.
  ///
  /// The entry ends when it would have ended without the update.
  @discardableResult
  public func update<Value: Codable & Sendable>(
    _ value: Value,
    for key: String
  ) async throws -> Bool {
    let json = try encode(value)
    return try await trying {
      try await redis.set(name(key), json, expiry: .asBefore, condition: .ifPresent)
    }
  }

  /// Removes the entry of a key, if there is one.
  public func remove(_ key: String) async throws {
    _ = try await trying { try await redis.del(name(key)) }
  }

  /// Adds to a counter and returns what it counts now; a new one begins at 0 and has no end.
  ///
  /// Whoever adds at the same time, nothing is lost, and nothing is counted twice: after an error
  /// whose `mayHaveBeenExecuted` is true it does not try again, but throws that error at once. A
  /// counter can be read as a value of type `Int`.
  @discardableResult
  public func increment(_ key: String, by amount: Int = 1) async throws -> Int {
    try await trying(isRepeatable: false) { try await redis.incrBy(name(key), amount) }
  }

  /// The value of a field of a key's hash, or `nil` on a miss.
  ///
  /// If it cannot be decoded, the field is removed, and the others stay.
  public func value<Value: Codable & Sendable>(
    of field: String,
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    let json = try await trying { try await redis.hget(name(key), field) }
    guard let json else { return nil }
    if let value: Value = decode(json) { return value }
    _ = try? await redis.hdel(name(key), field)
    return nil
  }

  /// The values of all fields of a key's hash; those that cannot be decoded are left out, and removed.
  public func values<Value: Codable & Sendable>(
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    let fields = try await trying {
      try await redis.hgetAll(name(key), as: [String: RedisBytes].self)
    }
    let (values, broken) = sort(fields.map { ($0, $1) }, as: type)
    if !broken.isEmpty { _ = try? await redis.hdel(name(key), broken) }
    return values
  }

  /// Stores a value in a field of a key's hash; the whole hash ends when `lifetime` has passed.
  public func insert<Value: Codable & Sendable>(
    _ value: Value,
    of field: String,
    in key: String,
    lifetime: Duration
  ) async throws {
    let json = try encode(value)
    let milliseconds = Int((lifetime / .milliseconds(1)).rounded(.up))
    _ = try await trying {
      try await redis.pipeline(
        RedisRequest("HSET", name(key), field, json, as: Int.self),
        RedisRequest("PEXPIRE", name(key), milliseconds, as: Bool.self)
      )
    }
  }

  /// The value of a key, which on a miss is loaded and stored for `lifetime`.
  ///
  /// If Redis is unavailable in all three tries, or answers with an error, the value is loaded and not
  /// stored. What keeps a loaded value from being stored does not concern the caller, who gets it all
  /// the same. An error of `load` reaches the caller, and so does a cancellation in a pause: then
  /// nothing is loaded. `load` is called once at most.
  public func value<Value: Codable & Sendable>(
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

  /// Tries up to three times, unless the command may have been executed and must not be twice.
  private func trying<Reply: Sendable>(
    isRepeatable: Bool = true,
    _ command: () async throws -> Reply
  ) async throws -> Reply {
    for pause in [Duration.milliseconds(50), .milliseconds(100)] {
      do {
        return try await command()
      } catch let error as RedisUnavailable where isRepeatable || !error.mayHaveBeenExecuted {
        try await clock.sleep(for: pause)
      }
    }
    return try await command()
  }

  /// What is there and can be decoded, and the names of what is there and cannot.
  private func sort<Value: Codable & Sendable>(
    _ entries: some Sequence<(String, RedisBytes?)>,
    as type: Value.Type
  ) -> (values: [String: Value], broken: [String]) {
    var values: [String: Value] = [:]
    var broken: [String] = []
    for case (let name, let json?) in entries {
      if let value: Value = decode(json) { values[name] = value } else { broken.append(name) }
    }
    return (values, broken)
  }

  private func name(_ key: String) -> String { "\(namespace):\(key)" }

  private func encode(_ value: some Codable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Array(try encoder.encode(value))
  }

  private func decode<Value: Codable>(_ json: RedisBytes) -> Value? {
    try? JSONDecoder().decode(Value.self, from: Data(json.bytes))
  }
}
