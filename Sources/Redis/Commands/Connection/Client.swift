/// What clients are connected, and what is to be done with them.
enum ClientCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      container: "client",
      group: .connection,
      since: "2.4.0",
      summary: "About the connections of clients.",
      subcommands: [
        CommandSpec(
          "caching",
          arity: 3,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "6.0.0",
          summary: "Says whether the next command's keys are tracked.",
          limits: "Always an error, because tracking cannot be switched on.",
          run: clientCaching
        ),
        CommandSpec(
          "getname",
          arity: 2,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "2.6.9",
          summary: "The name of this connection.",
          run: clientGetname
        ),
        CommandSpec(
          "getredir",
          arity: 2,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "6.0.0",
          summary: "Which connection gets this one's invalidation messages.",
          limits: "Always -1, because tracking cannot be switched on.",
          run: clientGetredir
        ),
        CommandSpec(
          "help",
          arity: 2,
          flags: [.loading, .stale],
          group: .connection,
          since: "5.0.0",
          summary: "What there is to ask.",
          run: Help.reply
        ),
        CommandSpec(
          "id",
          arity: 2,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "5.0.0",
          summary: "The number of this connection.",
          run: clientId
        ),
        CommandSpec(
          "info",
          arity: 2,
          flags: [.noScript, .loading, .stale],
          tips: ["nondeterministic_output"],
          group: .connection,
          since: "6.2.0",
          summary: "Everything known about this connection.",
          limits: "The fields about buffers are 0.",
          run: clientInfo
        ),
        CommandSpec(
          "kill",
          arity: -3,
          flags: [.admin, .noScript, .loading, .stale],
          group: .connection,
          since: "2.4.0",
          summary: "Closes connections.",
          run: clientKill
        ),
        CommandSpec(
          "list",
          arity: -2,
          flags: [.admin, .noScript, .loading, .stale],
          tips: ["nondeterministic_output"],
          group: .connection,
          since: "2.4.0",
          summary: "Everything known about every connection.",
          limits: "The fields about buffers are 0.",
          run: clientList
        ),
        CommandSpec(
          "no-evict",
          arity: 3,
          flags: [.admin, .noScript, .loading, .stale],
          group: .connection,
          since: "7.0.0",
          summary: "Exempts this connection from being closed for want of memory.",
          limits: "Noted, but clients are never thrown out for the memory that they take.",
          run: clientNoEvict
        ),
        CommandSpec(
          "pause",
          arity: -3,
          flags: [.admin, .noScript, .loading, .stale],
          group: .connection,
          since: "2.9.50",
          summary: "Holds back the commands of clients for a while.",
          run: clientPause
        ),
        CommandSpec(
          "reply",
          arity: 3,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "3.2.0",
          summary: "Switches the replies to this connection off and on.",
          run: clientReply
        ),
        CommandSpec(
          "setname",
          arity: 3,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "2.6.9",
          summary: "Gives this connection a name.",
          run: clientSetname
        ),
        CommandSpec(
          "tracking",
          arity: -3,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "6.0.0",
          summary: "Switches messages about changed keys on and off.",
          limits:
            "`ON` is refused: no messages about changed keys are sent. Use pub/sub or keyspace "
            + "events.",
          run: clientTracking
        ),
        CommandSpec(
          "trackinginfo",
          arity: 2,
          flags: [.noScript, .loading, .stale],
          group: .connection,
          since: "6.2.0",
          summary: "How keys are tracked for this connection.",
          limits: "Always off.",
          run: clientTrackinginfo
        ),
        CommandSpec(
          "unblock",
          arity: -3,
          flags: [.admin, .noScript, .loading, .stale],
          group: .connection,
          since: "5.0.0",
          summary: "Ends another connection's waiting.",
          run: clientUnblock
        ),
        CommandSpec(
          "unpause",
          arity: 2,
          flags: [.admin, .noScript, .loading, .stale],
          group: .connection,
          since: "6.2.0",
          summary: "Ends the pause of clients.",
          run: clientUnpause
        ),
      ]
    )
  ]
}
