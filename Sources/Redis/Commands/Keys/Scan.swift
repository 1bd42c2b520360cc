/// Iterating over the keys.
enum ScanCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "scan",
      arity: -2,
      flags: [.readonly],
      tips: ["nondeterministic_output", "request_policy:special"],
      group: .generic,
      since: "2.8.0",
      summary: "Some of the keys, and where to go on.",
      run: scan
    )
  ]
}
