extension StreamCommands {
  static func xinfoStream(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let stream = try context.existing(RedisStream.self, context[2])?.value else {
      throw .noSuchKey
    }
    var pairs: [RESPPair] = [
      pair("length", .integer(stream.count)),
      pair("radix-tree-keys", .integer(stream.nodes.count)),
      pair("radix-tree-nodes", .integer(stream.radixTreeNodeCount)),
      pair("last-generated-id", stream.lastID.reply),
      pair("max-deleted-entry-id", stream.highestRemovedID.reply),
      pair("entries-added", .integer(stream.addedCount)),
      pair("recorded-first-entry-id", stream.firstID.reply),
    ]
    if context.count == 3 {
      pairs.append(pair("groups", .integer(stream.groups.all.count)))
      pairs.append(pair("first-entry", stream.first?.reply ?? .null))
      pairs.append(pair("last-entry", stream.last?.reply ?? .null))
    } else {
      let limit = try fullLimit(context)
      let entries = stream.entries(from: .zero, limit: limit)
      pairs.append(pair("entries", .array(entries.map(\.reply))))
      pairs.append(
        pair("groups", .array(stream.groups.all.map { full($0, of: stream, limit: limit) }))
      )
    }
    return .map(pairs)
  }

  private static func fullLimit(_ context: CommandContext) throws(RedisError) -> Int {
    guard context.count == 4 || context.count == 6, context.argument(3, is: "FULL") else {
      throw .subcommandSyntax(context)
    }
    guard context.count == 6 else { return 10 }
    guard context.argument(4, is: "COUNT") else { throw .subcommandSyntax(context) }
    let count = try context.integer(at: 5)
    return count == 0 ? .max : count < 0 ? 10 : count
  }

  private static func full(
    _ group: StreamGroup,
    of stream: RedisStream,
    limit: Int
  ) -> RESPValue {
    let pending = group.pending.prefix(limit).map { element in
      RESPValue.array([
        element.id.reply, .bulk(element.value.consumer), .integer(element.value.deliveryTime),
        .integer(element.value.deliveryCount),
      ])
    }
    return .map([
      pair("name", .bulk(group.name)),
      pair("last-delivered-id", group.lastID.reply),
      pair("entries-read", group.readCount.map { .integer($0) } ?? .null),
      pair("lag", stream.lag(of: group).map { .integer($0) } ?? .null),
      pair("pel-count", .integer(group.pending.count)),
      pair("pending", .array(pending)),
      pair("consumers", .array(group.consumers.map { full($0, of: group, limit: limit) })),
    ])
  }

  private static func full(
    _ consumer: StreamConsumer,
    of group: StreamGroup,
    limit: Int
  ) -> RESPValue {
    let pending = consumer.pending.prefix(limit).map { element in
      let details = group.pending[element.id]
      return RESPValue.array([
        element.id.reply, .integer(details?.deliveryTime ?? 0),
        .integer(details?.deliveryCount ?? 0),
      ])
    }
    return .map([
      pair("name", .bulk(consumer.name)),
      pair("seen-time", .integer(consumer.seenTime)),
      pair("pel-count", .integer(consumer.pending.count)),
      pair("pending", .array(pending)),
    ])
  }

  static func xinfoGroups(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let stream = try context.existing(RedisStream.self, context[2])?.value else {
      throw .noSuchKey
    }
    return .array(
      stream.groups.all.map { group in
        .map([
          pair("name", .bulk(group.name)),
          pair("consumers", .integer(group.consumers.count)),
          pair("pending", .integer(group.pending.count)),
          pair("last-delivered-id", group.lastID.reply),
          pair("entries-read", group.readCount.map { .integer($0) } ?? .null),
          pair("lag", stream.lag(of: group).map { .integer($0) } ?? .null),
        ])
      }
    )
  }

  static func xinfoConsumers(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let stream = try context.existing(RedisStream.self, context[2])?.value else {
      throw .noSuchKey
    }
    guard let index = stream.groups.find(context[3]) else {
      throw .noGroup(named: context[3], of: context[2])
    }
    return .array(
      stream.groups[index].consumers.map { consumer in
        .map([
          pair("name", .bulk(consumer.name)),
          pair("pending", .integer(consumer.pending.count)),
          pair("idle", .integer(max(0, context.now - consumer.seenTime))),
        ])
      }
    )
  }

  private static func pair(_ name: RedisBytes, _ value: RESPValue) -> RESPPair {
    RESPPair(.bulk(name), value)
  }
}
