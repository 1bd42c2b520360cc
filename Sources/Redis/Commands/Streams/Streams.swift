/// Streams: logs of entries that are read by id.
enum StreamCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "xadd",
      arity: -5,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW update")],
      tips: ["nondeterministic_output"],
      group: .stream,
      since: "5.0.0",
      summary: "Adds an entry to a stream and gives its id.",
      run: xadd
    ),
    CommandSpec(
      "xlen",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .stream,
      since: "5.0.0",
      summary: "How many entries a stream has.",
      run: xlen
    ),
    CommandSpec(
      "xrange",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .stream,
      since: "5.0.0",
      summary: "The entries between two ids.",
      run: xrange
    ),
    CommandSpec(
      "xrevrange",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .stream,
      since: "5.0.0",
      summary: "The entries between two ids, last one first.",
      run: xrevrange
    ),
    CommandSpec(
      "xdel",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW delete")],
      group: .stream,
      since: "5.0.0",
      summary: "Removes entries and counts those that were there.",
      run: xdel
    ),
    CommandSpec(
      "xtrim",
      arity: -4,
      flags: [.write],
      keys: [.at(1, "RW delete")],
      tips: ["nondeterministic_output"],
      group: .stream,
      since: "5.0.0",
      summary: "Removes the oldest entries of a stream.",
      run: xtrim
    ),
    CommandSpec(
      "xsetid",
      arity: -3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW update")],
      group: .stream,
      since: "5.0.0",
      summary: "Sets what a stream remembers of entries that are gone.",
      run: xsetid
    ),
    CommandSpec(
      "xread",
      arity: -4,
      flags: [.readonly, .blocking],
      keys: [.streams(startingFrom: 1, "RO access")],
      group: .stream,
      since: "5.0.0",
      summary: "The entries of streams after given ids; waits for some if wanted.",
      run: xread
    ),
    CommandSpec(
      container: "xinfo",
      group: .stream,
      since: "5.0.0",
      summary: "What there is to know about a stream.",
      subcommands: [
        CommandSpec(
          "stream",
          arity: -3,
          flags: [.readonly],
          keys: [.at(2, "RO access")],
          group: .stream,
          since: "5.0.0",
          summary: "A stream's size and limits, or all that is in it.",
          run: xinfoStream
        ),
        CommandSpec(
          "groups",
          arity: 3,
          flags: [.readonly],
          keys: [.at(2, "RO access")],
          group: .stream,
          since: "5.0.0",
          summary: "The groups of a stream and how far each has come.",
          run: xinfoGroups
        ),
        CommandSpec(
          "consumers",
          arity: 4,
          flags: [.readonly],
          keys: [.at(2, "RO access")],
          tips: ["nondeterministic_output"],
          group: .stream,
          since: "5.0.0",
          summary: "The consumers of a group and what is pending for each.",
          run: xinfoConsumers
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .stream,
          since: "5.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
      ]
    ),
  ]
}
