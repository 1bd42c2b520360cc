/// Clusters: several servers that share the keys by slots.
enum ClusterCommands {
  static let commands: [CommandSpec] =
    [
      CommandSpec(
        container: "cluster",
        group: .cluster,
        since: "3.0.0",
        summary: "Shows and changes which node has which slots.",
        subcommands: subcommands
      ),
      CommandSpec(
        "asking",
        arity: 1,
        flags: [.fast],
        categories: [.connection],
        group: .cluster,
        since: "3.0.0",
        summary: "Lets the next command be about a slot that is being imported.",
        run: asking
      ),
      CommandSpec(
        "readonly",
        arity: 1,
        flags: [.loading, .stale, .fast],
        categories: [.connection],
        group: .cluster,
        since: "3.0.0",
        summary: "Lets the connection read from a replica.",
        run: readonly
      ),
      CommandSpec(
        "readwrite",
        arity: 1,
        flags: [.loading, .stale, .fast],
        categories: [.connection],
        group: .cluster,
        since: "3.0.0",
        summary: "Sends the connection's reads to the primaries again.",
        run: readwrite
      ),
      CommandSpec(
        "migrate",
        arity: -6,
        flags: [.write],
        categories: [.dangerous],
        keys: [
          .at(3, "RW access delete"),
          KeySpec(
            begin: .keyword("KEYS", startingFrom: -2),
            find: .range(last: -1, step: 1, limit: 0),
            use: "RW access delete incomplete"
          ),
        ],
        findKeys: keysToMigrate,
        tips: ["nondeterministic_output"],
        group: .generic,
        since: "2.6.0",
        summary: "Moves keys to another server.",
        limits: "Reaches the other nodes of its `FakeCluster` only.",
        run: migrate
      ),
    ] + packing

  /// The node that the command runs on.
  static func node(_ context: CommandContext) throws(RedisError) -> ClusterNode {
    guard let node = context.engine.cluster else {
      throw RedisError("This instance has cluster support disabled")
    }
    return node
  }

  static func asking(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try node(context).asking.insert(context.client.id)
    return .ok
  }

  static func readonly(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try node(context).readers.insert(context.client.id)
    return .ok
  }

  static func readwrite(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try node(context).readers.remove(context.client.id)
    return .ok
  }
}
