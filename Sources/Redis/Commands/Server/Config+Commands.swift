extension ConfigCommands {
  static func configGet(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let globs = context.arguments.dropFirst(2).map { Glob($0) }
    // A plain name comes back in the letters in which it was asked for.
    let asked = Dictionary(
      context.arguments.dropFirst(2).map { ($0.lowercasedName, $0) },
      uniquingKeysWith: { $1 }
    )
    let names = Setting.all.flatMap { setting in
      ([setting.name, setting.alias].compactMap(\.self)).map { ($0, setting) }
    }
    let found = names.filter { name, _ in
      globs.contains { $0.matches(RedisBytes(name), ignoringCase: true) }
    }
    return .map(
      found.map { name, setting in
        RESPPair(
          .bulk(asked[name] ?? RedisBytes(name)),
          .bulk(RedisBytes(context.engine.configuration[setting.name]))
        )
      }
    )
  }

  static func configSet(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count % 2 == 0 else { throw .syntax }
    var changes: [(setting: Setting, value: String)] = []
    for index in stride(from: 2, to: context.count, by: 2) {
      let name = context[index].lowercasedName
      guard let setting = Setting.all.first(where: { $0.name == name || $0.alias == name }) else {
        throw RedisError(
          "Unknown option or number of arguments for CONFIG SET - '\(context[index].singleLine)'"
        )
      }
      func refuse(_ reason: String) -> RedisError {
        RedisError(
          "CONFIG SET failed (possibly related to argument '\(context[index].singleLine)')"
            + " - \(reason)"
        )
      }
      if setting.isFixed { throw refuse("can't set immutable config") }
      if changes.contains(where: { $0.setting.name == setting.name }) {
        throw refuse("duplicate parameter")
      }
      do throws(Setting.Refusal) {
        changes.append((setting, try setting.normalized(context[index + 1].string)))
      } catch {
        throw refuse(error.reason)
      }
    }
    for (setting, value) in changes {
      context.engine.configuration.set(setting.name, to: value)
      context.engine.onSettingChange?(setting.name, value)
    }
    context.engine.slowLog.trim(to: context.engine.configuration.slowLogLength)
    if context.engine.configuration.maxMemory > 0 { _ = context.engine.evictAsNeeded() }
    return .ok
  }

  static func configResetstat(_ context: CommandContext) throws(RedisError) -> RESPValue {
    context.engine.resetStatistics()
    return .ok
  }

  static func configRewrite(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw RedisError("The server is running without a config file")
  }
}
