extension ConfigCommands {
  static func configGet(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let names = ConfigSetting.all.flatMap { setting in
      ([setting.name, setting.alias].compactMap(\.self)).map { (name: $0, setting: setting) }
    }
    var found: [(name: RedisBytes, setting: ConfigSetting)] = []
    var known: Set<String> = []
    for word in context.arguments.dropFirst(2) {
      let glob = Glob(word)
      let isPlain = !word.contains { [UInt8]("[*?".utf8).contains($0) }
      for (name, setting) in names
      where glob.matches(RedisBytes(name), ignoringCase: true) && known.insert(name).inserted {
        // A plain name comes back in the letters in which it was asked for first.
        found.append((isPlain ? word : RedisBytes(name), setting))
      }
    }
    return .map(
      found.map { name, setting in
        RESPPair(
          .bulk(name),
          .bulk(RedisBytes(context.engine.configuration[setting.name]))
        )
      }
    )
  }

  static func configSet(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count % 2 == 0 else { throw .syntax }
    var settings: [ConfigSetting] = []
    func refuse(_ index: Int, _ reason: String) -> RedisError {
      let name = context[index].singleLine
      return RedisError(
        quoting: "CONFIG SET failed (possibly related to argument '\(name)') - \(reason)"
      )
    }
    for index in stride(from: 2, to: context.count, by: 2) {
      let name = context[index].lowercasedName
      guard let setting = ConfigSetting.all.first(where: { $0.name == name || $0.alias == name })
      else {
        throw RedisError(
          quoting:
            "Unknown option or number of arguments for CONFIG SET - '\(context[index].singleLine)'"
        )
      }
      if setting.isFixed { throw refuse(index, "can't set immutable config") }
      if settings.contains(where: { $0.name == setting.name }) {
        throw refuse(index, "duplicate parameter")
      }
      settings.append(setting)
    }
    // All names are looked at before the first value is.
    var changes: [(setting: ConfigSetting, value: String)] = []
    for (number, setting) in settings.enumerated() {
      let index = 2 + number * 2
      do throws(ConfigSetting.Refusal) {
        changes.append((setting, try setting.normalized(context[index + 1].string)))
      } catch {
        throw refuse(index, error.reason)
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
