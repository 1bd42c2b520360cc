/// Keys, whatever they hold.
enum KeyCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "del",
      arity: -2,
      flags: [.write],
      keys: [.range(1, to: -1, "RM delete")],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"],
      group: .generic,
      since: "1.0.0",
      summary: "Removes keys and counts those that were there.",
      run: del
    ),
    CommandSpec(
      "unlink",
      arity: -2,
      flags: [.write, .fast],
      keys: [.range(1, to: -1, "RM delete")],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"],
      group: .generic,
      since: "4.0.0",
      summary: "Removes keys, freeing their memory later, and counts those that were there.",
      limits: "Frees the memory at once, as `DEL` does.",
      run: unlink
    ),
    CommandSpec(
      "exists",
      arity: -2,
      flags: [.readonly, .fast],
      keys: [.range(1, to: -1, "RO")],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"],
      group: .generic,
      since: "1.0.0",
      summary: "How many of the keys exist.",
      run: exists
    ),
    CommandSpec(
      "type",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .generic,
      since: "1.0.0",
      summary: "What type of value a key holds.",
      run: type
    ),
    CommandSpec(
      "touch",
      arity: -2,
      flags: [.readonly, .fast],
      keys: [.range(1, to: -1, "RO")],
      tips: ["request_policy:multi_shard", "response_policy:agg_sum"],
      group: .generic,
      since: "3.2.1",
      summary: "Marks keys as used and counts those that exist.",
      run: touch
    ),
    CommandSpec(
      "rename",
      arity: 3,
      flags: [.write],
      keys: [.at(1, "RW access delete"), .at(2, "OW update")],
      group: .generic,
      since: "1.0.0",
      summary: "Gives a key another name, in place of what has that name.",
      run: rename
    ),
    CommandSpec(
      "renamenx",
      arity: 3,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete"), .at(2, "OW insert")],
      group: .generic,
      since: "1.0.0",
      summary: "Gives a key another name, unless that is taken.",
      run: renamenx
    ),
    CommandSpec(
      "copy",
      arity: -3,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RO access"), .at(2, "OW update")],
      group: .generic,
      since: "6.2.0",
      summary: "Copies a key's value to another key.",
      run: copy
    ),
    CommandSpec(
      "move",
      arity: 3,
      flags: [.write, .fast],
      keys: [.at(1, "RW access update")],
      group: .generic,
      since: "1.0.0",
      summary: "Moves a key to another database.",
      run: move
    ),
    CommandSpec(
      "randomkey",
      arity: 1,
      flags: [.readonly],
      tips: ["request_policy:all_shards", "nondeterministic_output"],
      group: .generic,
      since: "1.0.0",
      summary: "The name of a key chosen at random.",
      run: randomkey
    ),
    CommandSpec(
      "keys",
      arity: 2,
      flags: [.readonly],
      categories: [.dangerous],
      tips: ["request_policy:all_shards", "nondeterministic_output_order"],
      group: .generic,
      since: "1.0.0",
      summary: "All keys that match a pattern.",
      run: keys
    ),
    CommandSpec(
      container: "object",
      group: .generic,
      since: "2.2.3",
      summary: "How a key's value is kept and used.",
      subcommands: [
        CommandSpec(
          "encoding",
          arity: 3,
          flags: [.readonly],
          keys: [.at(2, "RO")],
          tips: ["nondeterministic_output"],
          group: .generic,
          since: "2.2.3",
          summary: "The representation of a key's value in memory.",
          run: objectEncoding
        ),
        CommandSpec(
          "freq",
          arity: 3,
          flags: [.readonly],
          keys: [.at(2, "RO")],
          tips: ["nondeterministic_output"],
          group: .generic,
          since: "4.0.0",
          summary: "How often a key is used, on the logarithmic scale of the LFU policies.",
          run: objectFreq
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .generic,
          since: "6.2.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "idletime",
          arity: 3,
          flags: [.readonly],
          keys: [.at(2, "RO")],
          tips: ["nondeterministic_output"],
          group: .generic,
          since: "2.2.3",
          summary: "How many seconds a key has not been used.",
          run: objectIdletime
        ),
        CommandSpec(
          "refcount",
          arity: 3,
          flags: [.readonly],
          keys: [.at(2, "RO")],
          tips: ["nondeterministic_output"],
          group: .generic,
          since: "2.2.3",
          summary: "How many owners a key's value has.",
          run: objectRefcount
        ),
      ]
    ),
  ]
}
