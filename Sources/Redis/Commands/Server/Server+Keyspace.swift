extension ServerCommands {
  static let version = "7.0.15"

  static func dbsize(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(context.database.keys.count)
  }

  static func flushdb(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try checkFlushMode(context, from: 1)
    // Redis writes it to the append-only file even when there is nothing to remove.
    if context.database.keys.count == 0 { context.engine.dirty += 1 }
    context.engine.flush(context.database)
    return .ok
  }

  static func flushall(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try checkFlushMode(context, from: 1)
    for database in context.engine.databases { context.engine.flush(database) }
    // Redis writes it to the append-only file even when there was nothing to remove.
    context.engine.dirty += 1
    return .ok
  }

  /// `SYNC` and `ASYNC` are the same here: memory is freed at once.
  static func checkFlushMode(_ context: CommandContext, from index: Int) throws(RedisError) {
    guard context.count > index else { return }
    guard context.count == index + 1,
      context.argument(index, is: "SYNC") || context.argument(index, is: "ASYNC")
    else { throw .syntax }
  }

  static func swapdb(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try context.refuseInCluster("SWAPDB is")
    let engine = context.engine
    let first = try databaseNumber(context, at: 1, ordinal: "first")
    let second = try databaseNumber(context, at: 2, ordinal: "second")
    guard engine.databases.indices.contains(first), engine.databases.indices.contains(second)
    else { throw RedisError("DB index is out of range") }
    if first != second { engine.swap(engine.databases[first], engine.databases[second]) }
    engine.dirty += 1
    return .ok
  }

  private static func databaseNumber(
    _ context: CommandContext,
    at index: Int,
    ordinal: String
  ) throws(RedisError) -> Int {
    let error = RedisError("invalid \(ordinal) DB index")
    return try context.integer(at: index, in: Int(Int32.min)...Int(Int32.max), else: error)
  }

  static func time(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let now = context.now
    return .array([
      .bulk(RedisBytes(now / 1000)), .bulk(RedisBytes(now % 1000 * 1000)),
    ])
  }
}

extension RedisEngine {
  /// Removes every key of a database.
  func flush(_ database: RedisDatabase) {
    dirty += database.keys.count
    for key in database.watchers.keys where database.keys.find(key) >= 0 {
      touch(key, in: database)
    }
    for key in database.waiters.keys where database.keys.find(key) >= 0 {
      readyKeys.append((database, key))
    }
    for node in database.keys.table.nodes { memory.remove(node.key, node.payload.value) }
    database.keys = Keyspace()
    findEarliestDeadline()
  }

  /// Swaps what two databases hold; who watches or waits for a key stays with the number.
  func swap(_ first: RedisDatabase, _ second: RedisDatabase) {
    for database in [first, second] {
      let other = database === first ? second : first
      for key in database.watchers.keys
      where database.keys.find(key) >= 0 || other.keys.find(key) >= 0 {
        touch(key, in: database)
      }
    }
    Swift.swap(&first.keys, &second.keys)
    for database in [first, second] {
      for key in database.waiters.keys where database.keys.find(key) >= 0 {
        readyKeys.append((database, key))
      }
    }
  }
}
