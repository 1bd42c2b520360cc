/// Users and what they may do.
enum AccessControlCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      container: "acl",
      group: .server,
      since: "6.0.0",
      summary: "About users and what they may do.",
      subcommands: [
        CommandSpec(
          "cat",
          arity: -2,
          flags: [.noScript, .loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "The categories of commands.",
          run: aclCat
        ),
        CommandSpec(
          "genpass",
          arity: -2,
          flags: [.noScript, .loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "A password made at random.",
          run: aclGenpass
        ),
        CommandSpec(
          "getuser",
          arity: 3,
          flags: [.admin, .noScript, .loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "What a user may do.",
          limits:
            "There is one user, `default`, who may do everything; the digest of the password is "
            + "not shown.",
          run: aclGetuser
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "list",
          arity: 2,
          flags: [.admin, .noScript, .loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "All users and what they may do.",
          limits:
            "There is one user, `default`, who may do everything; the digest of the password is "
            + "not shown.",
          run: aclList
        ),
        CommandSpec(
          "setuser",
          arity: -3,
          flags: [.admin, .noScript, .loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "Changes what a user may do.",
          limits: "Always refused: there is one user.",
          run: aclSetuser
        ),
        CommandSpec(
          "users",
          arity: 2,
          flags: [.admin, .noScript, .loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "The names of all users.",
          limits: "There is one user, `default`.",
          run: aclUsers
        ),
        CommandSpec(
          "whoami",
          arity: 2,
          flags: [.noScript, .loading, .stale],
          group: .server,
          since: "6.0.0",
          summary: "The user of this connection.",
          run: aclWhoami
        ),
      ]
    )
  ]
}
