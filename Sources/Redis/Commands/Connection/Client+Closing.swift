extension ClientCommands {
  static func clientKill(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.count == 3 {
      let address = context[2].string
      guard let client = context.engine.clients.values.first(where: { $0.address == address })
      else { throw RedisError("No such client") }
      close(client, context)
      return .ok
    }
    let filter = try ClientFilter(context)
    let doomed = context.engine.clients.values
      .filter { filter.accepts($0, context) }.sorted { $0.id < $1.id }
    for client in doomed { close(client, context) }
    return .integer(doomed.count)
  }

  private static func close(_ client: EngineClient, _ context: CommandContext) {
    client.isClosing = true
    if client !== context.client {
      context.engine.disconnect(client)
      client.close()
    }
  }
}

/// Which clients `CLIENT KILL` means.
private struct ClientFilter {
  var id: Int?
  var kind: ClientCommands.Kind?
  var address: String?
  var localAddress: String?
  var user: String?
  var sparesCaller = true

  init(_ context: CommandContext) throws(RedisError) {
    for index in stride(from: 2, to: context.count, by: 2) {
      guard index + 1 < context.count else { throw .syntax }
      let value = context[index + 1]
      switch context[index].lowercasedName {
      case "id":
        id = try context.integer(
          at: index + 1,
          in: 1...Int.max,
          else: RedisError("client-id should be greater than 0")
        )
      case "type": kind = try ClientCommands.kind(named: value)
      case "addr": address = value.string
      case "laddr": localAddress = value.string
      case "user":
        guard value == "default" else {
          throw RedisError(quoting: "No such user '\(value.singleLine)'")
        }
        user = value.string
      case "skipme":
        switch value.lowercasedName {
        case "yes": sparesCaller = true
        case "no": sparesCaller = false
        default: throw .syntax
        }
      default: throw .syntax
      }
    }
  }

  func accepts(_ client: EngineClient, _ context: CommandContext) -> Bool {
    if let id, client.id != id { return false }
    if let kind, ClientCommands.kind(of: client) != kind { return false }
    if let address, client.address != address { return false }
    if let localAddress, client.localAddress != localAddress { return false }
    if let user, client.user != user { return false }
    return !(sparesCaller && client === context.client)
  }
}
