extension StringCommands {
  static func set(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.count == 3 { return storePlain(context) }
    let options = try StringOptions(context, from: 3, allowing: .set)
    return try set(context, value: context[2], options)
  }

  /// `SET` without options, which is what most writes of a cache are.
  private static func storePlain(_ context: CommandContext) -> RESPValue {
    let key = context[1]
    context.store(.string(context[2]), at: key, inSlot: context.write(key))
    context.engine.dirty += 1
    context.notify(.string, "set", key)
    return .ok
  }

  private static func set(
    _ context: CommandContext,
    value: RedisBytes,
    _ options: StringOptions,
    success: RESPValue = .ok,
    failure: RESPValue = .null
  ) throws(RedisError) -> RESPValue {
    let key = context[1]
    let deadline = try options.deadline(context)
    let old = options.returnsOld ? try reply(with: context.read(key), context) : nil
    let slot = context.write(key)
    if options.condition == .ifAbsent && slot >= 0 || options.condition == .ifPresent && slot < 0 {
      return old ?? failure
    }
    context.store(.string(value), at: key, inSlot: slot, keepingDeadline: options.keepsDeadline)
    context.engine.dirty += 1
    context.notify(.string, "set", key)
    if let deadline {
      context.engine.setDeadline(deadline, of: context.peekAnyway(key), in: context.database)
      context.propagate(as: ["SET", key, value, "PXAT", RedisBytes(deadline)])
      context.notify(.generic, "expire", key)
    } else if options.returnsOld || context.command.spec.name == "getset" {
      context.propagate(
        as: ["SET", key, value] + (options.keepsDeadline ? ["KEEPTTL"] : [])
      )
    }
    return old ?? success
  }

  static func setnx(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try set(
      context,
      value: context[2],
      StringOptions(condition: .ifAbsent),
      success: .integer(1),
      failure: .integer(0)
    )
  }

  static func setex(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try set(context, value: context[3], StringOptions(expiry: (.seconds, argument: 2)))
  }

  static func psetex(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try set(context, value: context[3], StringOptions(expiry: (.milliseconds, argument: 2)))
  }

  static func getset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try set(context, value: context[2], StringOptions(returnsOld: true))
  }

  static func getdel(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let slot = context.read(key)
    let reply = try reply(with: slot, context)
    if slot >= 0 {
      context.engine.remove(slot, in: context.database)
      context.propagate(as: ["DEL", key])
      context.notify(.generic, "del", key)
      context.changed(key)
    }
    return reply
  }

  static func getex(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let options = try StringOptions(context, from: 2, allowing: .get)
    let slot = context.read(key)
    let reply = try reply(with: slot, context)
    guard slot >= 0 else { return reply }
    if let deadline = try options.deadline(context) {
      if deadline <= context.now && options.isAbsolute {
        context.engine.remove(slot, in: context.database)
        context.propagate(as: ["DEL", key])
        context.notify(.generic, "del", key)
      } else {
        context.engine.setDeadline(deadline, of: slot, in: context.database)
        context.propagate(as: ["PEXPIREAT", key, RedisBytes(deadline)])
        context.notify(.generic, "expire", key)
      }
      context.changed(key)
    } else if options.persists && context.database.keys[slot].deadline != Entry.never {
      context.engine.setDeadline(Entry.never, of: slot, in: context.database)
      context.propagate(as: ["PERSIST", key])
      context.notify(.generic, "persist", key)
      context.changed(key)
    }
    return reply
  }

  static func mset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try requirePairs(context)
    setPairs(context)
    return .ok
  }

  static func msetnx(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try requirePairs(context)
    for index in stride(from: 1, to: context.count, by: 2) where context.write(context[index]) >= 0
    {
      return .integer(0)
    }
    setPairs(context)
    return .integer(1)
  }

  private static func requirePairs(_ context: CommandContext) throws(RedisError) {
    guard context.count % 2 == 1 else { throw .wrongArity(context.command.fullName) }
  }

  private static func setPairs(_ context: CommandContext) {
    for index in stride(from: 1, to: context.count, by: 2) {
      let key = context[index]
      context.store(.string(context[index + 1]), at: key, inSlot: context.write(key))
      context.notify(.string, "set", key)
    }
    context.engine.dirty += (context.count - 1) / 2
  }
}
