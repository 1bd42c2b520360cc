extension StreamGroupCommands {
  /// What the subcommands of `XGROUP` have in common.
  private struct Target {
    let stream: Boxed<RedisStream>?
    /// The number of the group, if it is there.
    let group: Int?
    let makesStream: Bool
    let readCount: Int?

    init(_ context: CommandContext, makesGroup: Bool = false) throws(RedisError) {
      var makesStream = false
      var readCount: Int?
      var index = 5
      while index < context.count {
        if makesGroup && context.argument(index, is: "MKSTREAM") {
          makesStream = true
        } else if context.argument(index, is: "ENTRIESREAD"), index + 1 < context.count {
          let count = try context.integer(at: index + 1)
          guard count >= -1 else {
            throw RedisError("value for ENTRIESREAD must be positive or -1")
          }
          readCount = count == -1 ? nil : count
          index += 1
        } else {
          throw .subcommandSyntax(context)
        }
        index += 1
      }
      stream = try context.changing(RedisStream.self, context[2])
      if stream == nil && !makesStream {
        throw RedisError(
          "The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to"
            + " use the MKSTREAM option to create an empty stream automatically."
        )
      }
      group = stream?.value.groups.find(context[3])
      self.makesStream = makesStream
      self.readCount = readCount
    }

    /// The stream and the group, which must be there.
    func existing(
      _ context: CommandContext
    ) throws(RedisError) -> (stream: Boxed<RedisStream>, group: Int) {
      guard let stream, let group else { throw .noGroup(named: context[3], of: context[2]) }
      return (stream, group)
    }
  }

  static func create(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let target = try Target(context, makesGroup: true)
    guard context.count <= 8 else { throw .subcommandSyntax(context) }
    let id =
      context[4] == "$"
      ? target.stream?.value.lastID ?? .zero : try context.streamID(at: 4)
    let stream: Boxed<RedisStream>
    if let existing = target.stream {
      stream = existing
    } else {
      stream = try context.creating(RedisStream.self, context[2])
      context.changed(context[2], by: 0)
    }
    let group = StreamGroup(name: context[3], lastID: id, readCount: target.readCount)
    guard stream.value.groups.add(group) else {
      throw RedisError(code: "BUSYGROUP", "Consumer Group name already exists")
    }
    context.engine.dirty += 1
    context.notify(.stream, "xgroup-create", context[2])
    return .ok
  }

  static func setid(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let target = try Target(context)
    let (stream, group) = try target.existing(context)
    guard context.count == 5 || context.count == 7 else { throw .subcommandSyntax(context) }
    stream.value.groups[group].lastID =
      context[4] == "$"
      ? stream.value.lastID : try context.lenientStreamID(at: 4, missing: 0)
    stream.value.groups[group].readCount = target.readCount
    context.engine.dirty += 1
    context.notify(.stream, "xgroup-setid", context[2])
    return .ok
  }

  static func destroy(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let target = try Target(context)
    guard let stream = target.stream, stream.value.groups.remove(context[3]) else {
      return .integer(0)
    }
    context.engine.dirty += 1
    context.notify(.stream, "xgroup-destroy", context[2])
    // Those who wait for the group are to hear that it is gone.
    context.engine.signalReady(context[2], in: context.database)
    return .integer(1)
  }

  static func createconsumer(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (stream, group) = try Target(context).existing(context)
    let isNew = addConsumer(context[4], to: group, of: stream, at: context[2], context)
    return .integer(isNew ? 1 : 0)
  }

  static func delconsumer(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let (stream, group) = try Target(context).existing(context)
    guard let pending = stream.value.groups[group].removeConsumer(context[4]) else {
      return .integer(0)
    }
    context.engine.dirty += 1
    context.notify(.stream, "xgroup-delconsumer", context[2])
    return .integer(pending)
  }

  /// Adds a consumer if there is none of that name, with its event, and says whether it did.
  static func addConsumer(
    _ name: RedisBytes,
    to group: Int,
    of stream: Boxed<RedisStream>,
    at key: RedisBytes,
    _ context: CommandContext
  ) -> Bool {
    guard stream.value.groups[group].addConsumer(name, now: context.now) else { return false }
    context.engine.dirty += 1
    context.notify(.stream, "xgroup-createconsumer", key)
    return true
  }
}
