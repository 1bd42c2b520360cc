extension SortedSetCommands {
  /// The commands that leave their sets as they are and store nothing.
  static let asking: [CommandSpec] = [
    CommandSpec(
      "zcard",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "How many members a sorted set has.",
      run: zcard
    ),
    CommandSpec(
      "zcount",
      arity: 4,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "2.0.0",
      summary: "How many members have their scores in a range.",
      run: zcount
    ),
    CommandSpec(
      "zlexcount",
      arity: 4,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "2.8.9",
      summary: "How many members are in a range of names, where all scores are equal.",
      run: zlexcount
    ),
    CommandSpec(
      "zscore",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "The score of a member.",
      run: zscore
    ),
    CommandSpec(
      "zmscore",
      arity: -3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "6.2.0",
      summary: "The scores of several members.",
      run: zmscore
    ),
    CommandSpec(
      "zrank",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "2.0.0",
      summary: "The place of a member from the lowest score on.",
      run: zrank
    ),
    CommandSpec(
      "zrevrank",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "2.0.0",
      summary: "The place of a member from the highest score on.",
      run: zrevrank
    ),
    CommandSpec(
      "zrange",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "The members in a range of ranks, scores or names.",
      run: zrange
    ),
    CommandSpec(
      "zrangebyscore",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "1.0.5",
      summary: "The members in a range of scores.",
      run: zrangebyscore
    ),
    CommandSpec(
      "zrangebylex",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "2.8.9",
      summary: "The members in a range of names, where all scores are equal.",
      run: zrangebylex
    ),
    CommandSpec(
      "zrevrange",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "The members in a range of ranks, from the highest score on.",
      run: zrevrange
    ),
    CommandSpec(
      "zrevrangebyscore",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "2.2.0",
      summary: "The members in a range of scores, from the highest score on.",
      run: zrevrangebyscore
    ),
    CommandSpec(
      "zrevrangebylex",
      arity: -4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .sortedSet,
      since: "2.8.9",
      summary: "The members in a range of names, from the last on, where all scores are equal.",
      run: zrevrangebylex
    ),
    CommandSpec(
      "zrandmember",
      arity: -2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .sortedSet,
      since: "6.2.0",
      summary: "Members drawn at random.",
      run: zrandmember
    ),
    CommandSpec(
      "zscan",
      arity: -3,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .sortedSet,
      since: "2.8.0",
      summary: "Iterates over the members of a sorted set, a few at a time.",
      run: zscan
    ),
    CommandSpec(
      "zunion",
      arity: -3,
      flags: [.readonly],
      keys: [.counted(at: 1, "RO access")],
      group: .sortedSet,
      since: "6.2.0",
      summary: "The members of any of the sets, with their scores combined.",
      run: zunion
    ),
    CommandSpec(
      "zinter",
      arity: -3,
      flags: [.readonly],
      keys: [.counted(at: 1, "RO access")],
      group: .sortedSet,
      since: "6.2.0",
      summary: "The members that all the sets have, with their scores combined.",
      run: zinter
    ),
    CommandSpec(
      "zintercard",
      arity: -3,
      flags: [.readonly],
      keys: [.counted(at: 1, "RO access")],
      group: .sortedSet,
      since: "7.0.0",
      summary: "How many members all the sets have in common.",
      run: zintercard
    ),
    CommandSpec(
      "zdiff",
      arity: -3,
      flags: [.readonly],
      keys: [.counted(at: 1, "RO access")],
      group: .sortedSet,
      since: "6.2.0",
      summary: "The members of the first set that no other one has.",
      run: zdiff
    ),
  ]
}
