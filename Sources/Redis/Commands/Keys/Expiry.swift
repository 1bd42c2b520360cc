/// How long keys live.
enum ExpiryCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "expire",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW update")],
      group: .generic,
      since: "1.0.0",
      summary: "Sets how many seconds a key lives from now.",
      run: expire
    ),
    CommandSpec(
      "pexpire",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW update")],
      group: .generic,
      since: "2.6.0",
      summary: "Sets how many milliseconds a key lives from now.",
      run: pexpire
    ),
    CommandSpec(
      "expireat",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW update")],
      group: .generic,
      since: "1.2.0",
      summary: "Sets the second at which a key expires.",
      run: expireat
    ),
    CommandSpec(
      "pexpireat",
      arity: -3,
      flags: [.write, .fast],
      keys: [.at(1, "RW update")],
      group: .generic,
      since: "2.6.0",
      summary: "Sets the millisecond at which a key expires.",
      run: pexpireat
    ),
    CommandSpec(
      "ttl",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .generic,
      since: "1.0.0",
      summary: "How many seconds a key has left.",
      run: ttl
    ),
    CommandSpec(
      "pttl",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      tips: ["nondeterministic_output"],
      group: .generic,
      since: "2.6.0",
      summary: "How many milliseconds a key has left.",
      run: pttl
    ),
    CommandSpec(
      "expiretime",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .generic,
      since: "7.0.0",
      summary: "The second at which a key expires.",
      run: expiretime
    ),
    CommandSpec(
      "pexpiretime",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .generic,
      since: "7.0.0",
      summary: "The millisecond at which a key expires.",
      run: pexpiretime
    ),
    CommandSpec(
      "persist",
      arity: 2,
      flags: [.write, .fast],
      keys: [.at(1, "RW update")],
      group: .generic,
      since: "2.2.0",
      summary: "Takes a key's deadline away.",
      run: persist
    ),
  ]
}
