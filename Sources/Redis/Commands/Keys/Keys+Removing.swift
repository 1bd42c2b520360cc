extension KeyCommands {
  static func del(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var removed = 0
    for index in 1..<context.count where context.delete(context[index]) {
      context.notify(.generic, "del", context[index])
      context.changed(context[index])
      removed += 1
    }
    return .integer(removed)
  }

  static func unlink(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try del(context)
  }

  static func exists(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var found = 0
    for index in 1..<context.count where context.readUnmarked(context[index]) >= 0 { found += 1 }
    return .integer(found)
  }

  static func touch(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var found = 0
    for index in 1..<context.count where context.read(context[index]) >= 0 { found += 1 }
    return .integer(found)
  }
}
