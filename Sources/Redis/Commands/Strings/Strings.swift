/// Strings: the values that are bytes, texts and numbers.
enum StringCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "get",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .string,
      since: "1.0.0",
      summary: "The string at a key.",
      run: get
    ),
    CommandSpec(
      "set",
      arity: -3,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW access update variable_flags")],
      group: .string,
      since: "1.0.0",
      summary: "Sets a string, with conditions and a lifetime if wanted.",
      run: set
    ),
    CommandSpec(
      "setnx",
      arity: 3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "OW insert")],
      group: .string,
      since: "1.0.0",
      summary: "Sets a string, unless the key exists.",
      run: setnx
    ),
    CommandSpec(
      "setex",
      arity: 4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update")],
      group: .string,
      since: "2.0.0",
      summary: "Sets a string with a lifetime in seconds.",
      run: setex
    ),
    CommandSpec(
      "psetex",
      arity: 4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "OW update")],
      group: .string,
      since: "2.6.0",
      summary: "Sets a string with a lifetime in milliseconds.",
      run: psetex
    ),
    CommandSpec(
      "getset",
      arity: 3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .string,
      since: "1.0.0",
      summary: "Sets a string and gives the one that was there.",
      run: getset
    ),
    CommandSpec(
      "getdel",
      arity: 2,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete")],
      group: .string,
      since: "6.2.0",
      summary: "The string at a key, which is then removed.",
      run: getdel
    ),
    CommandSpec(
      "getex",
      arity: -2,
      flags: [.write, .fast],
      keys: [.at(1, "RW access update")],
      group: .string,
      since: "6.2.0",
      summary: "The string at a key, whose lifetime may be changed by the way.",
      run: getex
    ),
    CommandSpec(
      "append",
      arity: 3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .string,
      since: "2.0.0",
      summary: "Adds bytes at the end of a string and gives its new length.",
      run: append
    ),
    CommandSpec(
      "strlen",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .string,
      since: "2.2.0",
      summary: "How many bytes a string has.",
      run: strlen
    ),
    CommandSpec(
      "setrange",
      arity: 4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW update")],
      group: .string,
      since: "2.2.0",
      summary: "Overwrites part of a string from a position on.",
      run: setrange
    ),
    CommandSpec(
      "getrange",
      arity: 4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .string,
      since: "2.4.0",
      summary: "The part of a string between two positions, both included.",
      run: getrange
    ),
    CommandSpec(
      "substr",
      arity: 4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .string,
      since: "1.0.0",
      summary: "The part of a string between two positions; the old name of GETRANGE.",
      run: substr
    ),
    CommandSpec(
      "mget",
      arity: -2,
      flags: [.readonly, .fast],
      keys: [.range(1, to: -1, "RO access")],
      tips: ["request_policy:multi_shard"],
      group: .string,
      since: "1.0.0",
      summary: "The strings at several keys.",
      run: mget
    ),
    CommandSpec(
      "mset",
      arity: -3,
      flags: [.write, .denyOOM],
      keys: [.range(1, to: -1, step: 2, "OW update")],
      tips: ["request_policy:multi_shard", "response_policy:all_succeeded"],
      group: .string,
      since: "1.0.1",
      summary: "Sets several strings at once.",
      run: mset
    ),
    CommandSpec(
      "msetnx",
      arity: -3,
      flags: [.write, .denyOOM],
      keys: [.range(1, to: -1, step: 2, "OW insert")],
      tips: ["request_policy:multi_shard", "response_policy:agg_min"],
      group: .string,
      since: "1.0.1",
      summary: "Sets several strings, unless one of the keys exists.",
      run: msetnx
    ),
    CommandSpec(
      "incr",
      arity: 2,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .string,
      since: "1.0.0",
      summary: "Adds one to a number.",
      run: incr
    ),
    CommandSpec(
      "decr",
      arity: 2,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .string,
      since: "1.0.0",
      summary: "Takes one off a number.",
      run: decr
    ),
    CommandSpec(
      "incrby",
      arity: 3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .string,
      since: "1.0.0",
      summary: "Adds an amount to a number.",
      run: incrby
    ),
    CommandSpec(
      "decrby",
      arity: 3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .string,
      since: "1.0.0",
      summary: "Takes an amount off a number.",
      run: decrby
    ),
    CommandSpec(
      "incrbyfloat",
      arity: 3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .string,
      since: "2.6.0",
      summary: "Adds an amount, whole or not, to a number.",
      run: incrbyfloat
    ),
    CommandSpec(
      "lcs",
      arity: -3,
      flags: [.readonly],
      keys: [.range(1, to: 2, "RO access")],
      group: .string,
      since: "7.0.0",
      summary: "The longest common subsequence of two strings, its length, or where it is.",
      run: lcs
    ),
  ]
}
