extension StreamGroupCommands {
  static func xreadgroup(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let request = try StreamReadRequest(context, asGroup: true)
    guard let group = request.group else { throw .syntax }
    // Nil stands for ">": what nobody in the group has read.
    var history: [StreamID?] = []
    for (key, position) in request.streams {
      let stream = try context.existing(RedisStream.self, key)
      guard let stream, stream.value.groups.find(group) != nil else {
        throw .noGroup(key, group, " in XREADGROUP with GROUP option")
      }
      switch context[position] {
      case "$": throw meaninglessID
      case ">": history.append(nil)
      default:
        let id = try context.streamID(at: position)
        // The highest id is how Redis marks ">", so it means the same.
        history.append(id == .max ? nil : id)
      }
    }
    return try request.run(context, wakesOnDeletion: true) {
      context throws(RedisError) -> RESPValue? in
      var delivery = StreamDelivery(context, request)
      for (index, (key, _)) in request.streams.enumerated() {
        try delivery.read(key, group, after: history[index])
      }
      delivery.propagate()
      return delivery.found.isEmpty ? nil : StreamCommands.reply(delivery.found, context)
    } later: { context, key throws(RedisError) -> RESPValue? in
      var delivery = StreamDelivery(context, request)
      try delivery.readWoken(key, group)
      delivery.propagate()
      return delivery.found.isEmpty ? nil : StreamCommands.reply(delivery.found, context)
    }
  }

  private static let meaninglessID = RedisError(
    "The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this"
      + " consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would"
      + " just return an empty result set."
  )
}

/// Gives entries to a consumer, and notes how to say so to the append-only file.
private struct StreamDelivery {
  let context: CommandContext
  let request: StreamReadRequest
  private(set) var found: [RESPPair] = []
  private var log: StreamGroupLog

  init(_ context: CommandContext, _ request: StreamReadRequest) {
    self.context = context
    self.request = request
    log = StreamGroupLog(context)
  }

  func propagate() { log.propagate() }

  mutating func read(
    _ key: RedisBytes,
    _ name: RedisBytes,
    after history: StreamID?
  ) throws(RedisError) {
    guard let stream = try context.changing(RedisStream.self, key),
      let group = stream.value.groups.find(name)
    else { return }
    if let history {
      // No claim makes a consumer known that has nothing.
      register(in: group, of: stream, key, isToldOf: true)
      found.append(RESPPair(.bulk(key), .array(pending(after: history, group, stream, key))))
      context.engine.dirty += 1
    } else if let last = stream.value.last, last.id > stream.value.groups[group].lastID {
      deliver(group, of: stream, key, limit: request.limit ?? .max)
    }
  }

  /// Reads a stream for a client that has waited for it.
  mutating func readWoken(_ key: RedisBytes, _ name: RedisBytes) throws(RedisError) {
    let slot = context.peek(key)
    guard slot >= 0, case .stream = context.database.keys[slot].value,
      let stream = try context.changing(RedisStream.self, key)
    else { throw RedisError(code: "UNBLOCKED", "the stream key no longer exists") }
    guard let group = stream.value.groups.find(name) else {
      throw RedisError(
        code: "NOGROUP",
        "the consumer group this client was blocked on no longer exists"
      )
    }
    if stream.value.lastID > stream.value.groups[group].lastID {
      deliver(group, of: stream, key, limit: request.limitWhenWoken)
    }
  }

  private mutating func register(
    in group: Int,
    of stream: Boxed<RedisStream>,
    _ key: RedisBytes,
    isToldOf: Bool
  ) {
    let isNew = StreamGroupCommands.addConsumer(
      request.consumer,
      to: group,
      of: stream,
      at: key,
      context
    )
    if isNew && isToldOf {
      log.createConsumer(request.consumer, stream.value.groups[group].name, key)
    }
    stream.value.groups[group].touch(request.consumer, now: context.now)
  }

  /// What the consumer has and has not acknowledged; each counts as delivered once more.
  private mutating func pending(
    after id: StreamID,
    _ group: Int,
    _ stream: Boxed<RedisStream>,
    _ key: RedisBytes
  ) -> [RESPValue] {
    guard let index = stream.value.groups[group].consumer(request.consumer),
      let start = id.next
    else { return [] }
    let mine = stream.value.groups[group].consumers[index].pending
    return mine.elements(from: start).prefix(request.limit ?? .max).map { element in
      guard let entry = stream.value[element.id] else {
        return .array([element.id.reply, .nullArray])
      }
      stream.value.groups[group].redeliver(element.id, now: context.now)
      // Redis 7.0 does not tell of these, so that the count is too low after a restart.
      if let pending = stream.value.groups[group].pending[element.id] {
        log.claim(element.id.bytes, pending, stream.value.groups[group], key)
      }
      return entry.reply
    }
  }

  private mutating func deliver(
    _ group: Int,
    of stream: Boxed<RedisStream>,
    _ key: RedisBytes,
    limit: Int
  ) {
    register(in: group, of: stream, key, isToldOf: request.skipsAcknowledging)
    let start = stream.value.groups[group].lastID.next ?? .max
    let entries = stream.value.entries(from: start, limit: limit)
    for entry in entries {
      stream.value.advance(group, to: entry.id)
      if request.skipsAcknowledging { continue }
      let pending = StreamPending(consumer: request.consumer, deliveryTime: context.now)
      stream.value.groups[group].assign(entry.id, pending)
      log.claim(entry.id.bytes, pending, stream.value.groups[group], key)
    }
    // Claims say how far the group has come, but not how many entries that were. Redis 7.0 leaves it
    // at that, so that a group may have another lag after a restart.
    if !entries.isEmpty { log.setID(stream.value.groups[group], key) }
    found.append(StreamCommands.reply(key, entries))
    context.engine.dirty += 1
  }
}
