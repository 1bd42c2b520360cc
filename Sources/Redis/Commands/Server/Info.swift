/// What the server knows about itself.
enum InfoCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "info",
      arity: -1,
      flags: [.loading, .stale],
      categories: [.dangerous],
      tips: ["nondeterministic_output", "request_policy:all_shards", "response_policy:special"],
      group: .server,
      since: "1.0.0",
      summary: "What the server counts and knows about itself.",
      limits: "Has the sections of Redis and most of their fields; times of the processor are 0.",
      run: info
    )
  ]
}
