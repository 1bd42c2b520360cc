extension DiagnosticCommands {
  static func slowlogGet(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .subcommandSyntax(context) }
    var count = 10
    if context.count == 3 {
      let error = RedisError("count should be greater than or equal to -1")
      count = try context.integer(at: 2, in: -1...Int.max, else: error)
    }
    let items = context.engine.slowLog.items
    return .array(
      items.prefix(count == -1 ? items.count : count).map { item in
        .array([
          .integer(item.id), .integer(item.time), .integer(item.microseconds),
          .array(item.arguments.map { .bulk($0) }), .bulk(RedisBytes(item.address)),
          .bulk(item.name),
        ])
      }
    )
  }

  static func slowlogLen(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(context.engine.slowLog.items.count)
  }

  static func slowlogReset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.slowLog.removeAll()
    return .ok
  }

  /// Nothing in this server is known to be slow by itself, so no events are recorded.
  static func latencyLatest(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array([])
  }

  static func latencyHistory(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array([])
  }

  static func latencyReset(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(0)
  }

  static func latencyGraph(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw RedisError(quoting: "No samples available for event '\(context[2].singleLine)'")
  }

  static func latencyDoctor(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .verbatim(format: "txt", "This server does not record events.\n")
  }

  static func latencyHistogram(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let names = Set(context.arguments.dropFirst(2).map(\.lowercasedName))
    let commands = context.engine.table.all.filter { command in
      !command.latencies.counts.isEmpty
        && (names.isEmpty || names.contains(command.fullName)
          || command.fullName.contains("|")
            && names.contains(String(command.fullName.prefix { $0 != "|" })))
    }
    return .map(
      commands.map { command in
        var sum = 0
        var buckets: [RESPPair] = []
        for (power, count) in command.latencies.counts.enumerated() where count > 0 {
          sum += count
          buckets.append(RESPPair(.integer(1 << power), .integer(sum)))
        }
        return RESPPair(
          .bulk(RedisBytes(command.fullName)),
          .map([
            RESPPair(.bulk("calls"), .integer(sum)),
            RESPPair(.bulk("histogram_usec"), .map(buckets)),
          ])
        )
      }
    )
  }
}
