/// Hashes: fields with values under one key.
extension RedisConnection {
  /// Sets a field and returns whether it is new.
  @discardableResult
  public func hset(
    _ key: some RedisArgument,
    _ field: some RedisArgument,
    _ value: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("HSET", key, field, value), as: Bool.self)
  }

  /// Sets fields and returns how many are new.
  ///
  ///     try await redis.hset("user:7", ["name": "Ada", "visits": 1])
  @discardableResult
  public func hset(
    _ key: some RedisArgument,
    _ fields: KeyValuePairs<some RedisArgument, any RedisArgument>
  ) async throws -> Int {
    try await hset(key, contentsOf: fields.asBytes)
  }

  /// Sets the fields of a sequence, in its order, and returns how many are new.
  @discardableResult
  public func hset<Field: RedisArgument, Value: RedisArgument>(
    _ key: some RedisArgument,
    contentsOf fields: some Sequence<(key: Field, value: Value)>
  ) async throws -> Int {
    try await send(RedisCommand("HSET", key).adding(pairs: fields), as: Int.self)
  }

  /// Sets a field that does not exist yet, and returns whether it did.
  @discardableResult
  public func hsetNX(
    _ key: some RedisArgument,
    _ field: some RedisArgument,
    _ value: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("HSETNX", key, field, value), as: Bool.self)
  }

  /// The value of a field, or nil when there is none.
  public func hget<Value: RedisDecodable>(
    _ key: some RedisArgument,
    _ field: some RedisArgument,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    try await send(RedisCommand("HGET", key, field), as: Value?.self)
  }

  /// The values of fields, in their order, with nil for those that do not exist.
  public func hmget<Value: RedisDecodable>(
    _ key: some RedisArgument,
    _ fields: [some RedisArgument],
    as type: Value.Type = RedisBytes.self
  ) async throws -> [Value?] {
    if fields.isEmpty { return [] }
    return try await send(RedisCommand("HMGET", key).adding(fields), as: [Value?].self)
  }

  /// All fields with their values; empty when there is no such key.
  ///
  ///     let cart = try await redis.hgetAll("cart:7", as: [String: Int].self)
  public func hgetAll<Field: RedisDecodable, Value: RedisDecodable>(
    _ key: some RedisArgument,
    as type: [Field: Value].Type = [RedisBytes: RedisBytes].self
  ) async throws -> [Field: Value] {
    try await send(RedisCommand("HGETALL", key), as: type)
  }

  /// Deletes fields and returns how many there were.
  @discardableResult
  public func hdel(
    _ key: some RedisArgument,
    _ fields: [some RedisArgument]
  ) async throws -> Int {
    if fields.isEmpty { return 0 }
    return try await send(RedisCommand("HDEL", key).adding(fields), as: Int.self)
  }

  /// Deletes fields and returns how many there were.
  @discardableResult
  public func hdel<Field: RedisArgument>(
    _ key: some RedisArgument,
    _ fields: Field...
  ) async throws -> Int {
    try await hdel(key, fields)
  }

  /// Whether a field exists.
  public func hexists(
    _ key: some RedisArgument,
    _ field: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("HEXISTS", key, field), as: Bool.self)
  }

  /// How many fields there are.
  public func hlen(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("HLEN", key), as: Int.self)
  }

  /// The length of a field's value in bytes; 0 when there is none.
  public func hstrlen(
    _ key: some RedisArgument,
    _ field: some RedisArgument
  ) async throws -> Int {
    try await send(RedisCommand("HSTRLEN", key, field), as: Int.self)
  }

  /// All fields.
  public func hkeys<Field: RedisDecodable>(
    _ key: some RedisArgument,
    as type: Field.Type = RedisBytes.self
  ) async throws -> [Field] {
    try await send(RedisCommand("HKEYS", key), as: [Field].self)
  }

  /// The values of all fields.
  public func hvals<Value: RedisDecodable>(
    _ key: some RedisArgument,
    as type: Value.Type = RedisBytes.self
  ) async throws -> [Value] {
    try await send(RedisCommand("HVALS", key), as: [Value].self)
  }

  /// Adds a number to a field and returns its new value; one that does not exist counts as 0.
  @discardableResult
  public func hincrBy(
    _ key: some RedisArgument,
    _ field: some RedisArgument,
    _ increment: Int
  ) async throws -> Int {
    try await send(RedisCommand("HINCRBY", key, field, increment), as: Int.self)
  }

  /// Adds a number, whole or not, to a field and returns its new value.
  @discardableResult
  public func hincrByFloat(
    _ key: some RedisArgument,
    _ field: some RedisArgument,
    _ increment: Double
  ) async throws -> Double {
    try await send(RedisCommand("HINCRBYFLOAT", key, field, increment), as: Double.self)
  }

  /// Fields picked at random: different ones, or with a negative count perhaps the same again.
  public func hrandField<Field: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int = 1,
    as type: Field.Type = RedisBytes.self
  ) async throws -> [Field] {
    try await send(RedisCommand("HRANDFIELD", key, count), as: [Field].self)
  }

  /// Walks over the fields with their values, those that match a pattern.
  public func hscan<Field: RedisDecodable & Hashable, Value: RedisDecodable>(
    _ key: some RedisArgument,
    match pattern: RedisBytes? = nil,
    count: Int? = nil,
    as type: [Field: Value].Type = [RedisBytes: RedisBytes].self
  ) -> RedisScan<(key: Field, value: Value)> {
    walk("HSCAN", key, match: pattern, count: count, as: OrderedPairs<Field, Value>.self) { page in
      page.pairs
    }
  }
}
