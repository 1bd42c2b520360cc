extension StreamGroupCommands {
  static func xclaim(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let stream = try context.reading(RedisStream.self, context[1]),
      let group = stream.value.groups.find(context[2])
    else { throw .noGroup(context[1], context[2]) }
    let options = try ClaimOptions(context)
    var claim = StreamClaim(context, stream, group, options)
    if options.lastID > stream.value.groups[group].lastID {
      stream.value.groups[group].lastID = options.lastID
      claim.setsID = true
    }
    for (id, text) in options.ids { claim.take(id, text) }
    claim.propagate()
    return .array(claim.claimed)
  }

  static func xautoclaim(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let idle = try context.integer(
      at: 4,
      else: RedisError("Invalid min-idle-time argument for XAUTOCLAIM")
    )
    let start = try context.rangeStart(at: 5)
    var options = ClaimOptions(idle: max(0, idle), time: context.now)
    var limit = 100
    var index = 6
    while index < context.count {
      if context.argument(index, is: "COUNT") && index + 1 < context.count {
        // Beyond this, room for as many ids would be more than there is.
        limit = try context.integer(
          at: index + 1,
          in: 1...(Int.max / 16),
          else: RedisError("COUNT must be > 0")
        )
        index += 1
      } else if context.argument(index, is: "JUSTID") {
        options.justIDs = true
      } else {
        throw .syntax
      }
      index += 1
    }
    guard let stream = try context.reading(RedisStream.self, context[1]),
      let group = stream.value.groups.find(context[2])
    else { throw .noGroup(context[1], context[2]) }
    var claim = StreamClaim(context, stream, group, options)
    var attempts = limit * 10
    let pending = stream.value.groups[group].pending.elements(from: start)
    var removed: [RESPValue] = []
    while attempts > 0, claim.claimed.count + removed.count < limit, let next = pending.next() {
      attempts -= 1
      if !claim.take(next.id, next.id.bytes) { removed.append(next.id.reply) }
    }
    claim.propagate()
    return .array([
      (pending.next()?.id ?? .zero).reply, .array(claim.claimed), .array(removed),
    ])
  }
}

/// What `XCLAIM` and `XAUTOCLAIM` are to do with the entries.
private struct ClaimOptions {
  var idle: Int
  /// The time of delivery that the entries get.
  var time: Int
  var ids: [(id: StreamID, text: RedisBytes)] = []
  var retryCount: Int?
  var forces = false
  var justIDs = false
  var lastID = StreamID.zero

  init(idle: Int, time: Int) {
    self.idle = idle
    self.time = time
  }

  init(_ context: CommandContext) throws(RedisError) {
    let now = context.now
    let idle = try context.integer(at: 4, else: Self.invalid("min-idle-time argument"))
    self.init(idle: max(0, idle), time: now)
    var index = 5
    while index < context.count, let id = StreamIDText(context[index]) {
      ids.append(
        (StreamID(milliseconds: id.milliseconds, sequence: id.sequence ?? 0), context[index])
      )
      index += 1
    }
    var given = -1
    while index < context.count {
      let hasMore = index + 1 < context.count
      if context.argument(index, is: "FORCE") {
        forces = true
      } else if context.argument(index, is: "JUSTID") {
        justIDs = true
      } else if context.argument(index, is: "IDLE") && hasMore {
        index += 1
        given = now &- (try context.integer(at: index, else: Self.invalid("IDLE option argument")))
      } else if context.argument(index, is: "TIME") && hasMore {
        index += 1
        given = try context.integer(at: index, else: Self.invalid("TIME option argument"))
      } else if context.argument(index, is: "RETRYCOUNT") && hasMore {
        index += 1
        let count = try context.integer(
          at: index,
          else: Self.invalid("RETRYCOUNT option argument")
        )
        retryCount = count >= 0 ? count : nil
      } else if context.argument(index, is: "LASTID") && hasMore {
        index += 1
        lastID = try context.streamID(at: index)
      } else {
        throw RedisError("Unrecognized XCLAIM option '\(context[index].textToZero)'")
      }
      index += 1
    }
    // A time that cannot be is not worth an error: the clocks of clients are not all right.
    if given >= 0 && given <= now { time = given }
  }

  private static func invalid(_ what: String) -> RedisError {
    RedisError("Invalid \(what) for XCLAIM")
  }
}

/// Gives pending entries to a consumer, one after another.
private struct StreamClaim {
  let context: CommandContext
  let stream: Boxed<RedisStream>
  let group: Int
  let options: ClaimOptions
  private(set) var claimed: [RESPValue] = []
  /// The group's last id was changed, and no claim has said so yet.
  var setsID = false
  private var hasConsumer = false
  private var log: StreamGroupLog

  init(
    _ context: CommandContext,
    _ stream: Boxed<RedisStream>,
    _ group: Int,
    _ options: ClaimOptions
  ) {
    self.context = context
    self.stream = stream
    self.group = group
    self.options = options
    log = StreamGroupLog(context)
  }

  /// Takes an entry if it has been pending for long enough; false if it is gone from the stream.
  @discardableResult
  mutating func take(_ id: StreamID, _ text: RedisBytes) -> Bool {
    let old = stream.value.groups[group].pending[id]
    guard let entry = stream.value[id] else {
      if let old { drop(id, text, old) }
      return false
    }
    guard old != nil || options.forces else { return true }
    if let old, options.idle > 0, context.now &- old.deliveryTime < options.idle { return true }
    let consumer = context[3]
    if !hasConsumer {
      hasConsumer = true
      _ = StreamGroupCommands.addConsumer(consumer, to: group, of: stream, at: context[1], context)
      stream.value.groups[group].touch(consumer, now: context.now)
    }
    var count = old?.deliveryCount ?? 1
    if let retryCount = options.retryCount {
      count = retryCount
    } else if !options.justIDs {
      count &+= 1
    }
    let new = StreamPending(
      consumer: consumer,
      deliveryTime: options.time,
      deliveryCount: count
    )
    stream.value.groups[group].assign(id, new)
    claimed.append(options.justIDs ? id.reply : entry.reply)
    note(text, new)
    return true
  }

  /// Forgets a pending entry that the stream does not have any more.
  private mutating func drop(_ id: StreamID, _ text: RedisBytes, _ old: StreamPending) {
    note(text, old)
    stream.value.groups[group].acknowledge(id)
  }

  private mutating func note(_ text: RedisBytes, _ pending: StreamPending) {
    log.claim(text, pending, stream.value.groups[group], context[1])
    setsID = false
    context.engine.dirty += 1
  }

  mutating func propagate() {
    if setsID {
      log.setID(stream.value.groups[group], context[1])
      context.engine.dirty += 1
    }
    log.propagate()
  }
}
