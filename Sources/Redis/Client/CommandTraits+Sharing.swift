extension CommandTraits {
  /// Whether one of the commands waits by design, so that others must not share its connection.
  ///
  /// - Throws: A ``RedisMisuseError`` for a command that does not belong on a shared connection.
  static func waits(_ commands: some BidirectionalCollection<RedisCommand>) throws -> Bool {
    var waits = false
    var isInTransaction = false
    for (index, command) in zip(commands.indices, commands) {
      let traits = CommandTraits.of(command.arguments)
      switch traits.effect {
      case .none:
        if isInTransaction, command.endsTransaction { isInTransaction = false }
        if !isInTransaction, traits.wait(in: command.arguments) != nil { waits = true }
      case .changes
      where command.arguments[0].isWord("multi")
        && commands[index...].contains(where: \.endsTransaction):
        // All of it goes out together, so that nobody else gets into the transaction.
        isInTransaction = true
      case .changes(let mend):
        throw RedisMisuseError(
          command: command.name,
          problem: "would change the connection that all tasks share",
          mend: mend
        )
      case .breaksStep(let mend):
        throw RedisMisuseError(
          command: command.name,
          problem: "would put replies out of step",
          mend: mend
        )
      }
    }
    return waits
  }
}

extension RedisCommand {
  /// Whether its name may be one of those that wait or change the connection, at a glance.
  ///
  /// Most commands are none of them, and in a process the look into the table would be felt.
  @inline(__always)
  var mayConcernItsConnection: Bool {
    arguments[0].withUnsafeBytes { name in
      guard name.count >= 4 else { return false }
      switch name[0] | 0x20 {
      case UInt8(ascii: "g"), UInt8(ascii: "i"), UInt8(ascii: "l"), UInt8(ascii: "z"): return false
      default: return true
      }
    }
  }

  fileprivate var endsTransaction: Bool {
    arguments[0].isWord("exec") || arguments[0].isWord("discard")
  }
}
