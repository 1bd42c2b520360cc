/// Scripts and functions: steps that Redis takes as one.
extension RedisConnection {
  /// Runs a script that Redis has, by the SHA-1 of its text.
  ///
  /// - Throws: A ``RedisError`` with the code `NOSCRIPT` when Redis does not have it.
  public func evalSHA<Reply: RedisDecodable>(
    _ sha: String,
    keys: [some RedisArgument],
    arguments: [any RedisArgument] = [],
    as type: Reply.Type = RESPValue.self
  ) async throws -> Reply {
    try await run("EVALSHA", sha, keys, arguments)
  }

  /// Runs a script, which Redis is given if it does not have it yet.
  ///
  ///     let taken = try await redis.run(take, keys: ["stock:7"], arguments: [1], as: Bool.self)
  ///
  /// A real server runs the script's Lua text. A `FakeRedis` runs its Swift body, and must be told of
  /// it beforehand with `register(_:)`.
  public func run<Reply: RedisDecodable>(
    _ script: RedisScript,
    keys: [some RedisArgument],
    arguments: [any RedisArgument] = [],
    as type: Reply.Type = RESPValue.self
  ) async throws -> Reply {
    do {
      return try await run("EVALSHA", script.digest, keys, arguments)
    } catch let error as RedisError where error.code == "NOSCRIPT" && !script.text.isEmpty {
      return try await run("EVAL", script.text, keys, arguments)
    }
  }

  /// Runs a script from its text.
  public func eval<Reply: RedisDecodable>(
    _ script: String,
    keys: [some RedisArgument],
    arguments: [any RedisArgument] = [],
    as type: Reply.Type = RESPValue.self
  ) async throws -> Reply {
    try await run("EVAL", script, keys, arguments)
  }

  /// Calls a function of a library that Redis has.
  ///
  ///     let allowed = try await redis.fcall(
  ///       "sliding_window", keys: ["rate:7"], arguments: [100, 60], as: Bool.self)
  public func fcall<Reply: RedisDecodable>(
    _ function: String,
    keys: [some RedisArgument],
    arguments: [any RedisArgument] = [],
    as type: Reply.Type = RESPValue.self
  ) async throws -> Reply {
    try await run("FCALL", function, keys, arguments)
  }

  /// Calls a function that changes nothing.
  public func fcallReadOnly<Reply: RedisDecodable>(
    _ function: String,
    keys: [some RedisArgument],
    arguments: [any RedisArgument] = [],
    as type: Reply.Type = RESPValue.self
  ) async throws -> Reply {
    try await run("FCALL_RO", function, keys, arguments)
  }

  private func run<Reply: RedisDecodable>(
    _ name: RedisBytes,
    _ script: String,
    _ keys: [some RedisArgument],
    _ arguments: [any RedisArgument]
  ) async throws -> Reply {
    let command = RedisCommand(name, script, keys.count).adding(keys)
      .adding(arguments.map(\.redisBytes))
    return try await send(command, as: Reply.self)
  }

  /// Gives Redis a script, to be run with ``evalSHA(_:keys:arguments:as:)``, and returns its SHA-1.
  @discardableResult
  public func scriptLoad(_ script: String) async throws -> String {
    try await send(RedisCommand("SCRIPT", "LOAD", script), as: String.self)
  }

  /// Which of the scripts Redis has, by the SHA-1 of their texts.
  public func scriptExists(_ shas: [String]) async throws -> [Bool] {
    try await send(RedisCommand("SCRIPT", "EXISTS").adding(shas), as: [Bool].self)
  }
}
