/// Transactions: commands that run together or not at all.
enum TransactionCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "multi",
      arity: 1,
      flags: [.noScript, .loading, .stale, .fast, .allowBusy],
      group: .transactions,
      since: "1.2.0",
      summary: "Begins a transaction: commands are kept until EXEC.",
      run: multi
    ),
    CommandSpec(
      "exec",
      arity: 1,
      flags: [.noScript, .loading, .stale, .skipSlowlog],
      group: .transactions,
      since: "1.2.0",
      summary: "Runs the commands since MULTI, if no watched key was changed.",
      run: exec
    ),
    CommandSpec(
      "discard",
      arity: 1,
      flags: [.noScript, .loading, .stale, .fast, .allowBusy],
      group: .transactions,
      since: "2.0.0",
      summary: "Forgets the commands since MULTI.",
      run: discard
    ),
    CommandSpec(
      "watch",
      arity: -2,
      flags: [.noScript, .loading, .stale, .fast, .allowBusy],
      keys: [.range(1, to: -1, "RO")],
      group: .transactions,
      since: "2.2.0",
      summary: "Has the next EXEC do nothing if one of the keys is changed before.",
      run: watch
    ),
    CommandSpec(
      "unwatch",
      arity: 1,
      flags: [.noScript, .loading, .stale, .fast, .allowBusy],
      group: .transactions,
      since: "2.2.0",
      summary: "Stops watching keys.",
      run: unwatch
    ),
  ]
}
