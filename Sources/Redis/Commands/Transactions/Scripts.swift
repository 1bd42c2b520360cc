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
          run: functionStats
        ),
      ]
    ),
  ]
}
