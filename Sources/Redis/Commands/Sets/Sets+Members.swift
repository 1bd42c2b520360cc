extension SetCommands {
  static func sadd(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let set = try context.creating(RedisSet.self, key)
    var added = 0
    let limit = context.limits.setIntegers
    for index in 2..<context.count
    where set.value.insert(context[index], integersAtMost: limit) {
      added += 1
    }
    if added > 0 {
      context.notify(.set, "sadd", key)
      context.changed(key, by: added)
    }
    return .integer(added)
  }

  static func srem(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    guard let set = try context.changing(RedisSet.self, key) else { return .integer(0) }
    var removed = 0
    for index in 2..<context.count where set.value.remove(context[index]) { removed += 1 }
    guard removed > 0 else { return .integer(0) }
    context.notify(.set, "srem", key)
    context.removeIfEmpty(key, set)
    context.changed(key, by: removed)
    return .integer(removed)
  }

  static func smove(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (source, destination, member) = (context[1], context[2], context[3])
    guard context.write(source) >= 0 else { return .integer(0) }
    let from = try context.changing(RedisSet.self, source)
    let existing = try context.changing(RedisSet.self, destination)
    guard let from else { return .integer(0) }
    if from === existing { return .integer(from.value.contains(member) ? 1 : 0) }
    guard from.value.remove(member) else { return .integer(0) }
    context.notify(.set, "srem", source)
    context.removeIfEmpty(source, from)
    context.changed(source)
    let to = try context.creating(RedisSet.self, destination)
    if to.value.insert(
      member,
      integersAtMost: context.limits.setIntegers
    ) {
      context.changed(destination)
      context.notify(.set, "sadd", destination)
    }
    return .integer(1)
  }

  private static func set(_ context: CommandContext) throws(RedisError) -> Boxed<RedisSet>? {
    try context.existing(RedisSet.self, context[1])
  }

  static func scard(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try set(context)?.value.count ?? 0)
  }

  static func sismember(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try set(context)?.value.contains(context[2]) == true ? 1 : 0)
  }

  static func smismember(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let set = try set(context)
    return .array(
      context.arguments[2...].map { .integer(set?.value.contains($0) == true ? 1 : 0) }
    )
  }

  static func smembers(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .set(try set(context)?.value.map { .bulk($0) } ?? [])
  }

  static func sscan(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try context.scanReply(RedisSet.self) { set, cursor, count, found in
      set.scan(from: cursor, atLeast: count) { found($0, nil) }
    }
  }
}
