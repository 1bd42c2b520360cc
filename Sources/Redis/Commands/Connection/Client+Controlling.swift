extension ClientCommands {
  static func clientUnblock(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var withError = false
    if context.count == 4 {
      if context.argument(3, is: "ERROR") {
        withError = true
      } else if !context.argument(3, is: "TIMEOUT") {
        throw RedisError("CLIENT UNBLOCK reason should be TIMEOUT or ERROR")
      }
    } else if context.count > 4 {
      throw .subcommandSyntax(context)
    }
    let id = try context.integer(at: 2)
    // A client that a pause holds back is not one that waits for a key.
    guard let client = context.engine.blockedClients[id], let call = client.blocked else {
      return .integer(0)
    }
    let error = RedisError(code: "UNBLOCKED", "client unblocked via CLIENT UNBLOCK")
    context.engine.unblock(client, with: withError ? .error(error) : call.otherwise)
    return .integer(1)
  }

  static func clientPause(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 4 else { throw .subcommandSyntax(context) }
    var writesOnly = false
    if context.count == 4 {
      if context.argument(3, is: "WRITE") {
        writesOnly = true
      } else if !context.argument(3, is: "ALL") {
        throw RedisError("CLIENT PAUSE mode must be WRITE or ALL")
      }
    }
    let timeout = try context.millisecondTimeout(at: 2)
    let end = context.now + timeout
    if let pause = context.engine.pause {
      context.engine.pause?.end = max(pause.end, end)
      if !writesOnly { context.engine.pause?.writesOnly = false }
    } else {
      context.engine.pause = Pause(end: end, writesOnly: writesOnly)
    }
    return .ok
  }

  static func clientUnpause(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.resume()
    return .ok
  }

  static func clientReply(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    switch context[2].lowercasedName {
    case "on":
      context.client.replyMode = .on
      return .ok
    case "off": context.client.replyMode = .off
    case "skip":
      if context.client.replyMode != .off { context.client.replyMode = .skip }
    default: throw .syntax
    }
    return nil
  }

  static func clientNoEvict(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.argument(2, is: "ON") {
      context.client.noEvict = true
    } else if context.argument(2, is: "OFF") {
      context.client.noEvict = false
    } else {
      throw .syntax
    }
    return .ok
  }
}
