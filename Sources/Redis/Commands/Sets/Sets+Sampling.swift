extension SetCommands {
  static func srandmember(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .syntax }
    let sample = context.count == 3 ? try Sample(context, at: 2) : nil
    guard let set = try context.existing(RedisSet.self, context[1])?.value else {
      return sample == nil ? .null : .array([])
    }
    guard let sample else {
      return .bulk(set[Int.random(in: 0..<set.count, using: &context.engine.random)])
    }
    let positions = try sample.positions(below: set.count, using: &context.engine.random)
    return .array(positions.map { .bulk(set[$0]) })
  }

  static func spop(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .syntax }
    let count = context.count == 3 ? try context.positive(at: 2) : nil
    let key = context[1]
    guard let set = try context.changing(RedisSet.self, key) else {
      return count == nil ? .null : .set([])
    }
    guard let count else { return .bulk(popOne(from: set, at: key, context)) }
    if count == 0 { return .set([]) }
    context.notify(.set, "spop", key)
    if count >= set.value.count {
      let members = set.value.map { RESPValue.bulk($0) }
      context.delete(key)
      context.notify(.generic, "del", key)
      context.changed(key, by: members.count)
      context.propagate(as: ["DEL", key])
      return .set(members)
    }
    let popped = (0..<count).map { _ in removeRandom(from: set, context) }
    context.changed(key, by: count)
    context.propagate(as: ["SREM", key] + popped)
    return .set(popped.map { .bulk($0) })
  }

  private static func popOne(
    from set: Boxed<RedisSet>,
    at key: RedisBytes,
    _ context: CommandContext
  ) -> RedisBytes {
    let member = removeRandom(from: set, context)
    context.notify(.set, "spop", key)
    context.propagate(as: ["SREM", key, member])
    context.removeIfEmpty(key, set)
    context.changed(key)
    return member
  }

  private static func removeRandom(
    from set: Boxed<RedisSet>,
    _ context: CommandContext
  ) -> RedisBytes {
    let position = Int.random(in: 0..<set.value.count, using: &context.engine.random)
    return set.value.remove(at: position)
  }
}
