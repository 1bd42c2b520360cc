extension CommandInfoCommands {
  /// What `COMMAND INFO` says of a command.
  static func description(of command: Command) -> RESPValue {
    let spec = command.spec
    let (first, last, step) = spec.plainKeyRange
    var flags = CommandFlags.names.filter { spec.flags.contains($0.flag) }.map(\.name)
    if spec.hasMovableKeys { flags.append("movablekeys") }
    return .array([
      .bulk(RedisBytes(command.fullName)), .integer(spec.arity),
      .set(flags.map { .simple($0) }), .integer(first), .integer(last), .integer(step),
      .set(command.categories.map { .simple("@\($0.rawValue)") }),
      .set(spec.tips.map { .bulk(RedisBytes($0)) }), .set(spec.keys.map(description)),
      command.subcommands.isEmpty
        ? .set([]) : .array(command.subcommands.map { description(of: $0) }),
    ])
  }

  private static func description(_ keys: KeySpec) -> RESPValue {
    let flags = keys.use.split(separator: " ").map { RESPValue.simple(String($0)) }
    let begin: RESPValue =
      switch keys.begin {
      case .index(let index): step("index", [("index", .integer(index))])
      case .keyword(let word, let start):
        step("keyword", [("keyword", .bulk(RedisBytes(word))), ("startfrom", .integer(start))])
      case .unknown: step("unknown", [])
      }
    let find: RESPValue =
      switch keys.find {
      case .range(let last, let width, let limit):
        step(
          "range",
          [("lastkey", .integer(last)), ("keystep", .integer(width)), ("limit", .integer(limit))]
        )
      case .counted(let count, let first, let width):
        step(
          "keynum",
          [
            ("keynumidx", .integer(count)), ("firstkey", .integer(first)),
            ("keystep", .integer(width)),
          ]
        )
      case .unknown: step("unknown", [])
      }
    return .map([
      RESPPair(.bulk("flags"), .set(flags)), RESPPair(.bulk("begin_search"), begin),
      RESPPair(.bulk("find_keys"), find),
    ])
  }

  private static func step(_ type: String, _ spec: [(String, RESPValue)]) -> RESPValue {
    .map([
      RESPPair(.bulk("type"), .bulk(RedisBytes(type))),
      RESPPair(.bulk("spec"), .map(spec.map { RESPPair(.bulk(RedisBytes($0)), $1) })),
    ])
  }
}
