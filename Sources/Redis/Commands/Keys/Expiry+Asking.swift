extension ExpiryCommands {
  static func ttl(_ context: CommandContext) throws(RedisError) -> RESPValue {
    answer(context) { ($0 - context.now + 500) / 1000 }
  }

  static func pttl(_ context: CommandContext) throws(RedisError) -> RESPValue {
    answer(context) { $0 - context.now }
  }

  static func expiretime(_ context: CommandContext) throws(RedisError) -> RESPValue {
    answer(context) { $0 / 1000 + ($0 % 1000 + 500) / 1000 }
  }

  static func pexpiretime(_ context: CommandContext) throws(RedisError) -> RESPValue {
    answer(context) { $0 }
  }

  private static func answer(_ context: CommandContext, _ from: (Int) -> Int) -> RESPValue {
    let slot = context.readUnmarked(context[1])
    guard slot >= 0 else { return .integer(-2) }
    let deadline = context.database.keys[slot].deadline
    return .integer(deadline == Entry.never ? -1 : from(deadline))
  }
}
