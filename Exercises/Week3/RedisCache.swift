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
  // Your storage goes here.

  public init(on redis: any RedisConnection, namespace: String, clock: any Clock<Duration>) {
    // Your code here.
  }

  /// The value of a key, or `nil` on a miss.
  public func value<Value: Decodable>(
    for key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    // Your code here.
    nil
  }

  /// The values of several keys, without the misses; for no keys there is no round trip.
  public func values<Value: Decodable>(
    for keys: [String],
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    // Your code here.
    [:]
  }

  /// Stores a value for a lifetime above zero, whatever value the key had before.
  public func insert(
    _ value: some Encodable,
    for key: String,
    lifetime: Duration
  ) async throws {
    // Your code here.
  }

  /// Replaces the value of a key if there is one, and returns whether there was.
  ///
  /// The entry expires when it would have expired without the update.
  @discardableResult
  public func update(_ value: some Encodable, for key: String) async throws -> Bool {
    // Your code here.
    false
  }

  /// Removes whatever a key holds.
  public func remove(_ key: String) async throws {
    // Your code here.
  }

  /// Adds to a counter and returns the new count; a new counter begins at 0 and never expires.
  ///
  /// If several add at the same time, nothing is lost. Nothing is counted twice either: an error
  /// whose `mayHaveBeenExecuted` is true is thrown at once. A counter can be read as a value, an
  /// `Int`.
  @discardableResult
  public func increment(_ key: String, by amount: Int = 1) async throws -> Int {
    // Your code here.
    0
  }

  /// The value of a field of a key's hash, or `nil` on a miss.
  public func value<Value: Decodable>(
    of field: String,
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    // Your code here.
    nil
  }

  /// The values of all fields of a key's hash, without the misses.
  public func values<Value: Decodable>(
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    // Your code here.
    [:]
  }

  /// Stores a value in a field of a key's hash; the whole hash expires after a lifetime above zero.
  public func insert(
    _ value: some Encodable,
    of field: String,
    in key: String,
    lifetime: Duration
  ) async throws {
    // Your code here.
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
    // Your code here.
    try await load()
  }
}
