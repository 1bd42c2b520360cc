extension StreamGroupCommands {
  static func xack(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let stream = try context.reading(RedisStream.self, context[1]),
      let group = stream.value.groups.find(context[2])
    else { return .integer(0) }
    var acknowledged = 0
    for id in try context.streamIDs(from: 3)
    where stream.value.groups[group].acknowledge(id) != nil {
      acknowledged += 1
    }
    context.engine.dirty += acknowledged
    return .integer(acknowledged)
  }

  static func xpending(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let range = try context.count == 3 ? nil : StreamPendingRange(context)
    guard let stream = try context.existing(RedisStream.self, context[1])?.value,
      let index = stream.groups.find(context[2])
    else { throw .noGroup(context[1], context[2]) }
    let group = stream.groups[index]
    return range.map { $0.reply(group, now: context.now) } ?? summary(group)
  }

  private static func summary(_ group: StreamGroup) -> RESPValue {
    guard let first = group.pending.first, let last = group.pending.last else {
      return .array([.integer(0), .null, .null, .nullArray])
    }
    let consumers = group.consumers.filter { !$0.pending.isEmpty }.map { consumer in
      RESPValue.array([.bulk(consumer.name), .bulk(RedisBytes(consumer.pending.count))])
    }
    return .array([
      .integer(group.pending.count), first.id.reply, last.id.reply, .array(consumers),
    ])
  }
}

/// The long form of `XPENDING`.
private struct StreamPendingRange {
  var idle = 0
  let low: StreamID
  let high: StreamID
  let limit: Int
  let consumer: RedisBytes?

  init(_ context: CommandContext) throws(RedisError) {
    guard 6...9 ~= context.count else { throw .syntax }
    var start = 3
    if context.argument(3, is: "IDLE") {
      idle = try context.integer(at: 4)
      guard context.count >= 8 else { throw .syntax }
      start = 5
    }
    limit = max(0, try context.integer(at: start + 2))
    low = try context.rangeStart(at: start)
    high = try context.rangeEnd(at: start + 1)
    consumer = context.count > start + 3 ? context[start + 3] : nil
  }

  func reply(_ group: StreamGroup, now: Int) -> RESPValue {
    var rows: [RESPValue] = []
    for (id, pending) in candidates(group) where rows.count < limit {
      if id > high { break }
      if idle != 0 && now &- pending.deliveryTime < idle { continue }
      rows.append(
        .array([
          id.reply, .bulk(pending.consumer), .integer(max(0, now &- pending.deliveryTime)),
          .integer(pending.deliveryCount),
        ])
      )
    }
    return .array(rows)
  }

  private func candidates(
    _ group: StreamGroup
  ) -> AnySequence<(StreamID, StreamPending)> {
    guard let consumer else {
      return AnySequence(group.pending.elements(from: low).lazy.map { ($0.id, $0.value) })
    }
    guard let index = group.consumer(consumer) else { return AnySequence([]) }
    return AnySequence(
      group.consumers[index].pending.elements(from: low).lazy.compactMap { element in
        group.pending[element.id].map { (element.id, $0) }
      }
    )
  }
}
