extension ListCommands {
  static func lpop(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try pop(from: .left, context)
  }

  static func rpop(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try pop(from: .right, context)
  }

  private static func pop(
    from end: ListEnd,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .wrongArity(context.command.fullName) }
    let count = context.count == 3 ? try context.positive(at: 2) : nil
    let key = context[1]
    guard let list = try context.changing(RedisList.self, key) else {
      return count == nil ? .null : .nullArray
    }
    if let count {
      return .array(count == 0 ? [] : take(count, from: end, of: list, at: key, context))
    }
    return take(1, from: end, of: list, at: key, context).first ?? .null
  }

  /// Takes up to `count` elements off a list and does what follows from that.
  static func take(
    _ count: Int,
    from end: ListEnd,
    of list: Boxed<RedisList>,
    at key: RedisBytes,
    _ context: CommandContext
  ) -> [RESPValue] {
    let count = min(count, list.value.count)
    var taken: [RESPValue] = []
    taken.reserveCapacity(count)
    while taken.count < count, let element = list.value.pop(from: end) {
      taken.append(.bulk(element))
    }
    context.notify(.list, end.popEvent, key)
    context.removeIfEmpty(key, list)
    context.changed(key, by: count)
    return taken
  }

  static func lmpop(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let request = try MultiplePop(context, from: 1, end: ListEnd.init(_:at:))
    return try pop(request, request.keys, context) ?? .nullArray
  }

  static func blmpop(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let request = try MultiplePop(context, from: 2, end: ListEnd.init(_:at:))
    let timeout = try context.timeout(at: 1)
    return try context.block(on: request.keys, timeout: timeout) {
      context,
      keys throws(RedisError) in
      try pop(request, keys, context)
    }
  }

  private static func pop(
    _ request: MultiplePop<ListEnd>,
    _ keys: [RedisBytes],
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue? {
    for key in keys {
      guard let list = try context.changing(RedisList.self, key) else { continue }
      let taken = take(request.count, from: request.end, of: list, at: key, context)
      context.propagate(as: [request.end.popName, key, RedisBytes(taken.count)])
      return .array([.bulk(key), .array(taken)])
    }
    return nil
  }

  static func blpop(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    try blockingPop(from: .left, context)
  }

  static func brpop(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    try blockingPop(from: .right, context)
  }

  private static func blockingPop(
    from end: ListEnd,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue? {
    let timeout = try context.timeout(at: context.count - 1)
    let keys = Array(context.arguments[1..<context.count - 1])
    return try context.block(on: keys, timeout: timeout) { context, keys throws(RedisError) in
      for key in keys {
        guard let list = try context.changing(RedisList.self, key) else { continue }
        let taken = take(1, from: end, of: list, at: key, context)
        context.propagate(as: [end.popName, key])
        return .array([.bulk(key)] + taken)
      }
      return nil
    }
  }
}
