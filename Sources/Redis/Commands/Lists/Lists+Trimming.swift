extension ListCommands {
  static func ltrim(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let first = try context.integer(at: 2)
    let last = try context.integer(at: 3)
    let key = context[1]
    guard let list = try context.changing(RedisList.self, key) else { return .ok }
    let count = list.value.count
    let kept = Range(from: first, through: last, of: count)
    if kept.isEmpty {
      list.value = RedisList()
    } else {
      list.value.trim(first: kept.lowerBound, last: count - kept.upperBound)
    }
    context.notify(.list, "ltrim", key)
    context.removeIfEmpty(key, list)
    context.changed(key, by: count - kept.count)
    return .ok
  }

  static func lrem(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let count = try context.integer(at: 2)
    let key = context[1]
    guard let list = try context.changing(RedisList.self, key) else { return .integer(0) }
    let limit = count == 0 || count == Int.min ? Int.max : abs(count)
    let removed = list.value.removeAll(context[3], limit: limit, fromBack: count < 0)
    guard removed > 0 else { return .integer(0) }
    context.notify(.list, "lrem", key)
    context.removeIfEmpty(key, list)
    context.changed(key, by: removed)
    return .integer(removed)
  }
}
