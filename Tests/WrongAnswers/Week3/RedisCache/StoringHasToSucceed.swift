// Caught by: testAFailureToStoreIsHiddenFromTheCaller
// The mistake: the caller loses a loaded value that could not be stored.

import Foundation
import Redis

public struct RedisCache: Sendable {
  private let redis: any RedisConnection
  private let namespace: String
  private let clock: any Clock<Duration>

  public init(on redis: any RedisConnection, namespace: String, clock: any Clock<Duration>) {
    self.redis = redis
    self.namespace = namespace
    self.clock = clock
  }

  public func value<Value: Decodable>(
    for key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    try await trying { try await redis.get(name(key)) }.flatMap(decode)
  }

  public func values<Value: Decodable>(
    for keys: [String],
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    let entries = try await trying { try await redis.mget(keys.map(name)) }
    var values: [String: Value] = [:]
    for (key, json) in zip(keys, entries) { values[key] = json.flatMap(decode) }
    return values
  }

  public func insert(
    _ value: some Encodable,
    for key: String,
    lifetime: Duration
  ) async throws {
    let json = try encode(value)
    try await trying { _ = try await redis.set(name(key), json, expiry: .after(lifetime)) }
  }

  @discardableResult
  public func update(_ value: some Encodable, for key: String) async throws -> Bool {
    let json = try encode(value)
    return try await trying {
      try await redis.set(name(key), json, expiry: .asBefore, condition: .ifPresent)
    }
  }

  public func remove(_ key: String) async throws {
    try await trying { _ = try await redis.del(name(key)) }
  }

  @discardableResult
  public func increment(_ key: String, by amount: Int = 1) async throws -> Int {
    try await trying(mayRepeat: false) { try await redis.incrBy(name(key), amount) }
  }

  public func value<Value: Decodable>(
    of field: String,
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> Value? {
    try await trying { try await redis.hget(name(key), field) }.flatMap(decode)
  }

  public func values<Value: Decodable>(
    in key: String,
    as type: Value.Type = Value.self
  ) async throws -> [String: Value] {
    try await trying { try await redis.hgetAll(name(key), as: [String: RedisBytes].self) }
      .compactMapValues(decode)
  }

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
    try await insert(value, for: key, lifetime: lifetime)
    return value
  }

  private func name(_ key: String) -> String { "\(namespace):\(key)" }

  private func encode(_ value: some Encodable) throws -> [UInt8] {
    Array(try JSONEncoder().encode(value))
  }

  private func decode<Value: Decodable>(_ json: RedisBytes) -> Value? {
    try? JSONDecoder().decode(Value.self, from: Data(json.bytes))
  }

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
