/// Scripts that the owner of the engine registered; those that come as text have no interpreter here.
extension ScriptCommands {
  private static let noInterpreter = RedisError(
    "EVAL needs a Lua interpreter, which this server does not have. Register the script in Swift"
      + " and call it with EVALSHA or FCALL"
  )

  static func eval(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let text = context[1]
    guard let script = context.engine.scripts.script(text: text) else {
      _ = try keyCount(context)
      throw noInterpreter
    }
    return try run(script, context)
  }

  static func evalReadOnly(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try eval(context)
  }

  static func evalsha(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let unknown = RedisError(code: "NOSCRIPT", "No matching script. Please use EVAL.")
    // What cannot be a digest is refused before anything else is looked at.
    guard context[1].count == 40 else { throw unknown }
    _ = try keyCount(context)
    guard let script = context.engine.scripts.script(digest: context[1].lowercasedName) else {
      throw unknown
    }
    return try run(script, context)
  }

  static func evalshaReadOnly(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try evalsha(context)
  }

  static func fcall(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let script = context.engine.scripts.function(named: context[1].string) else {
      throw RedisError("Function not found")
    }
    return try run(script, context)
  }

  static func fcallReadOnly(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try fcall(context)
  }

  private static func keyCount(_ context: CommandContext) throws(RedisError) -> Int {
    let count = try context.integer(at: 2)
    if count > context.count - 3 {
      throw RedisError("Number of keys can't be greater than number of args")
    }
    if count < 0 { throw RedisError("Number of keys can't be negative") }
    return count
  }

  private static func run(
    _ script: RedisScript,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let count = try keyCount(context)
    if context.command.spec.name.hasSuffix("_ro") && !script.isReadOnly {
      throw RedisError(
        "Can not execute a script with write flag using *_ro command."
      )
    }
    let keys = Array(context.arguments[3..<3 + count])
    let arguments = Array(context.arguments[(3 + count)...])
    let call = ScriptContext(context)
    let client = context.client
    let denied = client.denyBlocking
    client.denyBlocking = true
    client.runsScript = true
    var reply = RESPValue.null
    var failure: RedisError?
    context.engine.handingOnAsOne {
      do {
        reply = try script.body(call, keys, arguments)
      } catch {
        failure =
          error as? RedisError ?? RedisError("Error running script \(script.name): \(error)")
      }
    }
    client.denyBlocking = denied
    client.runsScript = false
    if let failure { throw failure }
    return reply
  }
}

extension ScriptCommands {
  static func scriptExists(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array(
      context.arguments.dropFirst(2).map {
        .integer(context.engine.scripts.script(digest: $0.lowercasedName) == nil ? 0 : 1)
      }
    )
  }

  static func scriptLoad(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let script = context.engine.scripts.load(text: context[2]) else { throw noInterpreter }
    return .bulk(RedisBytes(script.digest))
  }

  static func scriptFlush(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard
      context.count == 2
        || context.count == 3
          && (context.argument(2, is: "SYNC") || context.argument(2, is: "ASYNC"))
    else { throw RedisError("SCRIPT FLUSH only support SYNC|ASYNC option") }
    context.engine.scripts.forgetLoaded()
    return .ok
  }

  static func scriptKill(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw RedisError(code: "NOTBUSY", "No scripts in execution right now.")
  }

  static func functionKill(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw RedisError(code: "NOTBUSY", "No scripts in execution right now.")
  }

  static func functionStats(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .map([RESPPair(.bulk("running_script"), .null), RESPPair(.bulk("engines"), .map([]))])
  }

  /// What is registered stays: only libraries that were loaded as text would go, and none can be.
  static func functionFlush(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .subcommandSyntax(context) }
    guard
      context.count == 2
        || context.count == 3
          && (context.argument(2, is: "SYNC") || context.argument(2, is: "ASYNC"))
    else { throw RedisError("FUNCTION FLUSH only supports SYNC|ASYNC option") }
    return .ok
  }

  static func functionLoad(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw noInterpreter
  }

  static func functionDelete(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw RedisError("Library not found")
  }

  static func functionList(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array(
      context.engine.scripts.functionNames.map { name in
        .map([
          RESPPair(.bulk("library_name"), .bulk(RedisBytes(name))),
          RESPPair(.bulk("engine"), .bulk("SWIFT")),
          RESPPair(
            .bulk("functions"),
            .array([
              .map([
                RESPPair(.bulk("name"), .bulk(RedisBytes(name))),
                RESPPair(.bulk("description"), .null), RESPPair(.bulk("flags"), .set([])),
              ])
            ])
          ),
        ])
      }
    )
  }
}
