extension SortedSetCommands {
  static func zrem(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    guard let set = try context.changing(RedisSortedSet.self, key) else { return .integer(0) }
    var removed = 0
    for index in 2..<context.count where set.value.remove(context[index]) { removed += 1 }
    return finish(removed, from: set, event: "zrem", context)
  }

  static func zremrangebyrank(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let first = try context.integer(at: 2)
    let last = try context.integer(at: 3)
    return try remove(event: "zremrangebyrank", context) { set in
      Range(from: first, through: last, of: set.count)
    }
  }

  static func zremrangebyscore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let range = try ScoreRange(context[2], context[3])
    return try remove(event: "zremrangebyscore", context) { range.ranks(in: $0) }
  }

  static func zremrangebylex(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let range = try NameRange(context[2], context[3])
    return try remove(event: "zremrangebylex", context) { range.ranks(in: $0) }
  }

  private static func remove(
    event: StaticString,
    _ context: CommandContext,
    ranks: (RedisSortedSet) -> Range<Int>
  ) throws(RedisError) -> RESPValue {
    guard let set = try context.changing(RedisSortedSet.self, context[1]) else {
      return .integer(0)
    }
    let doomed = set.value.items(in: ranks(set.value))
    for item in doomed { set.value.remove(item.member) }
    return finish(doomed.count, from: set, event: event, context)
  }

  private static func finish(
    _ removed: Int,
    from set: Boxed<RedisSortedSet>,
    event: StaticString,
    _ context: CommandContext
  ) -> RESPValue {
    if removed > 0 {
      context.notify(.sortedSet, event, context[1])
      context.removeIfEmpty(context[1], set)
      context.changed(context[1], by: removed)
    }
    return .integer(removed)
  }
}
