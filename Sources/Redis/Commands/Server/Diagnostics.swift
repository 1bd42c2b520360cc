/// Looking into the server.
enum DiagnosticCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      container: "memory",
      group: .server,
      since: "4.0.0",
      summary: "About memory.",
      subcommands: [
        CommandSpec(
          "doctor",
          arity: 2,
          flags: [],
          tips: [
            "nondeterministic_output", "request_policy:all_shards", "response_policy:special",
          ],
          group: .server,
          since: "4.0.0",
          summary: "Advice about memory.",
          limits: "Never finds anything wrong.",
          run: memoryDoctor
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .server,
          since: "4.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "malloc-stats",
          arity: 2,
          flags: [],
          tips: [
            "nondeterministic_output", "request_policy:all_shards", "response_policy:special",
          ],
          group: .server,
          since: "4.0.0",
          summary: "What the allocator says.",
          limits: "There are none.",
          run: memoryMallocStats
        ),
        CommandSpec(
          "purge",
          arity: 2,
          flags: [],
          tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
          group: .server,
          since: "4.0.0",
          summary: "Gives unused memory back.",
          limits: "Does nothing.",
          run: memoryPurge
        ),
        CommandSpec(
          "stats",
          arity: 2,
          flags: [],
          tips: [
            "nondeterministic_output", "request_policy:all_shards", "response_policy:special",
          ],
          group: .server,
          since: "4.0.0",
          summary: "What takes how much memory.",
          limits: "Some of the figures, counted from the fake's own structures.",
          run: memoryStats
        ),
        CommandSpec(
          "usage",
          arity: -3,
          flags: [.readonly],
          keys: [.at(2, "RO")],
          group: .server,
          since: "4.0.0",
          summary: "About how much memory a key takes.",
          limits:
            "Counts what the fake's own structures take up, not what Redis's would; `SAMPLES` "
            + "has no effect.",
          run: memoryUsage
        ),
      ]
    ),
    CommandSpec(
      container: "latency",
      group: .server,
      since: "2.8.13",
      summary: "What took long.",
      subcommands: [
        CommandSpec(
          "doctor",
          arity: 2,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"],
          group: .server,
          since: "2.8.13",
          summary: "Advice about what took long.",
          limits: "No event is ever recorded.",
          run: latencyDoctor
        ),
        CommandSpec(
          "graph",
          arity: 3,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"],
          group: .server,
          since: "2.8.13",
          summary: "A picture of what took long.",
          limits: "No event is ever recorded.",
          run: latencyGraph
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .server,
          since: "2.8.13",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "histogram",
          arity: -2,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"],
          group: .server,
          since: "7.0.0",
          summary: "How long the calls of commands took.",
          limits: "Times are measured in `course redis` only; in the process there are none.",
          run: latencyHistogram
        ),
        CommandSpec(
          "history",
          arity: 3,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"],
          group: .server,
          since: "2.8.13",
          summary: "When an event took how long.",
          limits: "No event is ever recorded.",
          run: latencyHistory
        ),
        CommandSpec(
          "latest",
          arity: 2,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output", "request_policy:all_nodes", "response_policy:special"],
          group: .server,
          since: "2.8.13",
          summary: "The last time of each event.",
          limits: "No event is ever recorded.",
          run: latencyLatest
        ),
        CommandSpec(
          "reset",
          arity: -2,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["request_policy:all_nodes", "response_policy:all_succeeded"],
          group: .server,
          since: "2.8.13",
          summary: "Forgets what took long.",
          limits: "No event is ever recorded.",
          run: latencyReset
        ),
      ]
    ),
    CommandSpec(
      container: "slowlog",
      group: .server,
      since: "2.2.12",
      summary: "The commands that took longest.",
      subcommands: [
        CommandSpec(
          "get",
          arity: -2,
          flags: [.admin, .loading, .stale],
          tips: ["request_policy:all_nodes", "nondeterministic_output"],
          group: .server,
          since: "2.2.12",
          summary: "The latest slow commands.",
          limits: "Times are measured in `course redis` only; in the process nothing is slow.",
          run: slowlogGet
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .server,
          since: "6.2.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "len",
          arity: 2,
          flags: [.admin, .loading, .stale],
          tips: ["request_policy:all_nodes", "response_policy:agg_sum", "nondeterministic_output"],
          group: .server,
          since: "2.2.12",
          summary: "How many slow commands are kept.",
          run: slowlogLen
        ),
        CommandSpec(
          "reset",
          arity: 2,
          flags: [.admin, .loading, .stale],
          tips: ["request_policy:all_nodes", "response_policy:all_succeeded"],
          group: .server,
          since: "2.2.12",
          summary: "Forgets the slow commands.",
          run: slowlogReset
        ),
      ]
    ),
    CommandSpec(
      "debug",
      arity: -2,
      flags: [.admin, .noScript, .loading, .stale],
      group: .server,
      since: "1.0.0",
      summary: "Tools for tests.",
      limits:
        "`SLEEP` returns at once. Beyond it there are `SET-ACTIVE-EXPIRE`, `OBJECT`, `POPULATE`,"
        + " `PROTOCOL` and `ERROR`; some that tools send are accepted without an effect, all "
        + "others are refused.",
      run: debug
    ),
  ]
}
