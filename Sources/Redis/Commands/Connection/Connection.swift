/// A client's connection.
enum ConnectionCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "ping",
      arity: -1,
      flags: [.fast],
      tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
      group: .connection,
      since: "1.0.0",
      summary: "Gives back PONG, or what was sent.",
      run: ping
    ),
    CommandSpec(
      "echo",
      arity: 2,
      flags: [.loading, .stale, .fast],
      group: .connection,
      since: "1.0.0",
      summary: "Gives back what was sent.",
      run: echo
    ),
    CommandSpec(
      "hello",
      arity: -1,
      flags: [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy],
      group: .connection,
      since: "6.0.0",
      summary: "Agrees on the protocol and introduces server and client to each other.",
      run: hello
    ),
    CommandSpec(
      "auth",
      arity: -2,
      flags: [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy],
      group: .connection,
      since: "1.0.0",
      summary: "Gives the password, so that the connection may go on.",
      limits: "There is one user, `default`.",
      run: auth
    ),
    CommandSpec(
      "select",
      arity: 2,
      flags: [.loading, .stale, .fast],
      group: .connection,
      since: "1.0.0",
      summary: "Chooses the database of this connection.",
      run: select
    ),
    CommandSpec(
      "quit",
      arity: -1,
      flags: [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy],
      group: .connection,
      since: "1.0.0",
      summary: "Closes the connection.",
      run: quit
    ),
    CommandSpec(
      "reset",
      arity: 1,
      flags: [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy],
      group: .connection,
      since: "6.2.0",
      summary: "Puts the connection back to how it was when it was made.",
      run: reset
    ),
  ]
}
