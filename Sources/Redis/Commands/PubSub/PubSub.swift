/// Messages over channels.
enum PubSubCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "subscribe",
      arity: -2,
      flags: [.pubsub, .noScript, .loading, .stale],
      group: .pubsub,
      since: "2.0.0",
      summary: "Subscribes to channels.",
      run: subscribe
    ),
    CommandSpec(
      "unsubscribe",
      arity: -1,
      flags: [.pubsub, .noScript, .loading, .stale],
      group: .pubsub,
      since: "2.0.0",
      summary: "Ends subscriptions to channels.",
      run: unsubscribe
    ),
    CommandSpec(
      "psubscribe",
      arity: -2,
      flags: [.pubsub, .noScript, .loading, .stale],
      group: .pubsub,
      since: "2.0.0",
      summary: "Subscribes to all channels that match patterns.",
      run: psubscribe
    ),
    CommandSpec(
      "punsubscribe",
      arity: -1,
      flags: [.pubsub, .noScript, .loading, .stale],
      group: .pubsub,
      since: "2.0.0",
      summary: "Ends subscriptions to patterns.",
      run: punsubscribe
    ),
    CommandSpec(
      "ssubscribe",
      arity: -2,
      flags: [.pubsub, .noScript, .loading, .stale],
      keys: [.range(1, to: -1, "not_key")],
      group: .pubsub,
      since: "7.0.0",
      summary: "Subscribes to shard channels.",
      run: ssubscribe
    ),
    CommandSpec(
      "sunsubscribe",
      arity: -1,
      flags: [.pubsub, .noScript, .loading, .stale],
      keys: [.range(1, to: -1, "not_key")],
      group: .pubsub,
      since: "7.0.0",
      summary: "Ends subscriptions to shard channels.",
      run: sunsubscribe
    ),
    CommandSpec(
      "publish",
      arity: 3,
      flags: [.pubsub, .loading, .stale, .fast],
      group: .pubsub,
      since: "2.0.0",
      summary: "Sends a message to a channel.",
      run: publish
    ),
    CommandSpec(
      "spublish",
      arity: 3,
      flags: [.pubsub, .loading, .stale, .fast],
      keys: [.at(1, "not_key")],
      group: .pubsub,
      since: "7.0.0",
      summary: "Sends a message to a shard channel.",
      run: spublish
    ),
    CommandSpec(
      container: "pubsub",
      group: .pubsub,
      since: "2.8.0",
      summary: "About channels and their subscribers.",
      subcommands: [
        CommandSpec(
          "channels",
          arity: -2,
          flags: [.pubsub, .loading, .stale],
          group: .pubsub,
          since: "2.8.0",
          summary: "The channels that have subscribers.",
          run: pubsubChannels
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          isInGroupCategory: false,
          group: .pubsub,
          since: "6.2.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "numpat",
          arity: 2,
          flags: [.pubsub, .loading, .stale],
          group: .pubsub,
          since: "2.8.0",
          summary: "How many patterns are subscribed to.",
          run: pubsubNumpat
        ),
        CommandSpec(
          "numsub",
          arity: -2,
          flags: [.pubsub, .loading, .stale],
          group: .pubsub,
          since: "2.8.0",
          summary: "How many subscribers each channel has.",
          run: pubsubNumsub
        ),
        CommandSpec(
          "shardchannels",
          arity: -2,
          flags: [.pubsub, .loading, .stale],
          group: .pubsub,
          since: "7.0.0",
          summary: "The shard channels that have subscribers.",
          run: pubsubShardchannels
        ),
        CommandSpec(
          "shardnumsub",
          arity: -2,
          flags: [.pubsub, .loading, .stale],
          group: .pubsub,
          since: "7.0.0",
          summary: "How many subscribers each shard channel has.",
          run: pubsubShardnumsub
        ),
      ]
    ),
  ]
}
