extension SetCommands {
  static func sinter(_ context: CommandContext) throws(RedisError) -> RESPValue {
    reply(with: intersection(try sources(context, from: 1)))
  }

  static func sunion(_ context: CommandContext) throws(RedisError) -> RESPValue {
    reply(with: union(try sources(context, from: 1)))
  }

  static func sdiff(_ context: CommandContext) throws(RedisError) -> RESPValue {
    reply(with: difference(try sources(context, from: 1)))
  }

  static func sinterstore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    store(
      intersection(try sources(context, from: 2), context.limits.setIntegers),
      event: "sinterstore",
      context
    )
  }

  static func sunionstore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    store(
      union(try sources(context, from: 2), context.limits.setIntegers),
      event: "sunionstore",
      context
    )
  }

  static func sdiffstore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    store(
      difference(try sources(context, from: 2), context.limits.setIntegers),
      event: "sdiffstore",
      context
    )
  }

  static func sintercard(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let keyCount = try context.integer(
      at: 1,
      in: 1...Int.max,
      else: RedisError("numkeys should be greater than 0")
    )
    guard keyCount <= context.count - 2 else {
      throw RedisError("Number of keys can't be greater than number of args")
    }
    var limit = 0
    for index in stride(from: 2 + keyCount, to: context.count, by: 2) {
      guard context.argument(index, is: "LIMIT"), context.remaining(after: index) > 0 else {
        throw .syntax
      }
      limit = try context.integer(
        at: index + 1,
        in: 0...Int.max,
        else: RedisError("LIMIT can't be negative")
      )
    }
    let sources = try sources(context, from: 2, count: keyCount)
    var count = 0
    forEachShared(of: sources) { _ in
      count += 1
      return count != limit
    }
    return .integer(count)
  }

  /// The sets at the keys, nil for a key that does not exist.
  private static func sources(
    _ context: CommandContext,
    from start: Int,
    count: Int? = nil
  ) throws(RedisError) -> [RedisSet?] {
    var sources: [RedisSet?] = []
    for key in context.arguments[start..<(count.map { start + $0 } ?? context.count)] {
      sources.append(try context.existing(RedisSet.self, key)?.value)
    }
    return sources
  }

  /// Calls `body` with the members that all the sets have, until it returns false.
  private static func forEachShared(of sources: [RedisSet?], _ body: (RedisBytes) -> Bool) {
    let sets = sources.compactMap(\.self).sorted { $0.count < $1.count }
    guard sets.count == sources.count, let smallest = sets.first else { return }
    for member in smallest where sets.dropFirst().allSatisfy({ $0.contains(member) }) {
      if !body(member) { return }
    }
  }

  private static func intersection(
    _ sources: [RedisSet?],
    _ limit: Int = RedisSet.usualLimit
  ) -> RedisSet {
    var result = RedisSet()
    forEachShared(of: sources) { member in
      result.insert(member, integersAtMost: limit)
      return true
    }
    return result
  }

  private static func union(
    _ sources: [RedisSet?],
    _ limit: Int = RedisSet.usualLimit
  ) -> RedisSet {
    var result = RedisSet()
    for case .some(let set) in sources {
      for member in set { result.insert(member, integersAtMost: limit) }
    }
    return result
  }

  /// Asks the other sets about each member of the first, or takes their members out of a copy of it,
  /// whichever looks at fewer.
  private static func difference(
    _ sources: [RedisSet?],
    _ limit: Int = RedisSet.usualLimit
  ) -> RedisSet {
    guard let first = sources[0] else { return RedisSet() }
    let others = sources.dropFirst().compactMap(\.self)
    let asking = first.count * others.count / 2
    if asking <= others.reduce(0, { $0 + $1.count }) {
      return RedisSet(
        first.lazy.filter { member in !others.contains { $0.contains(member) } },
        integersAtMost: limit
      )
    }
    var result = RedisSet(first, integersAtMost: limit)
    for other in others {
      for member in other { result.remove(member) }
    }
    return result
  }

  private static func reply(with set: RedisSet) -> RESPValue { .set(set.map { .bulk($0) }) }

  private static func store(
    _ set: RedisSet,
    event: StaticString,
    _ context: CommandContext
  ) -> RESPValue {
    let key = context[1]
    if set.isEmpty {
      if context.delete(key) {
        context.notify(.generic, "del", key)
        context.changed(key)
      }
    } else {
      context.store(.set(Boxed(set)), at: key)
      context.notify(.set, event, key)
      context.engine.dirty += 1
    }
    return .integer(set.count)
  }
}
