/// Parts of sorted sets, and what is first or last in them.
extension RedisConnection {
  /// The elements of a range, from the lowest score up, or `reversed` from the highest down.
  ///
  ///     let best = try await redis.zrange(
  ///       "leaderboard", .ranks(through: 9), reversed: true, as: String.self)
  public func zrange<Element: RedisDecodable>(
    _ key: some RedisArgument,
    _ range: RedisRange = .ranks(),
    reversed: Bool = false,
    as type: Element.Type = RedisBytes.self
  ) async throws -> [Element] {
    let command = RedisCommand("ZRANGE", key).adding(range.arguments(reversed: reversed))
    return try await send(command, as: [Element].self)
  }

  /// The elements of a range with their scores.
  public func zrangeWithScores<Element: RedisDecodable>(
    _ key: some RedisArgument,
    _ range: RedisRange = .ranks(),
    reversed: Bool = false,
    as type: Element.Type = RedisBytes.self
  ) async throws -> [RedisScored<Element>] {
    let words = range.arguments(reversed: reversed) + ["WITHSCORES"]
    return try await scored(RedisCommand("ZRANGE", key).adding(words))
  }

  /// Stores the elements of a range under another key and returns how many they are.
  @discardableResult
  public func zrangeStore(
    _ destination: some RedisArgument,
    from key: some RedisArgument,
    _ range: RedisRange,
    reversed: Bool = false
  ) async throws -> Int {
    let command = RedisCommand("ZRANGESTORE", destination, key)
    return try await send(command.adding(range.arguments(reversed: reversed)), as: Int.self)
  }

  /// Takes up to `count` elements with the lowest scores.
  public func zpopMin<Element: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int = 1,
    as type: Element.Type = RedisBytes.self
  ) async throws -> [RedisScored<Element>] {
    try await scored(RedisCommand("ZPOPMIN", key, count))
  }

  /// Takes up to `count` elements with the highest scores, the highest first.
  public func zpopMax<Element: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int = 1,
    as type: Element.Type = RedisBytes.self
  ) async throws -> [RedisScored<Element>] {
    try await scored(RedisCommand("ZPOPMAX", key, count))
  }

  /// Takes the lowest element of the first set that has one, waiting for it if need be.
  ///
  /// It runs on a connection of its own; a time-out of zero waits for ever.
  public func bzpopMin<Element: RedisDecodable>(
    _ keys: [some RedisArgument],
    timeout: Duration,
    as type: Element.Type = RedisBytes.self
  ) async throws -> RedisPoppedScored<Element>? {
    let command = RedisCommand("BZPOPMIN").adding(keys).adding([timeout.redisTimeout])
    return try await sendBlocking(command, as: RedisPoppedScored<Element>?.self)
  }

  /// Takes the highest element of the first set that has one, waiting for it if need be.
  ///
  /// It runs on a connection of its own; a time-out of zero waits for ever.
  public func bzpopMax<Element: RedisDecodable>(
    _ keys: [some RedisArgument],
    timeout: Duration,
    as type: Element.Type = RedisBytes.self
  ) async throws -> RedisPoppedScored<Element>? {
    let command = RedisCommand("BZPOPMAX").adding(keys).adding([timeout.redisTimeout])
    return try await sendBlocking(command, as: RedisPoppedScored<Element>?.self)
  }

  /// Elements picked at random: different ones, or with a negative count perhaps the same again.
  public func zrandMember<Element: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int = 1,
    as type: Element.Type = RedisBytes.self
  ) async throws -> [Element] {
    try await send(RedisCommand("ZRANDMEMBER", key, count), as: [Element].self)
  }

  /// Stores the elements of any of the sets, their scores added up, and returns how many they are.
  @discardableResult
  public func zunionStore(
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument],
    weights: [Double] = [],
    aggregate: RedisAggregate = .sum
  ) async throws -> Int {
    let command = RedisCommand("ZUNIONSTORE", destination)
    return try await combine(command, keys, weights, aggregate)
  }

  /// Stores the elements of every set, their scores added up, and returns how many they are.
  @discardableResult
  public func zinterStore(
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument],
    weights: [Double] = [],
    aggregate: RedisAggregate = .sum
  ) async throws -> Int {
    let command = RedisCommand("ZINTERSTORE", destination)
    return try await combine(command, keys, weights, aggregate)
  }

  /// Stores the elements of the first set that are in none of the others, and returns how many.
  @discardableResult
  public func zdiffStore(
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument]
  ) async throws -> Int {
    let command = RedisCommand("ZDIFFSTORE", destination, keys.count).adding(keys)
    return try await send(command, as: Int.self)
  }

  private func combine(
    _ command: RedisCommand,
    _ keys: [some RedisArgument],
    _ weights: [Double],
    _ aggregate: RedisAggregate
  ) async throws -> Int {
    var command = command
    command.append(keys.count)
    command.append(contentsOf: keys)
    if !weights.isEmpty {
      command.append("WEIGHTS")
      command.append(contentsOf: weights)
    }
    if aggregate != .sum { command.append("AGGREGATE", aggregate.rawValue) }
    return try await send(command, as: Int.self)
  }

  private func scored<Element: RedisDecodable>(
    _ command: RedisCommand
  ) async throws -> [RedisScored<Element>] {
    try await send(command, as: OrderedPairs<Element, Double>.self).scored
  }
}

/// What becomes of the scores of an element that is in several sorted sets.
public enum RedisAggregate: String, Sendable {
  case sum = "SUM"
  case minimum = "MIN"
  case maximum = "MAX"
}
