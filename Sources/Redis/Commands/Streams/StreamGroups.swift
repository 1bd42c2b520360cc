/// Consumer groups: streams whose entries are shared out, and acknowledged when they are dealt with.
enum StreamGroupCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "xreadgroup",
      arity: -7,
      flags: [.write, .blocking],
      keys: [.streams(startingFrom: 4, "RO access")],
      group: .stream,
      since: "5.0.0",
      summary: "Gives a consumer entries that no other consumer of its group has; waits if wanted.",
      run: xreadgroup
    ),
    CommandSpec(
      "xack",
      arity: -4,
      flags: [.write, .fast],
      keys: [.at(1, "RW update")],
      group: .stream,
      since: "5.0.0",
      summary: "Says that entries have been dealt with.",
      run: xack
    ),
    CommandSpec(
      "xpending",
      arity: -3,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .stream,
      since: "5.0.0",
      summary: "The entries that were given out and not acknowledged yet.",
      run: xpending
    ),
    CommandSpec(
      "xclaim",
      arity: -6,
      flags: [.write, .fast],
      keys: [.at(1, "RW update")],
      tips: ["nondeterministic_output"],
      group: .stream,
      since: "5.0.0",
      summary: "Gives pending entries to another consumer.",
      run: xclaim
    ),
    CommandSpec(
      "xautoclaim",
      arity: -6,
      flags: [.write, .fast],
      keys: [.at(1, "RW delete")],
      tips: ["nondeterministic_output"],
      group: .stream,
      since: "6.2.0",
      summary: "Gives a consumer the entries that have been pending for too long.",
      run: xautoclaim
    ),
    CommandSpec(
      container: "xgroup",
      group: .stream,
      since: "5.0.0",
      summary: "Makes, changes and removes groups and consumers.",
      subcommands: [
        CommandSpec(
          "create",
          arity: -5,
          flags: [.write, .denyOOM],
          keys: [.at(2, "RW insert")],
          group: .stream,
          since: "5.0.0",
          summary: "Makes a group.",
          run: create
        ),
        CommandSpec(
          "setid",
          arity: -5,
          flags: [.write],
          keys: [.at(2, "RW update")],
          group: .stream,
          since: "5.0.0",
          summary: "Sets the entry after which a group goes on.",
          run: setid
        ),
        CommandSpec(
          "destroy",
          arity: 4,
          flags: [.write],
          keys: [.at(2, "RW delete")],
          group: .stream,
          since: "5.0.0",
          summary: "Removes a group.",
          run: destroy
        ),
        CommandSpec(
          "createconsumer",
          arity: 5,
          flags: [.write, .denyOOM],
          keys: [.at(2, "RW insert")],
          group: .stream,
          since: "6.2.0",
          summary: "Adds a consumer to a group.",
          run: createconsumer
        ),
        CommandSpec(
          "delconsumer",
          arity: 5,
          flags: [.write],
          keys: [.at(2, "RW delete")],
          group: .stream,
          since: "5.0.0",
          summary: "Removes a consumer with all that is pending for it.",
          run: delconsumer
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .stream,
          since: "5.0.0",
          summary: "What there is to do.",
          run: Help.reply
        ),
      ]
    ),
  ]
}

extension RedisError {
  /// A group was named that the stream does not have.
  static func noGroup(named group: RedisBytes, of key: RedisBytes) -> RedisError {
    RedisError(
      code: "NOGROUP",
      "No such consumer group '\(group.textToZero)' for key name '\(key.textToZero)'"
    )
  }
}
