extension CommandInfoCommands {
  static func command(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array(context.engine.table.commands.map { description(of: $0) })
  }

  static func commandCount(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(context.engine.table.commands.count)
  }

  static func commandInfo(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.count == 2 { return try command(context) }
    return .array(
      context.arguments.dropFirst(2).map { name in
        find(name, context).map { description(of: $0) } ?? .null
      }
    )
  }

  /// The command of a name such as `get` or `config|get`.
  static func find(_ name: RedisBytes, _ context: CommandContext) -> Command? {
    let words = name.bytes.split(separator: UInt8(ascii: "|")).map { RedisBytes($0) }
    guard let first = words.first, let command = context.engine.table[first] else { return nil }
    if words.count == 1 { return command }
    guard words.count == 2 else { return nil }
    return command.subcommands.first { words[1].equalsIgnoringCase($0.spec.name) }
  }

  static func commandList(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let names = context.engine.table.commands.map(\.spec.name)
    if context.count == 2 { return .array(names.map { .bulk(RedisBytes($0)) }) }
    guard context.count == 5, context.argument(2, is: "FILTERBY") else { throw .syntax }
    let all = context.engine.table.all
    let value = context[4]
    let found: [Command]
    if context.argument(3, is: "PATTERN") {
      let glob = Glob(value)
      found = all.filter { glob.matches(RedisBytes($0.fullName), ignoringCase: true) }
    } else if context.argument(3, is: "ACLCAT") {
      found = all.filter { $0.categories.contains { $0.rawValue == value.lowercasedName } }
    } else if context.argument(3, is: "MODULE") {
      found = []
    } else {
      throw .syntax
    }
    return .array(found.map { .bulk(RedisBytes($0.fullName)) })
  }

  static func commandDocs(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let asked =
      context.count == 2
      ? context.engine.table.commands
      : context.arguments.dropFirst(2).compactMap { find($0, context) }
    return .map(asked.map { RESPPair(.bulk(RedisBytes($0.fullName)), documentation(of: $0)) })
  }

  private static func documentation(of command: Command) -> RESPValue {
    let spec = command.spec
    var pairs = [
      RESPPair(.bulk("summary"), .bulk(RedisBytes(spec.summary))),
      RESPPair(.bulk("since"), .bulk(RedisBytes(spec.since))),
      RESPPair(.bulk("group"), .bulk(RedisBytes(spec.group.rawValue))),
    ]
    if !command.subcommands.isEmpty {
      let subcommands = command.subcommands.map {
        RESPPair(.bulk(RedisBytes($0.fullName)), documentation(of: $0))
      }
      pairs.append(RESPPair(.bulk("subcommands"), .map(subcommands)))
    }
    return .map(pairs)
  }

  static func commandGetkeys(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array(try keys(context).map { .bulk($0.key) })
  }

  static func commandGetkeysandflags(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array(
      try keys(context).map { key, use in
        .array([.bulk(key), .set(use.split(separator: " ").map { .simple(String($0)) })])
      }
    )
  }

  private static func keys(
    _ context: CommandContext
  ) throws(RedisError) -> [(key: RedisBytes, use: String)] {
    let arguments = Array(context.arguments.dropFirst(2))
    guard let command = context.engine.find(arguments[0], arguments) else {
      throw RedisError("Invalid command specified")
    }
    if command.spec.keys.isEmpty && command.spec.findKeys == nil {
      throw RedisError("The command has no key arguments")
    }
    guard command.accepts(argumentCount: arguments.count) else {
      throw RedisError("Invalid number of arguments specified for command")
    }
    let keys = command.spec.keyPositions(in: arguments)
    if keys.isEmpty && !command.flags.contains(.noMandatoryKeys) {
      throw RedisError("Invalid arguments specified for command")
    }
    return keys.map { (arguments[$0.index], use($0.use, arguments)) }
  }

  /// What is done with a key where that depends on the options.
  private static func use(_ use: String, _ arguments: [RedisBytes]) -> String {
    guard use.hasSuffix(" variable_flags") else { return use }
    let words = ["get", "set", "incrby"].filter { word in
      arguments.dropFirst(2).contains { $0.equalsIgnoringCase(word) }
    }
    if arguments[0].equalsIgnoringCase("set") {
      return words.contains("get") ? "RW access update" : "OW update"
    }
    return words.contains("set") || words.contains("incrby") ? "RW access update" : "RO access"
  }
}
