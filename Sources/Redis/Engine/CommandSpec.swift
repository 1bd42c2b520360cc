/// Everything that is known about a command: its shape, its documentation and what it does.
///
/// The command table, `COMMAND INFO`, `COMMAND DOCS`, the categories and the documentation page are
/// all made from this one value.
public struct CommandSpec: Sendable {
  /// What a command does; without a reply, the client is blocked or has been answered by pushes.
  typealias Handler = @Sendable (CommandContext) throws(RedisError) -> RESPValue?

  /// Lower case; of a subcommand only its own word.
  public let name: String
  /// How many arguments there are with the name, or at least, if negative.
  public let arity: Int
  public let flags: CommandFlags
  /// Categories beyond those that follow from the flags and the group.
  let extraCategories: [CommandCategory]
  /// Whether the command is in its group's category; `SORT` is not.
  let isInGroupCategory: Bool
  let keys: [KeySpec]
  /// Finds the keys where `keys` cannot, as `SORT … STORE` needs it.
  let findKeys: (@Sendable ([RedisBytes]) -> [Int])?
  let tips: [String]
  public let group: CommandGroup
  public let since: String
  public let summary: String
  /// What the fake leaves out or does otherwise than Redis, as sentences; nil if there is nothing.
  public let limits: String?
  public let subcommands: [CommandSpec]
  let handler: Handler

  init(
    _ name: String,
    arity: Int,
    flags: CommandFlags,
    categories: [CommandCategory] = [],
    isInGroupCategory: Bool = true,
    keys: [KeySpec] = [],
    findKeys: (@Sendable ([RedisBytes]) -> [Int])? = nil,
    tips: [String] = [],
    group: CommandGroup,
    since: String,
    summary: String,
    limits: String? = nil,
    subcommands: [CommandSpec] = [],
    run handler: @escaping Handler
  ) {
    self.name = name
    self.arity = arity
    self.flags = flags
    extraCategories = categories
    self.isInGroupCategory = isInGroupCategory
    self.keys = keys
    self.findKeys = findKeys
    self.tips = tips
    self.group = group
    self.since = since
    self.summary = summary
    self.limits = limits
    self.subcommands = subcommands
    self.handler = handler
  }

  /// A command that is only the first word of its subcommands.
  init(
    container name: String,
    group: CommandGroup,
    since: String,
    summary: String,
    limits: String? = nil,
    subcommands: [CommandSpec]
  ) {
    self.init(
      name,
      arity: -2,
      flags: [],
      isInGroupCategory: false,
      group: group,
      since: since,
      summary: summary,
      limits: limits,
      subcommands: subcommands
    ) { context throws(RedisError) in
      throw .unknownSubcommand(context[1], of: name)
    }
  }
}
