extension ListCommands {
  static func lpush(_ context: CommandContext) throws(RedisError) -> RESPValue {
    push(at: .left, try context.creating(RedisList.self, context[1]), context)
  }

  static func rpush(_ context: CommandContext) throws(RedisError) -> RESPValue {
    push(at: .right, try context.creating(RedisList.self, context[1]), context)
  }

  static func lpushx(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let list = try context.changing(RedisList.self, context[1]) else { return .integer(0) }
    return push(at: .left, list, context)
  }

  static func rpushx(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let list = try context.changing(RedisList.self, context[1]) else { return .integer(0) }
    return push(at: .right, list, context)
  }

  private static func push(
    at end: ListEnd,
    _ list: Boxed<RedisList>,
    _ context: CommandContext
  ) -> RESPValue {
    for index in 2..<context.count { list.value.push(context[index], at: end) }
    context.notify(.list, end.pushEvent, context[1])
    context.changed(context[1], by: context.count - 2)
    return .integer(list.value.count)
  }

  static func linsert(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let goesBehind = context.argument(2, is: "AFTER")
    guard goesBehind || context.argument(2, is: "BEFORE") else { throw .syntax }
    let key = context[1]
    guard let list = try context.changing(RedisList.self, key) else { return .integer(0) }
    guard let index = list.value.firstIndex(of: context[3]) else { return .integer(-1) }
    list.value.insert(context[4], at: goesBehind ? index + 1 : index)
    context.notify(.list, "linsert", key)
    context.changed(key)
    return .integer(list.value.count)
  }

  static func lset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    guard let list = try context.changing(RedisList.self, key) else { throw .noSuchKey }
    guard let index = index(try context.integer(at: 2), in: list.value) else {
      throw .indexOutOfRange
    }
    list.value[index] = context[3]
    context.notify(.list, "lset", key)
    context.changed(key)
    return .ok
  }

  /// An index from 0 on for one that counts from the end if it is negative; nil beyond the list.
  static func index(_ index: Int, in list: RedisList) -> Int? {
    let index = index < 0 ? index + list.count : index
    return index >= 0 && index < list.count ? index : nil
  }
}
