/// Errors that the engine gives before a command runs.
extension RedisError {
  static let notAuthenticated = RedisError(code: "NOAUTH", "Authentication required.")
  static let notInTransaction = RedisError("Command not allowed inside a transaction")
  static let outOfMemory = RedisError(
    code: "OOM",
    "command not allowed when used memory > 'maxmemory'."
  )
  static let debugNotAllowed = RedisError(
    "DEBUG command not allowed. If the enable-debug-command option is set to \"local\", you can run"
      + " it from a local connection, otherwise you need to set this option in the configuration"
      + " file, and then restart the server."
  )

  static func onlySubscriptions(_ command: String) -> RedisError {
    RedisError(
      "Can't execute '\(command)': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET"
        + " are allowed in this context"
    )
  }

  /// There is no command of this name; the error quotes the arguments as far as 128 bytes go.
  static func unknownCommand(_ arguments: [RedisBytes]) -> RedisError {
    var quoted: [UInt8] = []
    var length = 0
    for argument in arguments.dropFirst() where length < 128 {
      let shown = argument.untilZero.prefix(128 - length)
      quoted += Array("'".utf8) + RedisBytes(shown).singleLine.bytes + Array("' ".utf8)
      length += shown.count + 3
    }
    let name = RedisBytes(arguments[0].prefix(128)).singleLine
    return RedisError(
      quoting: "unknown command '\(name)', with args beginning with: \(RedisBytes(quoted))"
    )
  }

  static func unknownSubcommand(_ word: RedisBytes, of command: String) -> RedisError {
    let word = RedisBytes(word.prefix(128)).singleLine
    return RedisError(quoting: "unknown subcommand '\(word)'. Try \(command.uppercased()) HELP.")
  }
}

extension RedisBytes {
  /// What a C program sees of it.
  var untilZero: [UInt8] { Array(bytes.prefix { $0 != 0 }) }

  /// What an error quotes of it: the text up to a zero, as C has it, without line breaks.
  var singleLine: RedisBytes {
    RedisBytes(untilZero.map { $0 == 13 || $0 == 10 ? 32 : $0 })
  }
}
