/// Sorted sets: different elements in the order of their scores.
extension RedisConnection {
  /// Sets the score of an element and returns whether it is new.
  ///
  ///     try await redis.zadd("leaderboard", "ada", score: 9.5)
  @discardableResult
  public func zadd(
    _ key: some RedisArgument,
    _ element: some RedisArgument,
    score: Double,
    options: RedisZAddOptions = []
  ) async throws -> Bool {
    let command = RedisCommand("ZADD", key).adding(options.arguments)
    return try await send(command.adding([score.redisBytes, element.redisBytes]), as: Bool.self)
  }

  /// Sets the scores of elements and returns how many are new.
  ///
  ///     try await redis.zadd("leaderboard", ["ada": 9.5, "bob": 7], options: .ifGreater)
  @discardableResult
  public func zadd(
    _ key: some RedisArgument,
    _ scores: KeyValuePairs<some RedisArgument, Double>,
    options: RedisZAddOptions = []
  ) async throws -> Int {
    try await zadd(key, contentsOf: Array(scores), options: options)
  }

  /// Sets the scores of the elements of a sequence, in its order, and returns how many are new.
  @discardableResult
  public func zadd<Element: RedisArgument>(
    _ key: some RedisArgument,
    contentsOf scores: some Sequence<(key: Element, value: Double)>,
    options: RedisZAddOptions = []
  ) async throws -> Int {
    var command = RedisCommand("ZADD", key).adding(options.arguments)
    for (element, score) in scores { command.append(score, element) }
    return try await send(command, as: Int.self)
  }

  /// Adds a number to an element's score and returns the new one; a new element begins at 0.
  @discardableResult
  public func zincrBy(
    _ key: some RedisArgument,
    _ increment: Double,
    _ element: some RedisArgument
  ) async throws -> Double {
    try await send(RedisCommand("ZINCRBY", key, increment, element), as: Double.self)
  }

  /// The score of an element, or nil when there is no such element.
  public func zscore(
    _ key: some RedisArgument,
    _ element: some RedisArgument
  ) async throws -> Double? {
    try await send(RedisCommand("ZSCORE", key, element), as: Double?.self)
  }

  /// The scores of elements, in their order, with nil for those that are not there.
  public func zmscore(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> [Double?] {
    if elements.isEmpty { return [] }
    return try await send(RedisCommand("ZMSCORE", key).adding(elements), as: [Double?].self)
  }

  /// The rank of an element counted from the lowest score, which is 0.
  public func zrank(
    _ key: some RedisArgument,
    _ element: some RedisArgument
  ) async throws -> Int? {
    try await send(RedisCommand("ZRANK", key, element), as: Int?.self)
  }

  /// The rank of an element counted from the highest score, which is 0.
  public func zrevrank(
    _ key: some RedisArgument,
    _ element: some RedisArgument
  ) async throws -> Int? {
    try await send(RedisCommand("ZREVRANK", key, element), as: Int?.self)
  }

  /// How many elements there are.
  public func zcard(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("ZCARD", key), as: Int.self)
  }

  /// How many elements have a score from one bound through another.
  public func zcount(
    _ key: some RedisArgument,
    from start: RedisScoreBound = .lowest,
    through end: RedisScoreBound = .highest
  ) async throws -> Int {
    try await send(RedisCommand("ZCOUNT", key, start, end), as: Int.self)
  }

  /// How many elements lie from one bound through another, where all have the same score.
  public func zlexCount(
    _ key: some RedisArgument,
    from start: RedisElementBound = .lowest,
    through end: RedisElementBound = .highest
  ) async throws -> Int {
    try await send(RedisCommand("ZLEXCOUNT", key, start, end), as: Int.self)
  }

  /// Removes elements and returns how many there were.
  @discardableResult
  public func zrem<Element: RedisArgument>(
    _ key: some RedisArgument,
    _ elements: Element...
  ) async throws -> Int {
    try await zrem(key, elements)
  }

  /// Removes elements and returns how many there were.
  @discardableResult
  public func zrem(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Int {
    if elements.isEmpty { return 0 }
    return try await send(RedisCommand("ZREM", key).adding(elements), as: Int.self)
  }

  /// Removes the elements from one rank through another and returns how many they were.
  @discardableResult
  public func zremRangeByRank(
    _ key: some RedisArgument,
    from start: Int,
    through end: Int
  ) async throws -> Int {
    try await send(RedisCommand("ZREMRANGEBYRANK", key, start, end), as: Int.self)
  }

  /// Removes the elements with a score from one bound through another and returns how many they were.
  @discardableResult
  public func zremRangeByScore(
    _ key: some RedisArgument,
    from start: RedisScoreBound = .lowest,
    through end: RedisScoreBound = .highest
  ) async throws -> Int {
    try await send(RedisCommand("ZREMRANGEBYSCORE", key, start, end), as: Int.self)
  }

  /// Removes the elements from one through another, where all have the same score.
  @discardableResult
  public func zremRangeByLex(
    _ key: some RedisArgument,
    from start: RedisElementBound = .lowest,
    through end: RedisElementBound = .highest
  ) async throws -> Int {
    try await send(RedisCommand("ZREMRANGEBYLEX", key, start, end), as: Int.self)
  }

  /// Walks over the elements with their scores, those that match a pattern.
  public func zscan<Element: RedisDecodable>(
    _ key: some RedisArgument,
    match pattern: RedisBytes? = nil,
    count: Int? = nil,
    as type: Element.Type = RedisBytes.self
  ) -> RedisScan<RedisScored<Element>> {
    walk("ZSCAN", key, match: pattern, count: count, as: OrderedPairs<Element, Double>.self) {
      $0.scored
    }
  }
}
