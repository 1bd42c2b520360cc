extension PubSubCommands {
  static func publish(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.cluster?.spread(context[2], to: context[1])
    return .integer(context.engine.publish(context[2], to: context[1]))
  }

  static func spublish(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.cluster?.spreadInShard(context[2], to: context[1])
    return .integer(context.engine.publishToShard(context[2], to: context[1]))
  }

  static func pubsubChannels(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try active(in: context.engine.channels.channels, context)
  }

  static func pubsubShardchannels(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try active(in: context.engine.channels.shardChannels, context)
  }

  static func pubsubNumsub(_ context: CommandContext) throws(RedisError) -> RESPValue {
    counts(in: context.engine.channels.channels, context)
  }

  static func pubsubShardnumsub(_ context: CommandContext) throws(RedisError) -> RESPValue {
    counts(in: context.engine.channels.shardChannels, context)
  }

  static func pubsubNumpat(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(context.engine.channels.patterns.order.count)
  }

  private static func active(
    in names: ChannelTable.Names,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .subcommandSyntax(context) }
    let glob = context.count == 3 ? Glob(context[2]) : nil
    return .array(names.order.filter { glob?.matches($0) ?? true }.map { .bulk($0) })
  }

  private static func counts(
    in names: ChannelTable.Names,
    _ context: CommandContext
  ) -> RESPValue {
    .array(
      context.arguments.dropFirst(2).flatMap { name -> [RESPValue] in
        [.bulk(name), .integer(names.subscribers[name]?.count ?? 0)]
      }
    )
  }
}

extension RedisError {
  /// A subcommand was called with arguments that it does not take.
  static func subcommandSyntax(_ context: CommandContext) -> RedisError {
    let word = RedisBytes(context[1].bytes.prefix(128)).singleLine
    let name = context.command.fullName.split(separator: "|")[0].uppercased()
    return RedisError(
      quoting:
        "unknown subcommand or wrong number of arguments for '\(word)'. Try \(name) HELP."
    )
  }
}
