/// All the commands that there are, each group from its own file in `Commands/`.
///
/// A new group of commands is a file that offers `static let commands: [CommandSpec]` and a line here.
enum CommandList {
  static let all: [CommandSpec] = [
    StringCommands.commands,
    BitmapCommands.commands,
    HashCommands.commands,
    ListCommands.commands,
    SetCommands.commands,
    SortedSetCommands.commands,
    StreamCommands.commands,
    StreamGroupCommands.commands,
    HyperLogLogCommands.commands,
    KeyCommands.commands,
    ExpiryCommands.commands,
    ScanCommands.commands,
    SortCommands.commands,
    PubSubCommands.commands,
    TransactionCommands.commands,
    ConnectionCommands.commands,
    ClientCommands.commands,
    ServerCommands.commands,
    InfoCommands.commands,
    ConfigCommands.commands,
    DiagnosticCommands.commands,
    AccessControlCommands.commands,
    CommandInfoCommands.commands,
    ScriptCommands.commands,
    ClusterCommands.commands,
  ].flatMap(\.self)
}

/// Finds a command by its name, in any mixture of cases, without allocating.
struct CommandTable {
  /// In the order of ``CommandList/all``.
  let commands: [Command]
  /// With the subcommands.
  let all: [Command]
  private var buckets: [Command?]
  private let mask: Int

  init(_ specs: [CommandSpec]) {
    var id = 0
    commands = specs.map { Command($0, id: &id) }
    all = commands.flatMap { [$0] + $0.subcommands }
    let size = max(64, (commands.count * 4).nextPowerOfTwo)
    mask = size - 1
    buckets = Array(repeating: nil, count: size)
    for command in commands {
      var bucket = command.name.caseFoldedHash & mask
      while let other = buckets[bucket] {
        precondition(other.name != command.name, "\(command.name) is in the table twice")
        bucket = (bucket + 1) & mask
      }
      buckets[bucket] = command
    }
  }

  subscript(name: RedisBytes) -> Command? {
    var bucket = name.caseFoldedHash & mask
    while let command = buckets[bucket] {
      if name.equalsIgnoringCase(command.name) { return command }
      bucket = (bucket + 1) & mask
    }
    return nil
  }
}

extension Int {
  fileprivate var nextPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
