extension ExpiryCommands {
  static func expire(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try expire(context, factor: 1000, base: context.now)
  }

  static func pexpire(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try expire(context, factor: 1, base: context.now)
  }

  static func expireat(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try expire(context, factor: 1000, base: 0)
  }

  static func pexpireat(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try expire(context, factor: 1, base: 0)
  }

  private static func expire(
    _ context: CommandContext,
    factor: Int,
    base: Int
  ) throws(RedisError) -> RESPValue {
    let key = context[1]
    let condition = try ExpiryCondition(context)
    let number = try context.integer(at: 2)
    let (milliseconds, overflow) = number.multipliedReportingOverflow(by: factor)
    let (deadline, tooLate) = milliseconds.addingReportingOverflow(base)
    if overflow || tooLate {
      throw RedisError("invalid expire time in '\(context.command.fullName)' command")
    }
    let slot = context.write(key)
    guard slot >= 0, condition.allows(deadline, instead: context.database.keys[slot].deadline)
    else { return .integer(0) }
    if deadline <= context.now && !context.engine.isReplica && !context.engine.isRepeating {
      context.delete(key)
      context.propagate(as: ["DEL", key])
      context.changed(key)
      context.notify(.generic, "del", key)
    } else {
      let deadline = min(deadline, Entry.latest)
      context.engine.setDeadline(deadline, of: slot, in: context.database)
      context.propagate(as: ["PEXPIREAT", key, RedisBytes(deadline)])
      context.changed(key)
      context.notify(.generic, "expire", key)
    }
    return .integer(1)
  }

  static func persist(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let slot = context.write(key)
    guard slot >= 0, context.database.keys[slot].deadline != Entry.never else {
      return .integer(0)
    }
    context.engine.setDeadline(Entry.never, of: slot, in: context.database)
    context.changed(key)
    context.notify(.generic, "persist", key)
    return .integer(1)
  }
}

/// When `EXPIRE` may change a deadline: `NX`, `XX`, `GT` and `LT`.
private struct ExpiryCondition {
  private var ifNone = false
  private var ifAny = false
  private var ifLater = false
  private var ifEarlier = false

  init(_ context: CommandContext) throws(RedisError) {
    for index in 3..<max(3, context.count) {
      if context.argument(index, is: "NX") {
        ifNone = true
      } else if context.argument(index, is: "XX") {
        ifAny = true
      } else if context.argument(index, is: "GT") {
        ifLater = true
      } else if context.argument(index, is: "LT") {
        ifEarlier = true
      } else {
        throw RedisError(quoting: "Unsupported option \(context[index].singleLine)")
      }
    }
    if ifNone && (ifAny || ifLater || ifEarlier) {
      throw RedisError(
        "NX and XX, GT or LT options at the same time are not compatible"
      )
    }
    if ifLater && ifEarlier {
      throw RedisError("GT and LT options at the same time are not compatible")
    }
  }

  func allows(_ new: Int, instead old: Int) -> Bool {
    let exists = old != Entry.never
    if ifNone && exists || ifAny && !exists { return false }
    // No deadline counts as one that never comes.
    if ifLater && (!exists || new <= old) { return false }
    return !(ifEarlier && exists && new >= old)
  }
}
