/// Streams: logs of entries that many can read, each at their own pace.
extension RedisConnection {
  /// Adds an entry to a stream and returns its id, which Redis makes unless you give one.
  ///
  ///     try await redis.xadd("prices", ["sku": 7, "cents": 1999], trim: .length(10_000))
  @discardableResult
  public func xadd(
    _ key: some RedisArgument,
    _ fields: KeyValuePairs<some RedisArgument, any RedisArgument>,
    id: RedisStreamID? = nil,
    trim: RedisStreamTrim? = nil
  ) async throws -> RedisStreamID {
    try await xadd(key, contentsOf: fields.asBytes, id: id, trim: trim)
  }

  /// Adds an entry with the fields of a sequence, in its order, and returns its id.
  @discardableResult
  public func xadd<Field: RedisArgument, Value: RedisArgument>(
    _ key: some RedisArgument,
    contentsOf fields: some Sequence<(key: Field, value: Value)>,
    id: RedisStreamID? = nil,
    trim: RedisStreamTrim? = nil
  ) async throws -> RedisStreamID {
    var command = RedisCommand("XADD", key)
    if let trim { command.append(contentsOf: trim.arguments) }
    command.append(id?.redisBytes ?? "*")
    return try await send(command.adding(pairs: fields), as: RedisStreamID.self)
  }

  /// How many entries there are.
  public func xlen(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("XLEN", key), as: Int.self)
  }

  /// The entries from one id through another, the oldest first.
  public func xrange(
    _ key: some RedisArgument,
    from start: RedisStreamID = .zero,
    through end: RedisStreamID = .maximum,
    count: Int? = nil
  ) async throws -> [RedisStreamEntry] {
    try await range("XRANGE", key, start.orLowest, end.orHighest, count)
  }

  /// The entries from one id back through another, the newest first.
  public func xrevrange(
    _ key: some RedisArgument,
    from start: RedisStreamID = .maximum,
    through end: RedisStreamID = .zero,
    count: Int? = nil
  ) async throws -> [RedisStreamEntry] {
    try await range("XREVRANGE", key, start.orHighest, end.orLowest, count)
  }

  private func range(
    _ name: RedisBytes,
    _ key: some RedisArgument,
    _ start: RedisBytes,
    _ end: RedisBytes,
    _ count: Int?
  ) async throws -> [RedisStreamEntry] {
    var command = RedisCommand(name, key, start, end)
    if let count { command.append("COUNT", count) }
    return try await send(command, as: [RedisStreamEntry].self)
  }

  /// Deletes entries and returns how many there were.
  @discardableResult
  public func xdel(_ key: some RedisArgument, _ ids: [RedisStreamID]) async throws -> Int {
    if ids.isEmpty { return 0 }
    return try await send(RedisCommand("XDEL", key).adding(ids), as: Int.self)
  }

  /// Removes the oldest entries and returns how many they were.
  @discardableResult
  public func xtrim(_ key: some RedisArgument, _ trim: RedisStreamTrim) async throws -> Int {
    try await send(RedisCommand("XTRIM", key).adding(trim.arguments), as: Int.self)
  }

  /// The entries of a stream after an id, waiting for some as long as `block` says.
  ///
  /// Without `block` it does not wait; a time of zero waits for ever. It is empty when there are none.
  public func xread(
    _ key: some RedisArgument,
    after id: RedisStreamID,
    count: Int? = nil,
    block: Duration? = nil
  ) async throws -> [RedisStreamEntry] {
    try await xread([key], after: [id], count: count, block: block).first?.entries ?? []
  }

  /// The entries of streams after an id in each; streams without any are left out.
  public func xread(
    _ keys: [some RedisArgument],
    after ids: [RedisStreamID],
    count: Int? = nil,
    block: Duration? = nil
  ) async throws -> [RedisStreamBatch] {
    precondition(keys.count == ids.count, "xread takes one id a stream")
    var command = RedisCommand("XREAD")
    command.append(count: count, block: block)
    command.append("STREAMS")
    command.append(contentsOf: keys)
    command.append(contentsOf: ids)
    return try await readStreams(command, blocks: block != nil)
  }

  func readStreams(_ command: RedisCommand, blocks: Bool) async throws -> [RedisStreamBatch] {
    typealias Batches = OrderedPairs<RedisBytes, [RedisStreamEntry]>
    let batches =
      blocks
      ? try await sendBlocking(command, as: Batches?.self)
      : try await send(command, as: Batches?.self)
    return batches?.pairs.map { RedisStreamBatch(key: $0.key, entries: $0.value) } ?? []
  }
}

extension RedisCommand {
  mutating func append(count: Int?, block: Duration?) {
    if let count { append("COUNT", count) }
    if let block { append("BLOCK", block.redisMilliseconds) }
  }
}

extension RedisStreamID {
  fileprivate var orLowest: RedisBytes { self == .zero ? "-" : redisBytes }
  fileprivate var orHighest: RedisBytes { self == .maximum ? "+" : redisBytes }
}
