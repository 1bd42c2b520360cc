/// There is one user, who may do everything once the password has been given.
extension AccessControlCommands {
  static func aclWhoami(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .bulk(RedisBytes(context.client.user))
  }

  static func aclUsers(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .array([.bulk("default")])
  }

  static func aclList(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let hasPassword = !context.engine.configuration.password.isEmpty
    return .array([
      .bulk(RedisBytes("user default on \(hasPassword ? "#" : "nopass") ~* &* +@all"))
    ])
  }

  static func aclGetuser(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context[2] == "default" else { return .null }
    let hasPassword = !context.engine.configuration.password.isEmpty
    return .map([
      RESPPair(.bulk("flags"), .set(hasPassword ? [.bulk("on")] : [.bulk("on"), .bulk("nopass")])),
      RESPPair(.bulk("passwords"), .array([])), RESPPair(.bulk("commands"), .bulk("+@all")),
      RESPPair(.bulk("keys"), .bulk("~*")), RESPPair(.bulk("channels"), .bulk("&*")),
      RESPPair(.bulk("selectors"), .array([])),
    ])
  }

  static func aclSetuser(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw RedisError("ACL SETUSER is not available on this server: it has one user")
  }

  static func aclCat(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .subcommandSyntax(context) }
    guard context.count == 3 else {
      return .array(CommandCategory.allCases.map { .bulk(RedisBytes($0.rawValue)) })
    }
    guard let category = CommandCategory(rawValue: context[2].lowercasedName) else {
      throw RedisError(quoting: "Unknown category '\(context[2].singleLine)'")
    }
    let names = context.engine.table.all.filter { $0.categories.contains(category) }
    return .array(names.map { .bulk(RedisBytes($0.fullName)) })
  }

  static func aclGenpass(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard context.count <= 3 else { throw .subcommandSyntax(context) }
    let error = RedisError(
      "ACL GENPASS argument must be the number of bits for the output password, a positive number"
        + " up to 4096"
    )
    let bits = context.count == 3 ? try context.integer(at: 2) : 256
    guard (1...4096).contains(bits) else { throw error }
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<(bits + 3) / 4).map { _ in
      String(Int.random(in: 0..<16, using: &generator), radix: 16)
    }
    return .bulk(RedisBytes(digits.joined()))
  }
}
