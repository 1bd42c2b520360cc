extension DiagnosticCommands {
  static func debug(_ context: CommandContext) throws(RedisError) -> RESPValue {
    switch (context[1].lowercasedName, context.count) {
    case ("help", 2): return help
    case ("sleep", 3):
      // The clock is not this engine's to move, and standing still would stop everybody.
      _ = try context.double(at: 2)
      return .ok
    case ("set-active-expire", 3):
      context.engine.expiresActively = context[2] != "0"
      context.engine.findEarliestDeadline()
      return .ok
    case ("error", 3): throw RedisError(line: context[2].singleLine)
    case ("object", 3): return try object(context)
    case ("protocol", 3): return try sample(context)
    case ("populate", 3...5): return try populate(context)
    default: throw .subcommandSyntax(context)
    }
  }

  private static var help: RESPValue {
    .array(
      [
        "DEBUG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
        "ERROR <string>", "    Replies with an error of this text.",
        "OBJECT <key>", "    Shows how a key's value is kept.",
        "POPULATE <count> [<prefix>] [<size>]", "    Makes string keys.",
        "PROTOCOL <type>", "    Replies with a value of a type.",
        "SET-ACTIVE-EXPIRE <0|1>", "    Switches off that keys expire without being asked for.",
        "SLEEP <seconds>", "    Answers at once.",
        "HELP", "    Prints this help.",
      ].map { .simple($0) }
    )
  }

  private static func object(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let slot = context.peek(context[2])
    guard slot >= 0 else { throw .noSuchKey }
    let entry = context.database.keys[slot]
    let encoding = entry.value.encoding(entry.access.mark)
    return .simple(
      "Value refcount:1 encoding:\(encoding)"
        + " lru:\(entry.access.bits) lru_seconds_idle:\(entry.access.idleSeconds(now: context.now))"
    )
  }

  private static func populate(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let count = try context.positive(at: 2)
    let prefix = context.count > 3 ? context[3] : "key"
    let size = context.count > 4 ? try context.positive(at: 4) : 0
    for number in 0..<count {
      let key: RedisBytes = "\(prefix):\(number)"
      guard context.peek(key) < 0 else { continue }
      var value = "value:\(number)".utf8.map { $0 }
      if size > 0 {
        value.grow(to: size)
        value.removeLast(value.count - size)
      }
      context.store(.string(RedisBytes(value)), at: key)
    }
    return .ok
  }

  private static func sample(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let numbers: [RESPValue] = [.integer(0), .integer(1), .integer(2)]
    switch context[2].lowercasedName {
    case "string": return .bulk("Hello World")
    case "integer": return .integer(12345)
    case "double": return .double(3.141)
    case "null": return .null
    case "array": return .array(numbers)
    case "set": return .set(numbers)
    case "map":
      return .map((0..<3).map { RESPPair(.integer($0), .boolean($0 == 1)) })
    case "bignum": return .bigNumber("1234567999999999999999999999999999999")
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "verbatim": return .verbatim(format: "txt", "This is a verbatim\nstring")
    default:
      throw RedisError(
        "Wrong protocol type name. Please use one of the following:"
          + " string|integer|double|null|array|set|map|attrib|push|verbatim|true|false"
      )
    }
  }
}
