/// Scripts and functions that were registered in Swift.
enum ScriptCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "eval",
      arity: -3,
      flags: [.noScript, .stale, .skipMonitor, .noMandatoryKeys],
      keys: [.counted(at: 2, "RW access update")],
      group: .scripting,
      since: "2.6.0",
      summary: "Runs a script given as text, which takes an interpreter that is not here.",
      limits:
        "There is no Lua: only the text of a script that was registered in Swift runs, as its "
        + "Swift body.",
      run: eval
    ),
    CommandSpec(
      "eval_ro",
      arity: -3,
      flags: [.readonly, .noScript, .stale, .skipMonitor, .noMandatoryKeys],
      keys: [.counted(at: 2, "RO access")],
      group: .scripting,
      since: "7.0.0",
      summary: "As EVAL, for a script that only reads.",
      limits: "As with `EVAL`, only the text of a registered script runs.",
      run: evalReadOnly
    ),
    CommandSpec(
      "evalsha",
      arity: -3,
      flags: [.noScript, .stale, .skipMonitor, .noMandatoryKeys],
      keys: [.counted(at: 2, "RW access update")],
      group: .scripting,
      since: "2.6.0",
      summary: "Runs a registered script by its digest.",
      limits: "Knows the scripts that were registered in Swift and no others.",
      run: evalsha
    ),
    CommandSpec(
      "evalsha_ro",
      arity: -3,
      flags: [.readonly, .noScript, .stale, .skipMonitor, .noMandatoryKeys],
      keys: [.counted(at: 2, "RO access")],
      group: .scripting,
      since: "7.0.0",
      summary: "As EVALSHA, for a script that only reads.",
      limits: "Knows the scripts that were registered in Swift and no others.",
      run: evalshaReadOnly
    ),
    CommandSpec(
      "fcall",
      arity: -3,
      flags: [.noScript, .stale, .skipMonitor, .noMandatoryKeys],
      keys: [.counted(at: 2, "RW access update")],
      group: .scripting,
      since: "7.0.0",
      summary: "Runs a registered function by its name.",
      limits: "The functions are the scripts that were registered in Swift, by their names.",
      run: fcall
    ),
    CommandSpec(
      "fcall_ro",
      arity: -3,
      flags: [.readonly, .noScript, .stale, .skipMonitor, .noMandatoryKeys],
      keys: [.counted(at: 2, "RO access")],
      group: .scripting,
      since: "7.0.0",
      summary: "As FCALL, for a function that only reads.",
      limits: "The functions are the scripts that were registered in Swift, by their names.",
      run: fcallReadOnly
    ),
    CommandSpec(
      container: "script",
      group: .scripting,
      since: "2.6.0",
      summary: "About scripts.",
      subcommands: [
        CommandSpec(
          "exists",
          arity: -3,
          flags: [.noScript],
          tips: ["request_policy:all_shards", "response_policy:agg_logical_and"],
          group: .scripting,
          since: "2.6.0",
          summary: "Which digests belong to registered scripts.",
          run: scriptExists
        ),
        CommandSpec(
          "flush",
          arity: -2,
          flags: [.noScript],
          tips: ["request_policy:all_nodes", "response_policy:all_succeeded"],
          group: .scripting,
          since: "2.6.0",
          summary: "Forgets all scripts.",
          run: scriptFlush
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .scripting,
          since: "5.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "kill",
          arity: 2,
          flags: [.noScript, .allowBusy],
          tips: ["request_policy:all_shards", "response_policy:one_succeeded"],
          group: .scripting,
          since: "2.6.0",
          summary: "Ends the script that is running.",
          limits: "A script cannot be interrupted, so there is never one to end.",
          run: scriptKill
        ),
        CommandSpec(
          "load",
          arity: 3,
          flags: [.noScript, .stale],
          tips: ["request_policy:all_nodes", "response_policy:all_succeeded"],
          group: .scripting,
          since: "2.6.0",
          summary: "Gives the digest of a script that is registered.",
          limits: "Takes only the text that a registered script stands for.",
          run: scriptLoad
        ),
      ]
    ),
    CommandSpec(
      container: "function",
      group: .scripting,
      since: "7.0.0",
      summary: "About functions.",
      subcommands: [
        CommandSpec(
          "delete",
          arity: 3,
          flags: [.write, .noScript],
          tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
          group: .scripting,
          since: "7.0.0",
          summary: "Removes a library of functions.",
          limits: "Always an error: what was registered in Swift is no library.",
          run: functionDelete
        ),
        CommandSpec(
          "flush",
          arity: -2,
          flags: [.write, .noScript],
          tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
          group: .scripting,
          since: "7.0.0",
          summary: "Removes all libraries of functions.",
          limits: "Removes nothing: what was registered in Swift stays.",
          run: functionFlush
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .scripting,
          since: "7.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "kill",
          arity: 2,
          flags: [.noScript, .allowBusy],
          tips: ["request_policy:all_shards", "response_policy:one_succeeded"],
          group: .scripting,
          since: "7.0.0",
          summary: "Ends the function that is running.",
          limits: "A function cannot be interrupted, so there is never one to end.",
          run: functionKill
        ),
        CommandSpec(
          "list",
          arity: -2,
          flags: [.noScript],
          tips: ["nondeterministic_output_order"],
          group: .scripting,
          since: "7.0.0",
          summary: "The functions that are registered.",
          limits:
            "Shows each registered script as a library of its own; the options have no effect.",
          run: functionList
        ),
        CommandSpec(
          "load",
          arity: -3,
          flags: [.write, .denyOOM, .noScript],
          tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
          group: .scripting,
          since: "7.0.0",
          summary: "Adds a library as text, which takes an interpreter that is not here.",
          limits: "Always refused: a library is a text in Lua.",
          run: functionLoad
        ),
        CommandSpec(
          "stats",
          arity: 2,
          flags: [.noScript, .allowBusy],
          tips: [
            "nondeterministic_output", "request_policy:all_shards", "response_policy:special",
          ],
          group: .scripting,
          since: "7.0.0",
          summary: "What function is running.",
          limits: "Lists no engine, and no function is ever running.",
          run: functionStats
        ),
      ]
    ),
  ]
}
