/// The settings of the server.
enum ConfigCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      container: "config",
      group: .server,
      since: "2.0.0",
      summary: "The settings of the server.",
      subcommands: [
        CommandSpec(
          "get",
          arity: -3,
          flags: [.admin, .noScript, .loading, .stale],
          group: .server,
          since: "2.0.0",
          summary: "The values of settings.",
          limits: "Knows the settings that matter here and those that tools ask for.",
          run: configGet
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .server,
          since: "5.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "resetstat",
          arity: 2,
          flags: [.admin, .noScript, .loading, .stale],
          group: .server,
          since: "2.0.0",
          summary: "Sets the counts of INFO back.",
          run: configResetstat
        ),
        CommandSpec(
          "rewrite",
          arity: 2,
          flags: [.admin, .noScript, .loading, .stale],
          group: .server,
          since: "2.8.0",
          summary: "Writes the settings to the file they came from.",
          limits: "Always refused: there is no file.",
          run: configRewrite
        ),
        CommandSpec(
          "set",
          arity: -4,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["request_policy:all_nodes", "response_policy:all_succeeded"],
          group: .server,
          since: "2.0.0",
          summary: "Changes settings.",
          limits:
            "Has an effect on memory, eviction, encodings, notifications, the password and what "
            + "is logged as slow; other settings are kept and do nothing.",
          run: configSet
        ),
      ]
    )
  ]
}
