/// `HELP` of the commands that have subcommands, made from the command table.
enum Help {
  @Sendable
  static func reply(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let container = context.engine.table[context[0]] else { throw .syntax }
    let name = container.spec.name.uppercased()
    var lines = ["\(name) <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"]
    for subcommand in container.subcommands where subcommand.spec.name != "help" {
      lines += [subcommand.spec.name.uppercased(), "    \(subcommand.spec.summary)"]
    }
    lines += ["HELP", "    Prints this help."]
    return .array(lines.map { .simple($0) })
  }
}
