extension StreamCommands {
  static func xlen(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try context.existing(RedisStream.self, context[1])?.value.count ?? 0)
  }

  static func xrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try range(context, start: 2, end: 3, reversed: false)
  }

  static func xrevrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try range(context, start: 3, end: 2, reversed: true)
  }

  private static func range(
    _ context: CommandContext,
    start: Int,
    end: Int,
    reversed: Bool
  ) throws(RedisError) -> RESPValue {
    let low = try context.rangeStart(at: start)
    let high = try context.rangeEnd(at: end)
    var limit = Int.max
    var index = 4
    while index < context.count {
      guard context.argument(index, is: "COUNT"), index + 1 < context.count else { throw .syntax }
      limit = max(0, try context.integer(at: index + 1))
      index += 2
    }
    guard let stream = try context.existing(RedisStream.self, context[1]) else {
      return .array([])
    }
    if limit == 0 { return .nullArray }
    return .array(
      stream.value.entries(from: low, through: high, limit: limit, reversed: reversed)
        .map(\.reply)
    )
  }
}
