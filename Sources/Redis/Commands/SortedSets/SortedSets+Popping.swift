/// The end of a sorted set from which members are taken.
enum ScoreEnd {
  case least, greatest

  /// Reads `MIN` or `MAX`.
  init(_ context: CommandContext, at index: Int) throws(RedisError) {
    if context.argument(index, is: "MIN") {
      self = .least
    } else if context.argument(index, is: "MAX") {
      self = .greatest
    } else {
      throw .syntax
    }
  }

  var event: StaticString { self == .least ? "zpopmin" : "zpopmax" }
  var popName: RedisBytes { self == .least ? "ZPOPMIN" : "ZPOPMAX" }
}

extension SortedSetCommands {
  static func zpopmin(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try pop(from: .least, context)
  }

  static func zpopmax(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try pop(from: .greatest, context)
  }

  private static func pop(
    from end: ScoreEnd,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .syntax }
    let count = context.count == 3 ? try context.positive(at: 2) : nil
    guard let set = try context.changing(RedisSortedSet.self, context[1]), count != 0 else {
      return .array([])
    }
    let taken = take(count ?? 1, from: end, of: set, at: context[1], context)
    if count == nil, let item = taken.first {
      return .array([.bulk(item.member), .double(item.score)])
    }
    return reply(taken, withScores: true, context)
  }

  /// Takes up to `count` members off a set and does what follows from that.
  private static func take(
    _ count: Int,
    from end: ScoreEnd,
    of set: Boxed<RedisSortedSet>,
    at key: RedisBytes,
    _ context: CommandContext
  ) -> [ScoredMember] {
    let size = set.value.count
    let count = min(count, size)
    let ascending = set.value.items(in: end == .least ? 0..<count : size - count..<size)
    for item in ascending { set.value.remove(item.member) }
    context.notify(.sortedSet, end.event, key)
    context.removeIfEmpty(key, set)
    context.changed(key, by: count)
    return end == .least ? ascending : ascending.reversed()
  }

  static func zmpop(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let request = try MultiplePop(context, from: 1, end: ScoreEnd.init(_:at:))
    return try pop(request, request.keys, context) ?? .nullArray
  }

  static func bzmpop(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let request = try MultiplePop(context, from: 2, end: ScoreEnd.init(_:at:))
    let timeout = try context.timeout(at: 1)
    return try context.block(on: request.keys, timeout: timeout) {
      context,
      keys throws(RedisError) in
      try pop(request, keys, context)
    }
  }

  private static func pop(
    _ request: MultiplePop<ScoreEnd>,
    _ keys: [RedisBytes],
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue? {
    for key in keys {
      guard let set = try context.changing(RedisSortedSet.self, key) else { continue }
      let taken = take(request.count, from: request.end, of: set, at: key, context)
      context.propagate(as: [request.end.popName, key, RedisBytes(taken.count)])
      let pairs = taken.map { RESPValue.array([.bulk($0.member), .double($0.score)]) }
      return .array([.bulk(key), .array(pairs)])
    }
    return nil
  }

  static func bzpopmin(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    try blockingPop(from: .least, context)
  }

  static func bzpopmax(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    try blockingPop(from: .greatest, context)
  }

  private static func blockingPop(
    from end: ScoreEnd,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue? {
    let timeout = try context.timeout(at: context.count - 1)
    let keys = Array(context.arguments[1..<context.count - 1])
    return try context.block(on: keys, timeout: timeout) { context, keys throws(RedisError) in
      for key in keys {
        guard let set = try context.changing(RedisSortedSet.self, key) else { continue }
        let taken = take(1, from: end, of: set, at: key, context)
        context.propagate(as: [end.popName, key])
        return .array([.bulk(key)] + taken.flatMap { [.bulk($0.member), .double($0.score)] })
      }
      return nil
    }
  }
}
