/// Hashes: fields with values under one key.
enum HashCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "hset",
      arity: -4,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW update")],
      group: .hash,
      since: "2.0.0",
      summary: "Sets fields of a hash.",
      run: hset
    ),
    CommandSpec(
      "hmset",
      arity: -4,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW update")],
      group: .hash,
      since: "2.0.0",
      summary: "Sets fields of a hash; the old name of HSET.",
      run: hmset
    ),
    CommandSpec(
      "hsetnx",
      arity: 4,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .hash,
      since: "2.0.0",
      summary: "Sets a field of a hash, unless it exists.",
      run: hsetnx
    ),
    CommandSpec(
      "hget",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .hash,
      since: "2.0.0",
      summary: "The value of a field.",
      run: hget
    ),
    CommandSpec(
      "hmget",
      arity: -3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .hash,
      since: "2.0.0",
      summary: "The values of several fields.",
      run: hmget
    ),
    CommandSpec(
      "hgetall",
      arity: 2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output_order"],
      group: .hash,
      since: "2.0.0",
      summary: "All fields with their values.",
      run: hgetall
    ),
    CommandSpec(
      "hkeys",
      arity: 2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output_order"],
      group: .hash,
      since: "2.0.0",
      summary: "All fields.",
      run: hkeys
    ),
    CommandSpec(
      "hvals",
      arity: 2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output_order"],
      group: .hash,
      since: "2.0.0",
      summary: "The values of all fields.",
      run: hvals
    ),
    CommandSpec(
      "hlen",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .hash,
      since: "2.0.0",
      summary: "How many fields a hash has.",
      run: hlen
    ),
    CommandSpec(
      "hstrlen",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .hash,
      since: "3.2.0",
      summary: "How many bytes the value of a field has.",
      run: hstrlen
    ),
    CommandSpec(
      "hexists",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .hash,
      since: "2.0.0",
      summary: "Whether a hash has a field.",
      run: hexists
    ),
    CommandSpec(
      "hdel",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW delete")],
      group: .hash,
      since: "2.0.0",
      summary: "Removes fields.",
      run: hdel
    ),
    CommandSpec(
      "hincrby",
      arity: 4,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .hash,
      since: "2.0.0",
      summary: "Adds an amount to a number in a hash.",
      run: hincrby
    ),
    CommandSpec(
      "hincrbyfloat",
      arity: 4,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW access update")],
      group: .hash,
      since: "2.6.0",
      summary: "Adds an amount, whole or not, to a number in a hash.",
      run: hincrbyfloat
    ),
    CommandSpec(
      "hrandfield",
      arity: -2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .hash,
      since: "6.2.0",
      summary: "Fields drawn at random.",
      run: hrandfield
    ),
    CommandSpec(
      "hscan",
      arity: -3,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .hash,
      since: "2.8.0",
      summary: "Iterates over the fields of a hash, a few at a time.",
      run: hscan
    ),
  ]
}
