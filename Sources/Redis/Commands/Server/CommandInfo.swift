/// What commands there are.
enum CommandInfoCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "command",
      arity: -1,
      flags: [.loading, .stale],
      categories: [.connection],
      tips: ["nondeterministic_output_order"],
      group: .server,
      since: "2.8.13",
      summary: "Everything about every command.",
      subcommands: [
        CommandSpec(
          "count",
          arity: 2,
          flags: [.loading, .stale],
          categories: [.connection],
          group: .server,
          since: "2.8.13",
          summary: "How many commands there are.",
          run: commandCount
        ),
        CommandSpec(
          "docs",
          arity: -2,
          flags: [.loading, .stale],
          categories: [.connection],
          tips: ["nondeterministic_output_order"],
          group: .server,
          since: "7.0.0",
          summary: "What commands do.",
          limits: "Without the arguments, the history and the complexity of a command.",
          run: commandDocs
        ),
        CommandSpec(
          "getkeys",
          arity: -4,
          flags: [.loading, .stale],
          categories: [.connection],
          group: .server,
          since: "2.8.13",
          summary: "Which arguments of a command are keys.",
          run: commandGetkeys
        ),
        CommandSpec(
          "getkeysandflags",
          arity: -4,
          flags: [.loading, .stale],
          categories: [.connection],
          group: .server,
          since: "7.0.0",
          summary: "Which arguments of a command are keys, and what is done with them.",
          run: commandGetkeysandflags
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          categories: [.connection],
          group: .server,
          since: "5.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "info",
          arity: -2,
          flags: [.loading, .stale],
          categories: [.connection],
          tips: ["nondeterministic_output_order"],
          group: .server,
          since: "2.8.13",
          summary: "Everything about some commands.",
          run: commandInfo
        ),
        CommandSpec(
          "list",
          arity: -2,
          flags: [.loading, .stale],
          categories: [.connection],
          tips: ["nondeterministic_output_order"],
          group: .server,
          since: "7.0.0",
          summary: "The names of commands.",
          run: commandList
        ),
      ],
      run: command
    )
  ]
}
