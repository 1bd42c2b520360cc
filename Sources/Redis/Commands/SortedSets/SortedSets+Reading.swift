extension SortedSetCommands {
  private static func set(
    _ context: CommandContext
  ) throws(RedisError) -> Boxed<RedisSortedSet>? {
    try context.existing(RedisSortedSet.self, context[1])
  }

  static func zcard(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try set(context)?.value.count ?? 0)
  }

  static func zcount(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let range = try ScoreRange(context[2], context[3])
    return .integer(try set(context).map { range.ranks(in: $0.value).count } ?? 0)
  }

  static func zlexcount(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let range = try NameRange(context[2], context[3])
    return .integer(try set(context).map { range.ranks(in: $0.value).count } ?? 0)
  }

  static func zscore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try set(context)?.value.score(of: context[2]).map { .double($0) } ?? .null
  }

  static func zmscore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let set = try set(context)
    return .array(
      context.arguments[2...].map { member in
        set?.value.score(of: member).map { .double($0) } ?? .null
      }
    )
  }

  static func zrank(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try set(context)?.value.rank(of: context[2]).map { .integer($0) } ?? .null
  }

  static func zrevrank(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let set = try set(context), let rank = set.value.rank(of: context[2]) else {
      return .null
    }
    return .integer(set.value.count - 1 - rank)
  }

  static func zrandmember(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count > 2 else {
      guard let set = try set(context) else { return .null }
      let rank = Int.random(in: 0..<set.value.count, using: &context.engine.random)
      return .bulk(set.value[rank].member)
    }
    let sample = try Sample(context, pairsWith: "WITHSCORES")
    guard let set = try set(context)?.value else { return .array([]) }
    var ranks = try sample.positions(below: set.count, using: &context.engine.random)
    // Redis gives the whole set from its end.
    if !sample.mayRepeat && sample.count >= set.count { ranks.reverse() }
    return reply(ranks.map { set[$0] }, withScores: context.count == 4, context)
  }

  /// Members, with their scores if wanted: in pairs in RESP3, one behind the other in RESP2.
  static func reply(
    _ items: [ScoredMember],
    withScores: Bool,
    _ context: CommandContext
  ) -> RESPValue {
    if withScores { return context.pairs(items.lazy.map { (.bulk($0.member), .double($0.score)) }) }
    return .array(items.map { .bulk($0.member) })
  }

  static func zscan(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try context.scanReply(RedisSortedSet.self) { set, cursor, count, found in
      set.scan(from: cursor, atLeast: count) { member, score in
        found(member, set.isSmall ? smallSetText(score) : RedisBytes(score))
      }
    }
  }

  /// A score as Redis shows it straight from a small set, which keeps whole ones as integers: 1e+17 is
  /// 100000000000000000 there.
  private static func smallSetText(_ score: Double) -> RedisBytes {
    if score.magnitude <= 0x1p62, let whole = Int(exactly: score) { return RedisBytes(whole) }
    return RedisBytes(score)
  }
}
