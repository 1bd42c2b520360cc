extension StringCommands {
  static func get(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(with: context.read(context[1]), context)
  }

  /// The string in a slot as a reply.
  @inline(__always)
  static func reply(
    with slot: Int,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    guard slot >= 0 else { return .null }
    guard case .string(let bytes) = context.database.keys[slot].value else { throw .wrongType }
    return .bulk(bytes)
  }

  static func mget(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array(
      context.arguments.dropFirst().map { key in
        // A key of another type is as good as none.
        (try? reply(with: context.read(key), context)) ?? .null
      }
    )
  }

  static func strlen(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try context.string(context[1])?.count ?? 0)
  }

  static func getrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let start = try context.integer(at: 2)
    let end = try context.integer(at: 3)
    guard let value = try context.string(context[1]),
      let range = rangeInclusive(start, end, count: value.count)
    else { return .bulk(RedisBytes()) }
    return .bulk(value.withUnsafeBytes { RedisBytes(copying: .init(rebasing: $0[range])) })
  }

  static func substr(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try getrange(context)
  }

  /// The positions from `start` to `end`, both included and from the end if negative; nil if none.
  private static func rangeInclusive(_ start: Int, _ end: Int, count: Int) -> Range<Int>? {
    if start < 0 && end < 0 && start > end { return nil }
    let first = max(0, start < 0 ? start &+ count : start)
    let last = min(max(0, end < 0 ? end &+ count : end), count - 1)
    return first <= last && count > 0 ? first..<last + 1 : nil
  }
}
