/// Consumer groups: each entry of a stream goes to one consumer, who acknowledges it when it is done.
extension RedisConnection {
  /// Creates a consumer group.
  ///
  ///     try await redis.xgroupCreate(
  ///       "prices", group: "indexers", from: .start, makeStream: true)
  ///
  /// - Throws: A ``RedisError`` with the code `BUSYGROUP` when there is one of that name.
  public func xgroupCreate(
    _ key: some RedisArgument,
    group: some RedisArgument,
    from position: RedisStreamPosition,
    makeStream: Bool = false
  ) async throws {
    var command = RedisCommand("XGROUP", "CREATE", key, group, position.redisBytes)
    if makeStream { command.append("MKSTREAM") }
    try await sendForOK(command)
  }

  /// Deletes a consumer group and returns whether there was one.
  @discardableResult
  public func xgroupDestroy(
    _ key: some RedisArgument,
    group: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("XGROUP", "DESTROY", key, group), as: Bool.self)
  }

  /// Lets a group go on from another position.
  ///
  ///     try await redis.xgroupSetID("prices", group: "indexers", to: .start)  // all of it again
  public func xgroupSetID(
    _ key: some RedisArgument,
    group: some RedisArgument,
    to position: RedisStreamPosition
  ) async throws {
    try await sendForOK(RedisCommand("XGROUP", "SETID", key, group, position.redisBytes))
  }

  /// Removes a consumer from a group and returns how many entries it had not acknowledged.
  @discardableResult
  public func xgroupDelConsumer(
    _ key: some RedisArgument,
    group: some RedisArgument,
    consumer: some RedisArgument
  ) async throws -> Int {
    try await send(RedisCommand("XGROUP", "DELCONSUMER", key, group, consumer), as: Int.self)
  }

  /// The next entries of a stream for a consumer of a group, waiting as long as `block` says.
  ///
  ///     let entries = try await redis.xreadGroup(
  ///       "prices", group: "indexers", consumer: "worker-1", count: 10, block: .seconds(5))
  ///
  /// Without `block` it does not wait; a time of zero waits for ever. It is empty when there are none.
  public func xreadGroup(
    _ key: some RedisArgument,
    group: some RedisArgument,
    consumer: some RedisArgument,
    _ entries: RedisGroupEntries = .new,
    count: Int? = nil,
    block: Duration? = nil,
    acknowledges: Bool = false
  ) async throws -> [RedisStreamEntry] {
    let batches = try await xreadGroup(
      [key],
      group: group,
      consumer: consumer,
      entries,
      count: count,
      block: block,
      acknowledges: acknowledges
    )
    return batches.first?.entries ?? []
  }

  /// The next entries of streams for a consumer of a group; streams without any are left out.
  ///
  /// With `acknowledges` they count as done at once and are lost when the consumer crashes.
  public func xreadGroup(
    _ keys: [some RedisArgument],
    group: some RedisArgument,
    consumer: some RedisArgument,
    _ entries: RedisGroupEntries = .new,
    count: Int? = nil,
    block: Duration? = nil,
    acknowledges: Bool = false
  ) async throws -> [RedisStreamBatch] {
    var command = RedisCommand("XREADGROUP", "GROUP", group, consumer)
    command.append(count: count, block: block)
    if acknowledges { command.append("NOACK") }
    command.append("STREAMS")
    command.append(contentsOf: keys)
    command.append(contentsOf: keys.map { _ in entries.redisBytes })
    return try await readStreams(command, blocks: block != nil)
  }

  /// Tells a group that entries are done and returns how many of them were pending.
  @discardableResult
  public func xack(
    _ key: some RedisArgument,
    group: some RedisArgument,
    _ ids: [RedisStreamID]
  ) async throws -> Int {
    if ids.isEmpty { return 0 }
    return try await send(RedisCommand("XACK", key, group).adding(ids), as: Int.self)
  }

  /// Tells a group that entries are done and returns how many of them were pending.
  @discardableResult
  public func xack(
    _ key: some RedisArgument,
    group: some RedisArgument,
    _ ids: RedisStreamID...
  ) async throws -> Int {
    try await xack(key, group: group, ids)
  }

  /// How many entries of a group are not acknowledged, and by whom.
  public func xpending(
    _ key: some RedisArgument,
    group: some RedisArgument
  ) async throws -> RedisPendingSummary {
    try await send(RedisCommand("XPENDING", key, group), as: RedisPendingSummary.self)
  }

  /// The entries of a group that are not acknowledged, with who has them and for how long.
  public func xpending(
    _ key: some RedisArgument,
    group: some RedisArgument,
    count: Int,
    from start: RedisStreamID = .zero,
    through end: RedisStreamID = .maximum,
    consumer: RedisBytes? = nil,
    minimumIdle: Duration? = nil
  ) async throws -> [RedisPendingEntry] {
    var command = RedisCommand("XPENDING", key, group)
    if let minimumIdle { command.append("IDLE", minimumIdle.redisMilliseconds) }
    command.append(start, end, count)
    if let consumer { command.append(consumer) }
    return try await send(command, as: [RedisPendingEntry].self)
  }

  /// Takes over pending entries that nobody has touched for a time, from an id on.
  ///
  ///     let claimed = try await redis.xautoClaim(
  ///       "prices", group: "indexers", consumer: "worker-2", minimumIdle: .seconds(60))
  public func xautoClaim(
    _ key: some RedisArgument,
    group: some RedisArgument,
    consumer: some RedisArgument,
    minimumIdle: Duration,
    from start: RedisStreamID = .zero,
    count: Int? = nil
  ) async throws -> RedisClaimed {
    var command = RedisCommand(
      "XAUTOCLAIM",
      key,
      group,
      consumer,
      minimumIdle.redisMilliseconds,
      start
    )
    if let count { command.append("COUNT", count) }
    return try await send(command, as: RedisClaimed.self)
  }

  /// Takes over those of the pending entries that nobody has touched for a time.
  public func xclaim(
    _ key: some RedisArgument,
    group: some RedisArgument,
    consumer: some RedisArgument,
    minimumIdle: Duration,
    _ ids: [RedisStreamID]
  ) async throws -> [RedisStreamEntry] {
    if ids.isEmpty { return [] }
    let command = RedisCommand("XCLAIM", key, group, consumer, minimumIdle.redisMilliseconds)
    return try await send(command.adding(ids), as: [RedisStreamEntry].self)
  }
}
