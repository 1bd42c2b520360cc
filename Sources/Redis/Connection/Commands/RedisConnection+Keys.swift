/// Keys, whatever they hold.
extension RedisConnection {
  /// Deletes keys and returns how many there were.
  @discardableResult
  public func del(_ keys: [some RedisArgument]) async throws -> Int {
    try await count("DEL", keys)
  }

  /// Deletes keys and returns how many there were.
  @discardableResult
  public func del<Key: RedisArgument>(_ keys: Key...) async throws -> Int {
    try await count("DEL", keys)
  }

  /// Deletes keys, freeing their memory in the background, and returns how many there were.
  @discardableResult
  public func unlink(_ keys: [some RedisArgument]) async throws -> Int {
    try await count("UNLINK", keys)
  }

  /// Deletes keys, freeing their memory in the background, and returns how many there were.
  @discardableResult
  public func unlink<Key: RedisArgument>(_ keys: Key...) async throws -> Int {
    try await count("UNLINK", keys)
  }

  /// How many of the keys exist; one that is named twice counts twice.
  public func exists(_ keys: [some RedisArgument]) async throws -> Int {
    try await count("EXISTS", keys)
  }

  /// Whether a key exists.
  public func exists(_ key: some RedisArgument) async throws -> Bool {
    try await count("EXISTS", [key]) > 0
  }

  /// Marks keys as just used and returns how many exist.
  @discardableResult
  public func touch(_ keys: [some RedisArgument]) async throws -> Int {
    try await count("TOUCH", keys)
  }

  private func count(_ name: RedisBytes, _ keys: [some RedisArgument]) async throws -> Int {
    // Redis refuses these without keys, though the answer is plain.
    if keys.isEmpty { return 0 }
    return try await send(RedisCommand(name).adding(keys), as: Int.self)
  }

  /// What a key holds: `string`, `list`, `hash`, `set`, `zset`, `stream`, or `none`.
  public func type(_ key: some RedisArgument) async throws -> String {
    try await send(RedisCommand("TYPE", key), as: String.self)
  }

  /// Gives a key another name, in place of what has that name.
  public func rename(
    _ key: some RedisArgument,
    to newKey: some RedisArgument
  ) async throws {
    try await sendForOK(RedisCommand("RENAME", key, newKey))
  }

  /// Gives a key another name unless that is taken, and returns whether it did.
  @discardableResult
  public func renameNX(
    _ key: some RedisArgument,
    to newKey: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("RENAMENX", key, newKey), as: Bool.self)
  }

  /// Copies what a key holds to another, and returns whether it did.
  @discardableResult
  public func copy(
    _ key: some RedisArgument,
    to newKey: some RedisArgument,
    replace: Bool = false
  ) async throws -> Bool {
    var command = RedisCommand("COPY", key, newKey)
    if replace { command.append("REPLACE") }
    return try await send(command, as: Bool.self)
  }

  /// Any key, or nil when there is none.
  public func randomKey<Key: RedisDecodable>(
    as type: Key.Type = RedisBytes.self
  ) async throws -> Key? {
    try await send(RedisCommand("RANDOMKEY"), as: Key?.self)
  }

  /// All keys that match a pattern such as `user:*`.
  ///
  /// It looks at every key while everybody else waits; ``scan(match:count:type:as:)`` does not.
  public func keys<Key: RedisDecodable>(
    _ pattern: some RedisArgument,
    as type: Key.Type = RedisBytes.self
  ) async throws -> [Key] {
    try await send(RedisCommand("KEYS", pattern), as: [Key].self)
  }

  /// How the value of a key is stored, such as `listpack`, or nil when there is no such key.
  public func objectEncoding(_ key: some RedisArgument) async throws -> String? {
    try await send(RedisCommand("OBJECT", "ENCODING", key), as: String?.self)
  }

  /// How many bytes a key and its value take up, or nil when there is no such key.
  public func memoryUsage(_ key: some RedisArgument) async throws -> Int? {
    try await send(RedisCommand("MEMORY", "USAGE", key), as: Int?.self)
  }
}
