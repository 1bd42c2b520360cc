/// Sorted sets: members in the order of their scores.
enum SortedSetCommands {
  static let commands = changing + asking

  private static let changing: [CommandSpec] = [
    CommandSpec(
      "zadd",
      arity: -4,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW update")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "Adds members to a sorted set, or changes their scores.",
      run: zadd
    ),
    CommandSpec(
      "zincrby",
      arity: 4,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "Adds an amount to the score of a member.",
      run: zincrby
    ),
    CommandSpec(
      "zrem",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW delete")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "Removes members from a sorted set.",
      run: zrem
    ),
    CommandSpec(
      "zremrangebyrank",
      arity: 4,
      flags: [.write],
      keys: [.at(1, "RW delete")],
      group: .sortedSet,
      since: "2.0.0",
      summary: "Removes the members in a range of ranks.",
      run: zremrangebyrank
    ),
    CommandSpec(
      "zremrangebyscore",
      arity: 4,
      flags: [.write],
      keys: [.at(1, "RW delete")],
      group: .sortedSet,
      since: "1.2.0",
      summary: "Removes the members in a range of scores.",
      run: zremrangebyscore
    ),
    CommandSpec(
      "zremrangebylex",
      arity: 4,
      flags: [.write],
      keys: [.at(1, "RW delete")],
      group: .sortedSet,
      since: "2.8.9",
      summary: "Removes the members in a range of names, where all scores are equal.",
      run: zremrangebylex
    ),
    CommandSpec(
      "zrangestore",
      arity: -5,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update"), .at(2, "RO access")],
      group: .sortedSet,
      since: "6.2.0",
      summary: "Stores the members in a range of ranks, scores or names.",
      run: zrangestore
    ),
    CommandSpec(
      "zpopmin",
      arity: -2,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete")],
      group: .sortedSet,
      since: "5.0.0",
      summary: "Takes the members with the lowest scores.",
      run: zpopmin
    ),
    CommandSpec(
      "zpopmax",
      arity: -2,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete")],
      group: .sortedSet,
      since: "5.0.0",
      summary: "Takes the members with the highest scores.",
      run: zpopmax
    ),
    CommandSpec(
      "zmpop",
      arity: -4,
      flags: [.write],
      keys: [.counted(at: 1, "RW access delete")],
      group: .sortedSet,
      since: "7.0.0",
      summary: "Takes members from the first of some sorted sets that has any.",
      run: zmpop
    ),
    CommandSpec(
      "bzpopmin",
      arity: -3,
      flags: [.write, .noScript, .blocking, .fast],
      keys: [.range(1, to: -2, "RW access delete")],
      group: .sortedSet,
      since: "5.0.0",
      summary:
        "Takes the member with the lowest score of the first set that has any, and waits for one.",
      run: bzpopmin
    ),
    CommandSpec(
      "bzpopmax",
      arity: -3,
      flags: [.write, .noScript, .blocking, .fast],
      keys: [.range(1, to: -2, "RW access delete")],
      group: .sortedSet,
      since: "5.0.0",
      summary:
        "Takes the member with the highest score of the first set that has any, and waits for one.",
      run: bzpopmax
    ),
    CommandSpec(
      "bzmpop",
      arity: -5,
      flags: [.write, .blocking],
      keys: [.counted(at: 2, "RW access delete")],
      group: .sortedSet,
      since: "7.0.0",
      summary: "Takes members from the first of some sorted sets that has any, and waits for one.",
      run: bzmpop
    ),
    CommandSpec(
      "zunionstore",
      arity: -4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update"), .counted(at: 2, "RO access")],
      group: .sortedSet,
      since: "2.0.0",
      summary: "Stores the members of any of the sets, with their scores combined.",
      run: zunionstore
    ),
    CommandSpec(
      "zinterstore",
      arity: -4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update"), .counted(at: 2, "RO access")],
      group: .sortedSet,
      since: "2.0.0",
      summary: "Stores the members that all the sets have, with their scores combined.",
      run: zinterstore
    ),
    CommandSpec(
      "zdiffstore",
      arity: -4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update"), .counted(at: 2, "RO access")],
      group: .sortedSet,
      since: "6.2.0",
      summary: "Stores the members of the first set that no other one has.",
      run: zdiffstore
    ),
  ]
}
