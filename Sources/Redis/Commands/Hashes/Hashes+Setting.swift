extension HashCommands {
  static func hset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(try setFields(context))
  }

  static func hmset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    _ = try setFields(context)
    return .ok
  }

  private static func setFields(_ context: CommandContext) throws(RedisError) -> Int {
    guard context.count % 2 == 0 else { throw .wrongArity(context.command.fullName) }
    let key = context[1]
    let hash = try context.creating(RedisHash.self, key)
    let limit = context.limits.hash
    var created = 0
    for index in stride(from: 2, to: context.count, by: 2)
    where hash.value.set(context[index], to: context[index + 1], within: limit) {
      created += 1
    }
    context.notify(.hash, "hset", key)
    context.changed(key, by: (context.count - 2) / 2)
    return created
  }

  static func hsetnx(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let hash = try context.creating(RedisHash.self, key)
    guard hash.value[context[2]] == nil else { return .integer(0) }
    hash.value.set(context[2], to: context[3], within: context.limits.hash)
    context.notify(.hash, "hset", key)
    context.changed(key)
    return .integer(1)
  }

  static func hdel(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    guard let hash = try context.changing(RedisHash.self, key) else { return .integer(0) }
    var removed = 0
    for index in 2..<context.count where hash.value.remove(context[index]) { removed += 1 }
    guard removed > 0 else { return .integer(0) }
    context.notify(.hash, "hdel", key)
    context.removeIfEmpty(key, hash)
    context.changed(key, by: removed)
    return .integer(removed)
  }

  static func hincrby(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let amount = try context.integer(at: 3)
    let (key, field) = (context[1], context[2])
    var number = 0
    if let old = try context.changing(RedisHash.self, key)?.value[field] {
      guard let integer = old.integer else { throw RedisError("hash value is not an integer") }
      number = integer
    }
    let (sum, overflow) = number.addingReportingOverflow(amount)
    guard !overflow else { throw RedisError("increment or decrement would overflow") }
    try context.creating(RedisHash.self, key).value.set(
      field,
      to: RedisBytes(sum),
      within: context.limits.hash
    )
    context.notify(.hash, "hincrby", key)
    context.changed(key)
    return .integer(sum)
  }

  static func hincrbyfloat(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let amount = ExtendedFloat(text: context[3]) else { throw .notAFloat }
    // Only what is infinite cannot be added to nothing.
    guard ExtendedFloat.zero.adding(amount) != nil else {
      throw RedisError("value is NaN or Infinity")
    }
    let (key, field) = (context[1], context[2])
    var number = ExtendedFloat.zero
    if let old = try context.changing(RedisHash.self, key)?.value[field] {
      guard let float = ExtendedFloat(text: old) else {
        throw RedisError("hash value is not a float")
      }
      number = float
    }
    guard let sum = number.adding(amount)?.text else {
      throw RedisError("increment would produce NaN or Infinity")
    }
    try context.creating(RedisHash.self, key).value.set(field, to: sum, within: context.limits.hash)
    context.notify(.hash, "hincrbyfloat", key)
    context.changed(key)
    context.propagate(as: ["HSET", key, field, sum])
    return .bulk(sum)
  }
}
