extension HashCommands {
  private static func hash(_ context: CommandContext) throws(RedisError) -> Boxed<RedisHash>? {
    try context.existing(RedisHash.self, context[1])
  }

  static func hget(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try hash(context)?.value[context[2]].map { .bulk($0) } ?? .null
  }

  static func hmget(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let hash = try hash(context)
    return .array(
      context.arguments[2...].map { field in hash?.value[field].map { .bulk($0) } ?? .null }
    )
  }

  static func hgetall(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let hash = try hash(context)?.value else { return .map([]) }
    return .map(
      (0..<hash.count).map { position in
        let (field, value) = hash.pair(at: position)
        return RESPPair(.bulk(field), .bulk(value))
      }
    )
  }

  static func hkeys(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let hash = try hash(context)?.value else { return .array([]) }
    return .array((0..<hash.count).map { .bulk(hash.pair(at: $0).field) })
  }

  static func hvals(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let hash = try hash(context)?.value else { return .array([]) }
    return .array((0..<hash.count).map { .bulk(hash.pair(at: $0).value) })
  }

  static func hlen(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try hash(context)?.value.count ?? 0)
  }

  static func hstrlen(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try hash(context)?.value[context[2]]?.count ?? 0)
  }

  static func hexists(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try hash(context)?.value[context[2]] == nil ? 0 : 1)
  }

  static func hrandfield(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count > 2 else {
      guard let hash = try hash(context)?.value else { return .null }
      let position = Int.random(in: 0..<hash.count, using: &context.engine.random)
      return .bulk(hash.pair(at: position).field)
    }
    let sample = try Sample(context, pairsWith: "WITHVALUES")
    guard let hash = try hash(context)?.value else { return .array([]) }
    let positions = try sample.positions(below: hash.count, using: &context.engine.random)
    let pairs = positions.lazy.map { hash.pair(at: $0) }
    if context.count == 3 { return .array(pairs.map { .bulk($0.field) }) }
    return context.pairs(pairs.map { (.bulk($0.field), .bulk($0.value)) })
  }

  static func hscan(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try context.scanReply(RedisHash.self) { hash, cursor, count, found in
      hash.scan(from: cursor, atLeast: count, found)
    }
  }
}
