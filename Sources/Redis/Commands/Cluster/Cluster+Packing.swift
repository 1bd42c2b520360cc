/// Keys in Redis's own binary form, which is left out: the commands are there to say so.
extension ClusterCommands {
  static let packing: [CommandSpec] = [
    CommandSpec(
      "dump",
      arity: 2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .generic,
      since: "2.6.0",
      summary: "Returns a value in Redis's binary form.",
      limits: "Says whether the key is there; for one that is, an error: its form is unknown here.",
      run: dump
    ),
    CommandSpec(
      "restore",
      arity: -4,
      flags: [.write, .denyOOM],
      categories: [.dangerous],
      keys: [.at(1, "OW update")],
      group: .generic,
      since: "2.6.0",
      summary: "Makes a key from a value in Redis's binary form.",
      limits: "Always an error: the form is not known here.",
      run: restore
    ),
    CommandSpec(
      "restore-asking",
      arity: -4,
      flags: [.write, .denyOOM, .asking],
      categories: [.keyspace, .dangerous],
      keys: [.at(1, "OW update")],
      group: .server,
      since: "3.0.0",
      summary: "Makes a key that arrives from another node of a cluster.",
      limits: "Always an error: the form is not known here.",
      run: restore
    ),
  ]

  private static func dump(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.read(context[1]) < 0 { return .null }
    throw leftOut(context)
  }

  private static func restore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw leftOut(context)
  }

  private static func leftOut(_ context: CommandContext) -> RedisError {
    RedisError(
      "\(context.command.fullName.uppercased()) is left out here: this server does not know Redis's"
        + " binary form of keys. COPY copies a key, and MIGRATE moves it within a cluster."
    )
  }
}
