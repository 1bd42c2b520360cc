/// A command of one engine: its specification and what has been counted about it.
final class Command {
  let spec: CommandSpec
  /// "get", or "client|list" for a subcommand.
  let fullName: String
  let subcommands: [Command]
  /// The specification's parts that every call looks at, without the detour.
  let name: RedisBytes
  let arity: Int
  let flags: CommandFlags
  let handler: CommandSpec.Handler
  let id: Int

  /// How often a client sent it, whether it ran at once, later or not at all.
  @exclusivity(unchecked) var received = 0
  @exclusivity(unchecked) var calls = 0
  /// Calls that were answered with an error while they ran.
  var failedCalls = 0
  /// Calls that were refused before they ran.
  var rejectedCalls = 0
  @exclusivity(unchecked) var microseconds = 0
  @exclusivity(unchecked) var latencies = CommandLatencies()

  init(_ spec: CommandSpec, of parent: CommandSpec? = nil, id: inout Int) {
    self.spec = spec
    self.id = id
    id += 1
    fullName = parent.map { "\($0.name)|\(spec.name)" } ?? spec.name
    name = RedisBytes(spec.name)
    arity = spec.arity
    flags = spec.flags
    handler = spec.handler
    subcommands = spec.subcommands.map { Command($0, of: spec, id: &id) }
  }

  func accepts(argumentCount: Int) -> Bool {
    arity >= 0 ? argumentCount == arity : argumentCount >= -arity
  }

  func resetCounts() {
    received = 0
    (calls, failedCalls, rejectedCalls, microseconds) = (0, 0, 0, 0)
    latencies = CommandLatencies()
    for subcommand in subcommands { subcommand.resetCounts() }
  }
}
