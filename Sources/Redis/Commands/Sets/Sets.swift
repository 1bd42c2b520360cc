/// Sets: members without an order, each of them once.
enum SetCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "sadd",
      arity: -3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .set,
      since: "1.0.0",
      summary: "Adds members to a set.",
      run: sadd
    ),
    CommandSpec(
      "srem",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW delete")],
      group: .set,
      since: "1.0.0",
      summary: "Removes members from a set.",
      run: srem
    ),
    CommandSpec(
      "smove",
      arity: 4,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete"), .at(2, "RW insert")],
      group: .set,
      since: "1.0.0",
      summary: "Moves a member from one set to another.",
      run: smove
    ),
    CommandSpec(
      "scard",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .set,
      since: "1.0.0",
      summary: "How many members a set has.",
      run: scard
    ),
    CommandSpec(
      "sismember",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .set,
      since: "1.0.0",
      summary: "Whether a set has a member.",
      run: sismember
    ),
    CommandSpec(
      "smismember",
      arity: -3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .set,
      since: "6.2.0",
      summary: "Which of several members a set has.",
      run: smismember
    ),
    CommandSpec(
      "smembers",
      arity: 2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output_order"],
      group: .set,
      since: "1.0.0",
      summary: "All members of a set.",
      run: smembers
    ),
    CommandSpec(
      "spop",
      arity: -2,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete")],
      tips: ["nondeterministic_output"],
      group: .set,
      since: "1.0.0",
      summary: "Takes members drawn at random out of a set.",
      run: spop
    ),
    CommandSpec(
      "srandmember",
      arity: -2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .set,
      since: "1.0.0",
      summary: "Members drawn at random.",
      run: srandmember
    ),
    CommandSpec(
      "sscan",
      arity: -3,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .set,
      since: "2.8.0",
      summary: "Iterates over the members of a set, a few at a time.",
      run: sscan
    ),
    CommandSpec(
      "sinter",
      arity: -2,
      flags: [.readonly],
      keys: [.range(1, to: -1, "RO access")],
      tips: ["nondeterministic_output_order"],
      group: .set,
      since: "1.0.0",
      summary: "The members that all the sets have.",
      run: sinter
    ),
    CommandSpec(
      "sinterstore",
      arity: -3,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW update"), .range(2, to: -1, "RO access")],
      group: .set,
      since: "1.0.0",
      summary: "Stores the members that all the sets have.",
      run: sinterstore
    ),
    CommandSpec(
      "sintercard",
      arity: -3,
      flags: [.readonly],
      keys: [.counted(at: 1, "RO access")],
      group: .set,
      since: "7.0.0",
      summary: "How many members all the sets have in common.",
      run: sintercard
    ),
    CommandSpec(
      "sunion",
      arity: -2,
      flags: [.readonly],
      keys: [.range(1, to: -1, "RO access")],
      tips: ["nondeterministic_output_order"],
      group: .set,
      since: "1.0.0",
      summary: "The members of any of the sets.",
      run: sunion
    ),
    CommandSpec(
      "sunionstore",
      arity: -3,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update"), .range(2, to: -1, "RO access")],
      group: .set,
      since: "1.0.0",
      summary: "Stores the members of any of the sets.",
      run: sunionstore
    ),
    CommandSpec(
      "sdiff",
      arity: -2,
      flags: [.readonly],
      keys: [.range(1, to: -1, "RO access")],
      tips: ["nondeterministic_output_order"],
      group: .set,
      since: "1.0.0",
      summary: "The members of the first set that no other one has.",
      run: sdiff
    ),
    CommandSpec(
      "sdiffstore",
      arity: -3,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update"), .range(2, to: -1, "RO access")],
      group: .set,
      since: "1.0.0",
      summary: "Stores the members of the first set that no other one has.",
      run: sdiffstore
    ),
  ]
}
