/// The server as a whole.
enum ServerCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "dbsize",
      arity: 1,
      flags: [.readonly, .fast],
      categories: [.keyspace],
      tips: ["request_policy:all_shards", "response_policy:agg_sum"],
      group: .server,
      since: "1.0.0",
      summary: "How many keys the database has.",
      run: dbsize
    ),
    CommandSpec(
      "flushdb",
      arity: -1,
      flags: [.write],
      categories: [.keyspace, .dangerous],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
      group: .server,
      since: "1.0.0",
      summary: "Removes all keys of the database.",
      limits: "`ASYNC` is the same as `SYNC`.",
      run: flushdb
    ),
    CommandSpec(
      "flushall",
      arity: -1,
      flags: [.write],
      categories: [.keyspace, .dangerous],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
      group: .server,
      since: "1.0.0",
      summary: "Removes all keys of all databases.",
      limits: "`ASYNC` is the same as `SYNC`.",
      run: flushall
    ),
    CommandSpec(
      "swapdb",
      arity: 3,
      flags: [.write, .fast],
      categories: [.keyspace, .dangerous],
      group: .server,
      since: "4.0.0",
      summary: "Swaps two databases.",
      run: swapdb
    ),
    CommandSpec(
      "time",
      arity: 1,
      flags: [.loading, .stale, .fast],
      tips: ["nondeterministic_output"],
      group: .server,
      since: "2.6.0",
      summary: "The time of the server.",
      limits: "Knows milliseconds, not microseconds.",
      run: time
    ),
    CommandSpec(
      "save",
      arity: 1,
      flags: [.admin, .noScript, .noAsyncLoading, .noMulti],
      group: .server,
      since: "1.0.0",
      summary: "Saves the data.",
      limits: "Writes no file; it only notes the time.",
      run: save
    ),
    CommandSpec(
      "bgsave",
      arity: -1,
      flags: [.admin, .noScript, .noAsyncLoading],
      group: .server,
      since: "1.0.0",
      summary: "Saves the data in the background.",
      limits: "Writes no file; it only notes the time.",
      run: bgsave
    ),
    CommandSpec(
      "bgrewriteaof",
      arity: 1,
      flags: [.admin, .noScript, .noAsyncLoading],
      group: .server,
      since: "1.0.0",
      summary: "Writes the append-only file anew, with what is needed only.",
      limits: "Has an effect only in `course redis --appendonly`.",
      run: bgrewriteaof
    ),
    CommandSpec(
      "lastsave",
      arity: 1,
      flags: [.loading, .stale, .fast],
      categories: [.admin, .dangerous],
      tips: ["nondeterministic_output"],
      group: .server,
      since: "1.0.0",
      summary: "When the data was last saved.",
      limits: "The time of a `SAVE` that wrote nothing.",
      run: lastsave
    ),
    CommandSpec(
      "role",
      arity: 1,
      flags: [.noScript, .loading, .stale, .fast],
      categories: [.admin, .dangerous],
      group: .server,
      since: "2.8.12",
      summary: "Whether the server is a primary or a replica.",
      limits: "Always that of a primary without replicas.",
      run: role
    ),
    CommandSpec(
      "replicaof",
      arity: 3,
      flags: [.admin, .noScript, .stale, .noAsyncLoading],
      group: .server,
      since: "5.0.0",
      summary: "Follows a primary, or none.",
      limits: "Only `NO ONE`; there are replicas in a `FakeCluster` alone.",
      run: replicaof
    ),
    CommandSpec(
      "slaveof",
      arity: 3,
      flags: [.admin, .noScript, .stale, .noAsyncLoading],
      group: .server,
      since: "1.0.0",
      summary: "Follows a primary, or none; the old name of REPLICAOF.",
      limits: "Only `NO ONE`; there are replicas in a `FakeCluster` alone.",
      run: slaveof
    ),
    CommandSpec(
      "wait",
      arity: 3,
      flags: [.noScript],
      categories: [.connection],
      isInGroupCategory: false,
      tips: ["request_policy:all_shards", "response_policy:agg_min"],
      group: .generic,
      since: "3.0.0",
      summary: "Waits until replicas have the changes of this connection.",
      limits:
        "Outside a `FakeCluster` there are no replicas to wait for, so it lasts until its time "
        + "is over.",
      run: wait
    ),
    CommandSpec(
      "monitor",
      arity: 1,
      flags: [.admin, .noScript, .loading, .stale],
      group: .server,
      since: "1.0.0",
      summary: "Shows every command that the server runs.",
      limits: "Shows what happens in `course redis` only; in the process, look at `FakeRedis.log`.",
      run: monitor
    ),
    CommandSpec(
      "lolwut",
      arity: -1,
      flags: [.readonly, .fast],
      group: .server,
      since: "5.0.0",
      summary: "A small picture, with the version.",
      limits: "Tells the version and draws nothing.",
      run: lolwut
    ),
    CommandSpec(
      "shutdown",
      arity: -1,
      flags: [.admin, .noScript, .loading, .stale, .noMulti, .allowBusy],
      group: .server,
      since: "1.0.0",
      summary: "Stops the server.",
      limits: "Ends `course redis`; in the process it is an error.",
      run: shutdown
    ),
  ]
}
