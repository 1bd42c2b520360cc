/// Strings: the values that are bytes, texts and numbers.
enum StringCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "get", arity: 2, flags: [.readonly, .fast], keys: [.at(1, "RO access")],
      group: .string, since: "1.0.0", summary: "The string at a key.", run: get),
  ]

  static func get(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let value = try context.string(context[1]) else { return .null }
    return .bulk(value)
  }
}
