extension ListCommands {
  static func llen(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try context.existing(RedisList.self, context[1])?.value.count ?? 0)
  }

  static func lindex(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let list = try context.existing(RedisList.self, context[1]) else { return .null }
    guard let index = index(try context.integer(at: 2), in: list.value) else { return .null }
    return .bulk(list.value[index])
  }

  static func lrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let first = try context.integer(at: 2)
    let last = try context.integer(at: 3)
    guard let list = try context.existing(RedisList.self, context[1]) else { return .array([]) }
    let range = Range(from: first, through: last, of: list.value.count)
    var elements: [RESPValue] = []
    elements.reserveCapacity(range.count)
    list.value.forEach(in: range) { elements.append(.bulk($0)) }
    return .array(elements)
  }

  static func lpos(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let options = try PositionOptions(context)
    guard let list = try context.existing(RedisList.self, context[1]) else {
      return options.count == nil ? .null : .array([])
    }
    let found = options.positions(of: context[2], in: list.value)
    if options.count == nil { return found.first.map { .integer($0) } ?? .null }
    return .array(found.map { .integer($0) })
  }
}

/// The options of `LPOS`.
private struct PositionOptions {
  /// Which match is the first to count.
  var rank = 1
  var fromBack = false
  /// How many to find, 0 for all; nil for the one whose position is the whole reply.
  var count: Int?
  /// How many elements to look at, 0 for all.
  var length = 0

  init(_ context: CommandContext) throws(RedisError) {
    var index = 3
    while index < context.count {
      guard context.remaining(after: index) > 0 else { throw .syntax }
      if context.argument(index, is: "RANK") {
        rank = try context.integer(at: index + 1)
        guard rank != 0 else {
          throw RedisError(
            "RANK can't be zero: use 1 to start from the first match, 2 from the second ..."
              + " or use negative to start from the end of the list"
          )
        }
      } else if context.argument(index, is: "COUNT") {
        count = try context.integer(
          at: index + 1,
          in: 0...Int.max,
          else: RedisError("COUNT can't be negative")
        )
      } else if context.argument(index, is: "MAXLEN") {
        length = try context.integer(
          at: index + 1,
          in: 0...Int.max,
          else: RedisError("MAXLEN can't be negative")
        )
      } else {
        throw .syntax
      }
      index += 2
    }
    fromBack = rank < 0
    // The least integer has no opposite; it stays below every count of matches, as in C.
    if fromBack { rank = 0 &- rank }
  }

  func positions(of element: RedisBytes, in list: RedisList) -> [Int] {
    var found: [Int] = []
    var matches = 0
    let wanted = count == 0 ? Int.max : count ?? 1
    for step in 0..<(length == 0 ? list.count : min(length, list.count)) {
      let index = fromBack ? list.count - 1 - step : step
      guard list[index] == element else { continue }
      matches += 1
      if matches >= rank { found.append(index) }
      if found.count >= wanted { break }
    }
    return found
  }
}
