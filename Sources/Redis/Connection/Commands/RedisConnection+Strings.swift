/// Strings: values of any bytes, and counters.
extension RedisConnection {
  /// The value of a key, or nil when there is none.
  ///
  ///     let name = try await redis.get("user:7:name", as: String.self)
  public func get<Value: RedisDecodable>(
    _ key: some RedisArgument,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    try await send(RedisCommand("GET", key), as: Value?.self)
  }

  /// Sets a key to a value, whatever it held before, and returns whether it did.
  ///
  ///     try await redis.set("session:7", token, expiry: .after(.seconds(1800)))
  ///     let isMine = try await redis.set("lock", token, condition: .ifAbsent)
  ///
  /// It is false only when `condition` does not hold.
  @discardableResult
  public func set(
    _ key: some RedisArgument,
    _ value: some RedisArgument,
    expiry: RedisExpiry? = nil,
    condition: RedisSetCondition? = nil
  ) async throws -> Bool {
    let command = setCommand(key, value, expiry, condition)
    let reply = try await send(command)
    if case .null = reply { return false }
    try reply.expectOK(from: command.name)
    return true
  }

  /// Sets a key to a value and returns the value that it had before, or nil when it had none.
  ///
  ///     let previous = try await redis.set("leader", me, get: String.self)
  ///
  /// With a condition, compare what it had before to learn whether the key was written.
  public func set<Value: RedisDecodable>(
    _ key: some RedisArgument,
    _ value: some RedisArgument,
    expiry: RedisExpiry? = nil,
    condition: RedisSetCondition? = nil,
    get: Value.Type
  ) async throws -> Value? {
    var command = setCommand(key, value, expiry, condition)
    command.append("GET")
    return try await send(command, as: Value?.self)
  }

  private func setCommand(
    _ key: some RedisArgument,
    _ value: some RedisArgument,
    _ expiry: RedisExpiry?,
    _ condition: RedisSetCondition?
  ) -> RedisCommand {
    var command = RedisCommand("SET", key, value)
    if let condition { command.append(condition.rawValue) }
    if let expiry { command.append(contentsOf: expiry.arguments) }
    return command
  }

  /// Sets a key that does not exist yet, and returns whether it did.
  @discardableResult
  public func setNX(
    _ key: some RedisArgument,
    _ value: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("SETNX", key, value), as: Bool.self)
  }

  /// The value of a key, which is deleted at the same moment.
  public func getDel<Value: RedisDecodable>(
    _ key: some RedisArgument,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    try await send(RedisCommand("GETDEL", key), as: Value?.self)
  }

  /// The value of a key, whose expiry is changed at the same moment; nil takes the expiry away.
  public func getEx<Value: RedisDecodable>(
    _ key: some RedisArgument,
    expiry: RedisExpiry?,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    // GETEX has no KEEPTTL: without an option it leaves the expiry as it is.
    let option = expiry.map { $0 == .asBefore ? [] : $0.arguments } ?? ["PERSIST"]
    return try await send(RedisCommand("GETEX", key).adding(option), as: Value?.self)
  }

  /// The values of keys, in their order, with nil for those that hold no string.
  ///
  ///     let names = try await redis.mget(["name:1", "name:2"], as: String.self)
  ///
  /// One round trip for all of them.
  public func mget<Value: RedisDecodable>(
    _ keys: [some RedisArgument],
    as type: Value.Type = RedisBytes.self
  ) async throws -> [Value?] {
    // Redis refuses MGET without keys, though the answer is plain.
    if keys.isEmpty { return [] }
    return try await send(RedisCommand("MGET").adding(keys), as: [Value?].self)
  }

  /// Sets keys to values in one step.
  ///
  ///     try await redis.mset(["a": 1, "b": 2])
  public func mset(
    _ pairs: KeyValuePairs<some RedisArgument, any RedisArgument>
  ) async throws {
    try await mset(contentsOf: pairs.asBytes)
  }

  /// Sets the keys of a sequence to its values in one step, in its order.
  public func mset<Key: RedisArgument, Value: RedisArgument>(
    contentsOf pairs: some Sequence<(key: Key, value: Value)>
  ) async throws {
    try await sendForOK(RedisCommand("MSET").adding(pairs: pairs))
  }

  /// Sets keys to values in one step if none of them exists, and returns whether it did.
  @discardableResult
  public func msetNX(
    _ pairs: KeyValuePairs<some RedisArgument, any RedisArgument>
  ) async throws -> Bool {
    try await send(RedisCommand("MSETNX").adding(pairs: pairs.asBytes), as: Bool.self)
  }

  /// Adds bytes to the end of a value and returns its new length.
  @discardableResult
  public func append(
    _ key: some RedisArgument,
    _ value: some RedisArgument
  ) async throws -> Int {
    try await send(RedisCommand("APPEND", key, value), as: Int.self)
  }

  /// The length of a value in bytes; 0 when there is none.
  public func strlen(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("STRLEN", key), as: Int.self)
  }

  /// The bytes of a value from one position through another; negative ones count from the end.
  public func getRange<Value: RedisDecodable>(
    _ key: some RedisArgument,
    from start: Int = 0,
    through end: Int = -1,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value {
    try await send(RedisCommand("GETRANGE", key, start, end), as: Value.self)
  }

  /// Writes bytes over a value from `offset` on and returns its new length.
  @discardableResult
  public func setRange(
    _ key: some RedisArgument,
    at offset: Int,
    _ value: some RedisArgument
  ) async throws -> Int {
    try await send(RedisCommand("SETRANGE", key, offset, value), as: Int.self)
  }
}
