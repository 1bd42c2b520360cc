extension StreamCommands {
  static func xread(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let request = try StreamReadRequest(context, asGroup: false)
    var ids: [StreamID] = []
    for (key, position) in request.streams {
      let stream = try context.existing(RedisStream.self, key)
      switch context[position] {
      case "$": ids.append(stream?.value.lastID ?? .zero)
      case ">":
        throw RedisError(
          "The > ID can be specified only when calling XREADGROUP using the GROUP <group>"
            + " <consumer> option."
        )
      default: ids.append(try context.streamID(at: position))
      }
    }
    return try request.run(context, wakesOnDeletion: false) {
      context throws(RedisError) -> RESPValue? in
      var found: [RESPPair] = []
      for (index, (key, _)) in request.streams.enumerated() {
        guard let stream = try context.existing(RedisStream.self, key)?.value,
          let last = stream.last, last.id > ids[index], let start = ids[index].next
        else { continue }
        found.append(
          reply(key, stream.entries(from: start, limit: request.limit ?? .max))
        )
      }
      return found.isEmpty ? nil : reply(found, context)
    } later: { context, key throws(RedisError) -> RESPValue? in
      guard let stream = try context.existing(RedisStream.self, key)?.value,
        let index = request.streams.firstIndex(where: { $0.key == key }),
        stream.lastID > ids[index], let start = ids[index].next
      else { return nil }
      let entries = stream.entries(from: start, limit: request.limitWhenWoken)
      return reply([reply(key, entries)], context)
    }
  }

  static func reply(_ key: RedisBytes, _ entries: [StreamEntry]) -> RESPPair {
    RESPPair(.bulk(key), .array(entries.map(\.reply)))
  }

  /// What streams had to give: a map, or in RESP2 a list of pairs.
  static func reply(_ found: [RESPPair], _ context: CommandContext) -> RESPValue {
    context.client.protocolVersion == 3
      ? .map(found) : .array(found.map { .array([$0.key, $0.value]) })
  }
}

/// The arguments of `XREAD` and `XREADGROUP`.
struct StreamReadRequest {
  private(set) var streams: [(key: RedisBytes, position: Int)] = []
  /// How many entries of each stream at most; nil without limit.
  private(set) var limit: Int?
  /// In milliseconds, 0 without end; nil if the client does not want to wait.
  private(set) var timeout: Int?
  private(set) var group: RedisBytes?
  private(set) var consumer = RedisBytes()
  private(set) var skipsAcknowledging = false

  /// The limit for a client that has waited: a start far back must not give it all there is.
  var limitWhenWoken: Int { limit ?? 1000 }

  init(_ context: CommandContext, asGroup: Bool) throws(RedisError) {
    var index = 1
    while index < context.count && streams.isEmpty {
      let more = context.remaining(after: index)
      if context.argument(index, is: "BLOCK") && more > 0 {
        index += 1
        timeout = try context.millisecondTimeout(at: index)
      } else if context.argument(index, is: "COUNT") && more > 0 {
        index += 1
        let count = try context.integer(at: index)
        limit = count > 0 ? count : nil
      } else if context.argument(index, is: "STREAMS") && more > 0 {
        guard more % 2 == 0 else { throw Self.unbalanced }
        for key in index + 1...index + more / 2 {
          streams.append((context[key], key + more / 2))
        }
      } else if context.argument(index, is: "GROUP") && more > 1 {
        guard asGroup else { throw Self.onlyForGroups("GROUP") }
        group = context[index + 1]
        consumer = context[index + 2]
        index += 2
      } else if context.argument(index, is: "NOACK") {
        guard asGroup else { throw Self.onlyForGroups("NOACK") }
        skipsAcknowledging = true
      } else {
        throw .syntax
      }
      index += 1
    }
    if streams.isEmpty { throw .syntax }
    if asGroup && group == nil { throw RedisError("Missing GROUP option for XREADGROUP") }
  }

  /// The same for both commands, as in Redis.
  private static let unbalanced = RedisError(
    "Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified."
  )

  private static func onlyForGroups(_ option: String) -> RedisError {
    RedisError(
      "The \(option) option is only supported by XREADGROUP. You called XREAD instead."
    )
  }

  /// Reads now and, if there is nothing and the client wants to wait, whenever a stream was written.
  func run(
    _ context: CommandContext,
    wakesOnDeletion: Bool,
    now: @escaping (CommandContext) throws(RedisError) -> RESPValue?,
    later: @escaping (CommandContext, RedisBytes) throws(RedisError) -> RESPValue?
  ) throws(RedisError) -> RESPValue? {
    guard let timeout else { return try now(context) ?? .nullArray }
    var isFirst = true
    return try context.block(
      on: streams.map(\.key),
      timeout: timeout,
      wakesOnDeletion: wakesOnDeletion
    ) { context, keys throws(RedisError) -> RESPValue? in
      if isFirst {
        isFirst = false
        return try now(context)
      }
      return try later(context, keys[0])
    }
  }
}
