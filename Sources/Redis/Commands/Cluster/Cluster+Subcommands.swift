extension ClusterCommands {
  static let subcommands: [CommandSpec] = [
    CommandSpec(
      "addslots",
      arity: -3,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Gives slots that nobody has to the node.",
      run: addslots
    ),
    CommandSpec(
      "addslotsrange",
      arity: -4,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "7.0.0",
      summary: "Gives ranges of slots that nobody has to the node.",
      run: addslotsrange
    ),
    CommandSpec(
      "bumpepoch",
      arity: 2,
      flags: [.admin, .stale, .noAsyncLoading],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "3.0.0",
      summary: "Gives the node's configuration a higher number.",
      run: bumpepoch
    ),
    CommandSpec(
      "count-failure-reports",
      arity: 3,
      flags: [.admin, .stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "3.0.0",
      summary: "How many nodes have reported a node as gone.",
      run: countFailureReports
    ),
    CommandSpec(
      "countkeysinslot",
      arity: 3,
      flags: [.stale],
      group: .cluster,
      since: "3.0.0",
      summary: "How many keys of a slot the node has.",
      run: countkeysinslot
    ),
    CommandSpec(
      "delslots",
      arity: -3,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Takes slots from the node that has them.",
      run: delslots
    ),
    CommandSpec(
      "delslotsrange",
      arity: -4,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "7.0.0",
      summary: "Takes ranges of slots from the nodes that have them.",
      run: delslotsrange
    ),
    CommandSpec(
      "failover",
      arity: -2,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Makes the replica a primary.",
      run: failover
    ),
    CommandSpec(
      "flushslots",
      arity: 2,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Takes all its slots from the node.",
      run: flushslots
    ),
    CommandSpec(
      "forget",
      arity: 3,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Removes a node from the cluster.",
      limits: "The nodes of a `FakeCluster` are fixed: none can be removed.",
      run: forget
    ),
    CommandSpec(
      "getkeysinslot",
      arity: 4,
      flags: [.stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "3.0.0",
      summary: "Some keys of a slot.",
      run: getkeysinslot
    ),
    CommandSpec(
      "help",
      arity: 2,
      flags: [.loading, .stale],
      group: .cluster,
      since: "5.0.0",
      summary: "What there is to do.",
      run: Help.reply
    ),
    CommandSpec(
      "info",
      arity: 2,
      flags: [.stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "3.0.0",
      summary: "How the cluster is.",
      limits: "Messages between nodes are not counted.",
      run: info
    ),
    CommandSpec(
      "keyslot",
      arity: 3,
      flags: [.stale],
      group: .cluster,
      since: "3.0.0",
      summary: "The slot of a key.",
      run: keyslot
    ),
    CommandSpec(
      "links",
      arity: 2,
      flags: [.stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "7.0.0",
      summary: "The node's connections to the others.",
      limits: "The sizes of buffers are 0.",
      run: links
    ),
    CommandSpec(
      "meet",
      arity: -4,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Joins the node to another one.",
      limits:
        "The nodes of a `FakeCluster` know each other from the beginning: it only checks the "
        + "address.",
      run: meet
    ),
    CommandSpec(
      "myid",
      arity: 2,
      flags: [.stale],
      group: .cluster,
      since: "3.0.0",
      summary: "The node's id.",
      run: myid
    ),
    CommandSpec(
      "nodes",
      arity: 2,
      flags: [.stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "3.0.0",
      summary: "All nodes with their slots, a line each.",
      run: nodes
    ),
    CommandSpec(
      "replicas",
      arity: 3,
      flags: [.admin, .stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "5.0.0",
      summary: "The replicas of a node.",
      run: replicas
    ),
    CommandSpec(
      "replicate",
      arity: 3,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Makes the node a replica of another one.",
      run: replicate
    ),
    CommandSpec(
      "reset",
      arity: -2,
      flags: [.admin, .noScript, .stale],
      group: .cluster,
      since: "3.0.0",
      summary: "Makes the node forget the cluster.",
      limits: "The nodes of a `FakeCluster` are fixed: none can be reset.",
      run: reset
    ),
    CommandSpec(
      "saveconfig",
      arity: 2,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Writes the cluster's configuration to a file.",
      limits: "Writes no file.",
      run: saveconfig
    ),
    CommandSpec(
      "set-config-epoch",
      arity: 3,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Sets the number of a new node's configuration.",
      limits: "Always an error, as on every node that knows others.",
      run: setConfigEpoch
    ),
    CommandSpec(
      "setslot",
      arity: -4,
      flags: [.admin, .stale, .noAsyncLoading],
      group: .cluster,
      since: "3.0.0",
      summary: "Begins, ends or abandons the move of a slot.",
      run: setslot
    ),
    CommandSpec(
      "shards",
      arity: 2,
      flags: [.stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "7.0.0",
      summary: "The slots with the nodes that have them.",
      run: shards
    ),
    CommandSpec(
      "slaves",
      arity: 3,
      flags: [.admin, .stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "3.0.0",
      summary: "The replicas of a node; the old name of REPLICAS.",
      run: replicas
    ),
    CommandSpec(
      "slots",
      arity: 2,
      flags: [.stale],
      tips: ["nondeterministic_output"],
      group: .cluster,
      since: "3.0.0",
      summary: "Ranges of slots with the nodes that have them.",
      limits: "Without further addresses of the nodes.",
      run: slots
    ),
  ]
}
