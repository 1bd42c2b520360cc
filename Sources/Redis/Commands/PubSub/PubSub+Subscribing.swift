extension PubSubCommands {
  static func subscribe(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    try subscribe(context, .channels)
  }

  static func psubscribe(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    try subscribe(context, .patterns)
  }

  static func ssubscribe(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    try subscribe(context, .shardChannels)
  }

  static func unsubscribe(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    unsubscribe(context, .channels)
  }

  static func punsubscribe(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    unsubscribe(context, .patterns)
  }

  static func sunsubscribe(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    unsubscribe(context, .shardChannels)
  }

  /// One of the three name spaces, with the words for it.
  private struct Space {
    let subscribed: RedisBytes
    let unsubscribed: RedisBytes
    let names: WritableKeyPath<Subscriptions, [RedisBytes]> & Sendable
    let table: WritableKeyPath<ChannelTable, ChannelTable.Names> & Sendable
    let isSharded: Bool

    static let channels = Space(
      subscribed: "subscribe",
      unsubscribed: "unsubscribe",
      names: \.channels,
      table: \.channels,
      isSharded: false
    )
    static let patterns = Space(
      subscribed: "psubscribe",
      unsubscribed: "punsubscribe",
      names: \.patterns,
      table: \.patterns,
      isSharded: false
    )
    static let shardChannels = Space(
      subscribed: "ssubscribe",
      unsubscribed: "sunsubscribe",
      names: \.shardChannels,
      table: \.shardChannels,
      isSharded: true
    )

    func count(_ client: EngineClient) -> Int {
      isSharded ? client.subscriptions.shardChannels.count : client.subscriptions.count
    }
  }

  private static func subscribe(
    _ context: CommandContext,
    _ space: Space
  ) throws(RedisError) -> RESPValue? {
    let (engine, client) = (context.engine, context.client)
    // Channels of shards are never subscribed to in a transaction, others only not in a script.
    if client.denyBlocking && (client.confirmations == nil || space.isSharded) {
      let name = context.command.spec.name.uppercased()
      throw RedisError("\(name) isn't allowed for a DENY BLOCKING client")
    }
    for name in context.arguments.dropFirst() {
      if !client.subscriptions[keyPath: space.names].contains(name) {
        client.subscriptions[keyPath: space.names].append(name)
        engine.channels[keyPath: space.table].add(client, to: name)
      }
      engine.confirm([.bulk(space.subscribed), .bulk(name), .integer(space.count(client))], client)
    }
    return nil
  }

  private static func unsubscribe(_ context: CommandContext, _ space: Space) -> RESPValue? {
    let (engine, client) = (context.engine, context.client)
    let all = client.subscriptions[keyPath: space.names]
    let names = context.count > 1 ? Array(context.arguments.dropFirst()) : all
    for name in names {
      client.subscriptions[keyPath: space.names].removeAll { $0 == name }
      engine.channels[keyPath: space.table].remove(client, from: name)
      engine.confirm(
        [.bulk(space.unsubscribed), .bulk(name), .integer(space.count(client))],
        client
      )
    }
    if names.isEmpty {
      engine.confirm([.bulk(space.unsubscribed), .null, .integer(space.count(client))], client)
    }
    return nil
  }
}

extension RedisEngine {
  /// Confirms a subscription or its end: among the replies of a transaction, or as a push.
  func confirm(_ message: [RESPValue], _ client: EngineClient) {
    if client.confirmations != nil {
      client.confirmations?.append(.push(message))
    } else {
      push(message, to: client)
    }
  }
}
