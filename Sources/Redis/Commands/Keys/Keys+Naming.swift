extension KeyCommands {
  static func rename(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (source, target) = (context[1], context[2])
    guard context.write(source) >= 0 else { throw .noSuchKey }
    if source != target { rename(source, to: target, context) }
    return .ok
  }

  static func renamenx(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (source, target) = (context[1], context[2])
    guard context.write(source) >= 0 else { throw .noSuchKey }
    if source == target || context.write(target) >= 0 { return .integer(0) }
    rename(source, to: target, context)
    return .integer(1)
  }

  private static func rename(
    _ source: RedisBytes,
    to target: RedisBytes,
    _ context: CommandContext
  ) {
    context.delete(target)
    transfer(source, context.database, to: target, context.database, context)
    context.engine.touch(source, in: context.database)
    context.changed(target)
    context.notify(.generic, "rename_from", source)
    context.notify(.generic, "rename_to", target)
  }

  /// Takes a key out of its place and puts its value, with its deadline, into another one.
  private static func transfer(
    _ source: RedisBytes,
    _ from: RedisDatabase,
    to target: RedisBytes,
    _ to: RedisDatabase,
    _ context: CommandContext
  ) {
    let slot = from.keys.find(source)
    let entry = from.keys[slot]
    context.engine.remove(slot, in: from)
    let place = context.engine.insert(target, entry.value, mark: entry.access.mark, in: to)
    if entry.deadline != Entry.never {
      context.engine.setDeadline(entry.deadline, of: place, in: to)
    }
  }

  static func move(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try context.refuseInCluster("MOVE is")
    let key = context[1]
    let number = try context.smallInteger(at: 2)
    guard context.engine.databases.indices.contains(number) else {
      throw RedisError("DB index is out of range")
    }
    let (from, to) = (context.database, context.engine.databases[number])
    guard from != to else { throw sameObjects }
    guard context.write(key) >= 0, context.engine.live(key, in: to) < 0 else {
      return .integer(0)
    }
    transfer(key, from, to: key, to, context)
    context.changed(key)
    context.engine.touch(key, in: to)
    context.notify(.generic, "move_from", key)
    context.engine.notify(.generic, "move_to", key, in: to)
    return .integer(1)
  }

  private static let sameObjects = RedisError("source and destination objects are the same")

  static func copy(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (source, target) = (context[1], context[2])
    var to = context.database
    var replaces = false
    var index = 3
    while index < context.count {
      if context.argument(index, is: "REPLACE") {
        replaces = true
      } else if context.argument(index, is: "DB"), index + 1 < context.count {
        let number = try context.smallInteger(at: index + 1)
        guard context.engine.databases.indices.contains(number) else {
          throw RedisError("DB index is out of range")
        }
        to = context.engine.databases[number]
        index += 1
      } else {
        throw .syntax
      }
      index += 1
    }
    if to.index != 0 { try context.refuseInCluster("Copying to another database is") }
    guard to != context.database || source != target else { throw sameObjects }
    let slot = context.read(source)
    guard slot >= 0 else { return .integer(0) }
    let entry = context.database.keys[slot]
    let old = context.engine.live(target, in: to)
    if old >= 0 {
      guard replaces else { return .integer(0) }
      context.engine.remove(old, in: to)
    }
    let place = context.engine.insert(
      target,
      entry.value.copy,
      mark: entry.access.mark,
      in: to
    )
    if entry.deadline != Entry.never {
      context.engine.setDeadline(entry.deadline, of: place, in: to)
    }
    context.engine.touch(target, in: to)
    context.engine.notify(.generic, "copy_to", target, in: to)
    context.engine.dirty += 1
    return .integer(1)
  }
}
