/// What `ZRANGE` and its relatives are asked for.
private struct RangeRequest {
  enum Kind {
    case ranks, scores, names
  }

  private enum Bounds {
    case ranks(Int, Int)
    case scores(ScoreRange)
    case names(NameRange)
  }

  private let bounds: Bounds
  private let limit: (offset: Int, count: Int)
  let isReversed: Bool
  private(set) var withScores = false

  /// Reads what follows the key at `index`.
  ///
  /// - Parameters:
  ///   - kind: What the command's name says it is a range of; nil leaves it to the options.
  ///   - isReversed: The direction that the command's name says; nil leaves it to the options.
  init(
    _ context: CommandContext,
    keyAt index: Int,
    _ kind: Kind?,
    isReversed reversed: Bool?,
    stores: Bool = false
  ) throws(RedisError) {
    var (chosen, isReversed) = (kind, reversed)
    var limit = (offset: 0, count: -1)
    var option = index + 3
    while option < context.count {
      if !stores && context.argument(option, is: "WITHSCORES") {
        withScores = true
      } else if context.argument(option, is: "LIMIT"), context.remaining(after: option) >= 2 {
        limit = (try context.integer(at: option + 1), try context.integer(at: option + 2))
        option += 2
      } else if isReversed == nil && context.argument(option, is: "REV") {
        isReversed = true
      } else if chosen == nil && context.argument(option, is: "BYLEX") {
        chosen = .names
      } else if chosen == nil && context.argument(option, is: "BYSCORE") {
        chosen = .scores
      } else {
        throw .syntax
      }
      option += 1
    }
    if limit.count != -1 && (chosen ?? .ranks) == .ranks {
      throw RedisError(
        "syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX"
      )
    }
    if withScores && chosen == .names {
      throw RedisError("syntax error, WITHSCORES not supported in combination with BYLEX")
    }
    self.limit = limit
    self.isReversed = isReversed ?? false
    let (first, second) = (index + 1, index + 2)
    let (least, greatest) = self.isReversed ? (second, first) : (first, second)
    switch chosen ?? .ranks {
    case .ranks:
      bounds = .ranks(try context.integer(at: first), try context.integer(at: second))
    case .scores: bounds = .scores(try ScoreRange(context[least], context[greatest]))
    case .names: bounds = .names(try NameRange(context[least], context[greatest]))
    }
  }

  /// The members asked for, in the order asked for.
  func items(of set: RedisSortedSet) -> [ScoredMember] {
    let items = set.items(in: ranks(in: set))
    return isReversed ? items.reversed() : items
  }

  private func ranks(in set: RedisSortedSet) -> Range<Int> {
    switch bounds {
    case .ranks(let first, let last):
      let range = Range(from: first, through: last, of: set.count)
      return isReversed ? set.count - range.upperBound..<set.count - range.lowerBound : range
    case .scores(let range): return limited(range.ranks(in: set))
    case .names(let range): return limited(range.ranks(in: set, fromBack: isReversed))
    }
  }

  private func limited(_ range: Range<Int>) -> Range<Int> {
    // An offset below 0 is never used up, as in Redis.
    guard limit.offset >= 0, limit.offset < range.count else { return 0..<0 }
    let rest = range.count - limit.offset
    let count = limit.count < 0 ? rest : min(limit.count, rest)
    if isReversed {
      let end = range.upperBound - limit.offset
      return end - count..<end
    }
    let start = range.lowerBound + limit.offset
    return start..<start + count
  }
}

extension SortedSetCommands {
  static func zrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(RangeRequest(context, keyAt: 1, nil, isReversed: nil), context)
  }

  static func zrevrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(RangeRequest(context, keyAt: 1, .ranks, isReversed: true), context)
  }

  static func zrangebyscore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(RangeRequest(context, keyAt: 1, .scores, isReversed: false), context)
  }

  static func zrevrangebyscore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(RangeRequest(context, keyAt: 1, .scores, isReversed: true), context)
  }

  static func zrangebylex(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(RangeRequest(context, keyAt: 1, .names, isReversed: false), context)
  }

  static func zrevrangebylex(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(RangeRequest(context, keyAt: 1, .names, isReversed: true), context)
  }

  private static func reply(
    _ request: RangeRequest,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let set = try context.existing(RedisSortedSet.self, context[1])
    let items = set.map { request.items(of: $0.value) } ?? []
    return reply(items, withScores: request.withScores, context)
  }

  static func zrangestore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let request = try RangeRequest(context, keyAt: 2, nil, isReversed: nil, stores: true)
    let set = try context.existing(RedisSortedSet.self, context[2])
    let items = set.map { request.items(of: $0.value) } ?? []
    return store(items, event: "zrangestore", startsLarge: false, context)
  }

  /// Puts members at the first key in place of whatever is there; no members leave no key.
  ///
  /// - Parameter startsLarge: Whether Redis makes the set large at once, if it gets large at all. A -0
  ///   keeps its sign only in a large one.
  static func store(
    _ items: [ScoredMember],
    event: StaticString,
    startsLarge: Bool,
    _ context: CommandContext
  ) -> RESPValue {
    let key = context[1]
    if items.isEmpty {
      if context.delete(key) {
        context.notify(.generic, "del", key)
        context.changed(key)
      }
      return .integer(0)
    }
    var set = RedisSortedSet()
    let limit = context.limits.sortedSet
    if startsLarge && !items.fit(limit) { set.becomeLarge() }
    for item in items { set.insert(item.member, item.score, within: limit) }
    context.store(.sortedSet(Boxed(set)), at: key)
    context.notify(.sortedSet, event, key)
    context.engine.dirty += 1
    return .integer(items.count)
  }
}

extension [ScoredMember] {
  fileprivate func fit(_ limit: CompactLimit) -> Bool {
    count <= limit.entries && allSatisfy { $0.member.count <= limit.bytes }
  }
}
