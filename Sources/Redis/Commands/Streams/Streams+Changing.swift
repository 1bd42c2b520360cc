extension StreamCommands {
  static func xadd(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let options = try StreamTrimOptions(context, adding: true)
    let fields = context.arguments[min(options.idIndex + 1, context.count)...]
    guard fields.count >= 2, fields.count % 2 == 0 else {
      throw .wrongArity(context.command.fullName)
    }
    if let id = options.id, !id.hasStar, id.milliseconds == 0, id.sequence ?? 0 == 0 {
      throw RedisError("The ID specified in XADD must be greater than 0-0")
    }
    guard
      let stream = try options.makesStream
        ? context.creating(RedisStream.self, key) : context.changing(RedisStream.self, key)
    else { return .null }
    if stream.value.lastID == .max {
      throw RedisError(
        "The stream has exhausted the last possible ID, unable to add more items"
      )
    }
    guard let id = chooseID(options.id, after: stream.value.lastID, context) else {
      throw RedisError(
        "The ID specified in XADD is equal or smaller than the target stream top item"
      )
    }
    stream.value.append(
      StreamEntry(id: id, fields: Array(fields)),
      limits: context.limits.streamNode
    )
    context.notify(.stream, "xadd", key)
    if let trim = options.trim, stream.value.trim(trim) > 0 {
      context.notify(.stream, "xtrim", key)
    }
    context.changed(key)
    // Unlike other types, a stream is ready for those who wait whenever it grows.
    context.engine.signalReady(key, in: context.database)
    if context.engine.onWrite != nil {
      var arguments = options.exact(context, stream.value)
      if options.id == nil || options.id?.hasStar == true { arguments[options.idIndex] = id.bytes }
      context.propagate(as: arguments)
    }
    return id.reply
  }

  /// The id of a new entry, nil if the one that was asked for is not above the last.
  private static func chooseID(
    _ wanted: StreamIDText?,
    after last: StreamID,
    _ context: CommandContext
  ) -> StreamID? {
    guard let wanted else {
      let now = StreamID(milliseconds: UInt64(clamping: context.now), sequence: 0)
      return now.milliseconds > last.milliseconds ? now : last.next
    }
    if wanted.hasStar && wanted.milliseconds == last.milliseconds {
      return last.sequence < .max ? last.next : nil
    }
    let id = StreamID(milliseconds: wanted.milliseconds, sequence: wanted.sequence ?? 0)
    return id > last ? id : nil
  }

  static func xdel(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    guard let stream = try context.changing(RedisStream.self, key) else { return .integer(0) }
    var removed = 0
    for id in try context.streamIDs(from: 2) where stream.value.remove(id) { removed += 1 }
    if removed > 0 {
      context.notify(.stream, "xdel", key)
      context.changed(key, by: removed)
    }
    return .integer(removed)
  }

  static func xtrim(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let options = try StreamTrimOptions(context, adding: false)
    guard let stream = try context.changing(RedisStream.self, key), let trim = options.trim
    else { return .integer(0) }
    let removed = stream.value.trim(trim)
    if removed > 0 {
      context.notify(.stream, "xtrim", key)
      context.changed(key, by: removed)
      if context.engine.onWrite != nil {
        context.propagate(as: options.exact(context, stream.value))
      }
    }
    return .integer(removed)
  }

  static func xsetid(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let id = try context.streamID(at: 2)
    var added: Int?
    var removed = StreamID.zero
    var index = 3
    while index < context.count {
      guard index + 1 < context.count else { throw .syntax }
      if context.argument(index, is: "ENTRIESADDED") {
        added = try context.integer(at: index + 1)
        if added ?? 0 < 0 { throw RedisError("entries_added must be positive") }
      } else if context.argument(index, is: "MAXDELETEDID") {
        removed = try context.streamID(at: index + 1)
        if id < removed {
          throw RedisError(
            "The ID specified in XSETID is smaller than the provided max_deleted_entry_id"
          )
        }
      } else {
        throw .syntax
      }
      index += 2
    }
    guard let stream = try context.changing(RedisStream.self, key) else { throw .noSuchKey }
    if let last = stream.value.last {
      if id < last.id {
        throw RedisError(
          "The ID specified in XSETID is smaller than the target stream top item"
        )
      }
      if let added, added < stream.value.count {
        throw RedisError(
          "The entries_added specified in XSETID is smaller than the target stream length"
        )
      }
    }
    stream.value.lastID = id
    if let added { stream.value.addedCount = added }
    if removed != .zero { stream.value.highestRemovedID = removed }
    context.engine.dirty += 1
    context.notify(.stream, "xsetid", key)
    return .ok
  }
}
